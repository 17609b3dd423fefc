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
  /** Moves the time on, from one sleeper to the next, until the condition holds. It is asked whenever nothing goes on. */
  untilTrue(condition: () => boolean | Promise<boolean>): Promise<void>;
}

const oneTurn = () => new Promise<void>((resolve) => setImmediate(resolve));

/** `settle`: lets everything happen that needs no time. Default: what needs one turn of the event loop. */
export function handClock(
  startMs = Date.UTC(2026, 10, 20),
  settle: () => Promise<void> = oneTurn,
): HandClock {
  let nowMs = startMs;
  const sleepers = new Set<Sleeper>();

  /** Of those that are to wake first, the one that has slept for longest. */
  function next(): Sleeper | undefined {
    let first: Sleeper | undefined;
    for (const sleeper of sleepers) if (!first || sleeper.wakeMs < first.wakeMs) first = sleeper;
    return first;
  }

  async function untilTrue(condition: () => boolean | Promise<boolean>): Promise<void> {
    await settle();
    while (!(await condition())) {
      const sleeper = next();
      if (!sleeper || sleeper.wakeMs === Infinity) throw new Error('nothing left to wait for');
      wake(sleeper);
      await settle();
    }
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
            sleepers.delete(sleeper);
            signal?.removeEventListener('abort', sleeper.wake);
            resolve();
          },
        };
        if (signal?.aborted) {
          resolve();
          return;
        }
        signal?.addEventListener('abort', sleeper.wake, { once: true });
        sleepers.add(sleeper);
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
      await untilTrue(() => settled.signal.aborted);
      return promise;
    },

    untilTrue,
  };
}
