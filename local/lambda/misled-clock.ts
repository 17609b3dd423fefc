// Makes `Date.now()` wrong in the thread of one execution environment. The error may change while a handler runs.
// `new Date()`, `performance.now()` and timers are not affected.

export interface MisledClock {
  errorMs(): number;
}

/**
 * Adds the first number of the buffer to every `Date.now()` of this thread. It is a Float64, the error in milliseconds:
 * positive for a clock that is fast, and rounded. Undefined: the clock is right.
 */
export function misleadClock(buffer: SharedArrayBuffer | undefined): MisledClock {
  if (!buffer) return { errorMs: () => 0 };
  const [error, rightNow] = [new Float64Array(buffer), Date.now];
  const errorMs = () => error[0] ?? 0;
  Date.now = () => rightNow() + Math.round(errorMs());
  return { errorMs };
}
