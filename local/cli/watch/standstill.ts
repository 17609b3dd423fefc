// Measures how long something makes no progress: an API that answers no call, a list without end, a failing step. Calls
// `onEnd` once, when one of them has made none for `patienceMs`.

import type { Clock } from '../../../shared/clock.ts';

export interface Standstill {
  /** To be called when `what` makes no progress. Repeated calls keep the first time. */
  isAt(what: string): void;
  /** To be called when `what` makes progress again. Undefined: everything does. */
  isOver(what?: string): void;
  /** Epoch milliseconds at which the oldest standstill began. Undefined: there is none. */
  sinceMs(): number | undefined;
}

export interface Patience {
  readonly clock: Clock;
  readonly patienceMs: number;
  /** Aborts when the job is stopped for another reason. `onEnd` is not called then. */
  readonly signal: AbortSignal;
  readonly onEnd: () => void;
}

export function createStandstill({ clock, patienceMs, signal, onEnd }: Patience): Standstill {
  const beganMs = new Map<string, number>();
  let isWatched = false;

  function sinceMs(): number | undefined {
    return beganMs.size === 0 ? undefined : Math.min(...beganMs.values());
  }

  /** Waits by the clock, not for the next log line: minutes can pass between two attempts of a batch. */
  async function watch(): Promise<void> {
    isWatched = true;
    for (let began = sinceMs(); began !== undefined && !signal.aborted; began = sinceMs()) {
      const leftMs = began + patienceMs - clock.now();
      if (leftMs <= 0) return onEnd();
      await clock.sleep(leftMs, signal);
    }
    isWatched = false;
  }

  return {
    sinceMs,
    isAt(what) {
      if (!beganMs.has(what)) beganMs.set(what, clock.now());
      if (!isWatched) void watch();
    },
    isOver(what) {
      if (what === undefined) beganMs.clear();
      else beganMs.delete(what);
    },
  };
}
