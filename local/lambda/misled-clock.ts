// A machine's clock that is wrong, and may jump while a handler runs. Only the time of day: timers go on as they are.

export interface MisledClock {
  errorMs(): number;
}

/** From here on Date.now() of this thread is wrong by the number in the buffer, whatever it is at that moment. */
export function misleadClock(buffer: SharedArrayBuffer | undefined): MisledClock {
  if (!buffer) return { errorMs: () => 0 };
  const [error, rightNow] = [new Float64Array(buffer), Date.now];
  const errorMs = () => error[0] ?? 0;
  Date.now = () => rightNow() + Math.round(errorMs());
  return { errorMs };
}
