// A clock that moves only when a test moves it: hours of waiting take no time, and always pass in the same way.

import type { Clock } from '../shared/clock.ts';

interface Sleeper {
  readonly wakeMs: number;
  readonly wake: () => void;
}

export interface HandClock extends Clock {
  /** Moves the time on. Wakes the sleepers until then in order, each at its own time. */
  advance(ms: number): Promise<void>;
  /** Moves the time on until the promise is settled. */
  until<Value>(promise: Promise<Value>): Promise<Value>;
}

export function handClock(startMs = Date.UTC(2026, 10, 20)): HandClock {
  let nowMs = startMs;
  let sleepers: Sleeper[] = [];

  /** Lets everything happen that needs no time. */
  const settle = () => new Promise<void>((resolve) => setImmediate(resolve));

  function next(): Sleeper | undefined {
    const wakeMs = Math.min(...sleepers.map((sleeper) => sleeper.wakeMs));
    return sleepers.find((sleeper) => sleeper.wakeMs === wakeMs);
  }

  function wake(sleeper: Sleeper): void {
    nowMs = Math.max(nowMs, sleeper.wakeMs);
    sleeper.wake();
  }

  return {
    now: () => nowMs,

    sleep: (ms, signal) =>
      new Promise((resolve) => {
        const sleeper = {
          wakeMs: nowMs + ms,
          wake: () => {
            sleepers = sleepers.filter((other) => other !== sleeper);
            resolve();
          },
        };
        if (signal?.aborted) {
          resolve();
          return;
        }
        signal?.addEventListener('abort', sleeper.wake, { once: true });
        sleepers.push(sleeper);
      }),

    async advance(ms) {
      const endMs = nowMs + ms;
      await settle();
      for (let sleeper = next(); sleeper && sleeper.wakeMs <= endMs; sleeper = next()) {
        wake(sleeper);
        await settle();
      }
      nowMs = endMs;
    },

    async until(promise) {
      const settled = new AbortController();
      void promise.catch(() => undefined).then(() => settled.abort());
      await settle();
      while (!settled.signal.aborted) {
        const sleeper = next();
        if (!sleeper || sleeper.wakeMs === Infinity) throw new Error('nothing left to wait for');
        wake(sleeper);
        await settle();
      }
      return promise;
    },
  };
}
