// The clock by which code tells the time and waits. It is passed in, so that tests can put another in its place.

export interface Clock {
  /** Epoch milliseconds by the wall clock, because the timetable's slots must be the same on every machine. */
  now(): number;
  /** Resolves after about `ms`, or at once when the signal aborts; never rejects. It may be too early: read the clock again. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** The longest time of setTimeout: for a longer one it fires at once. */
const longestTimerMs = 2 ** 31 - 1;

export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: (ms, signal) =>
    new Promise((resolve) => {
      if (signal?.aborted) {
        resolve();
        return;
      }
      const done = () => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', done);
        resolve();
      };
      // setTimeout cuts a fraction off and would fire too early.
      const timer = setTimeout(done, Math.min(Math.max(Math.ceil(ms), 0), longestTimerMs));
      signal?.addEventListener('abort', done, { once: true });
    }),
};
