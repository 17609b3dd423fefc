// Time, injected into everything that waits, so that tests can advance it.

export interface Clock {
  /** Epoch milliseconds by the wall clock: the timetable's slots are the same on every machine. */
  now(): number;
  /** Ends after the time, or at once when the signal aborts; never rejects. It may end too early: read the clock again. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** setTimeout fires at once for a longer time. */
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
