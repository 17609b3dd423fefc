// Makes the clock of one environment wrong, also while a handler runs. Timers are not affected.

export interface MisledClock {
  errorMs(): number;
}

/**
 * Adds the number in the buffer, in milliseconds, to every `Date.now()` of this thread. Undefined: the clock is right.
 */
export function misleadClock(buffer: SharedArrayBuffer | undefined): MisledClock {
  if (!buffer) return { errorMs: () => 0 };
  const [error, rightNow] = [new Float64Array(buffer), Date.now];
  const errorMs = () => error[0] ?? 0;
  Date.now = () => rightNow() + Math.round(errorMs());
  return { errorMs };
}
