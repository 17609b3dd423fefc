// Time, as everything that waits is given it: tests move it by hand, the sandboxed ferry runs it as it is.

export interface Clock {
  /** Epoch milliseconds, by the wall: the timetable's slots are the same for every machine. */
  now(): number;
  /** Ends after the time, or at once when the signal aborts; never rejects. Look at the clock again on waking. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** setTimeout cannot wait longer than this, and would fire at once instead. */
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
      // A fraction would be cut off, and the timer fire before its time.
      const timer = setTimeout(done, Math.min(Math.max(Math.ceil(ms), 0), longestTimerMs));
      signal?.addEventListener('abort', done, { once: true });
    }),
};
