// Since when something gets nowhere: an API that answers no call, a list without end, a step of the ferry's own. When the
// patience with it is over, `onEnd` is called.

import type { Clock } from '../../../shared/clock.ts';

export interface Standstill {
  /** `what` gets nowhere; it may have done so before. */
  isAt(what: string): void;
  /** `what` gets on again; without it, all does. */
  isOver(what?: string): void;
  /** When the oldest standstill began. */
  sinceMs(): number | undefined;
}

export interface Patience {
  readonly clock: Clock;
  readonly patienceMs: number;
  /** Aborts when the patience does not matter any more. */
  readonly signal: AbortSignal;
  readonly onEnd: () => void;
}

export function createStandstill({ clock, patienceMs, signal, onEnd }: Patience): Standstill {
  const beganMs = new Map<string, number>();
  let isWatched = false;

  function sinceMs(): number | undefined {
    return beganMs.size === 0 ? undefined : Math.min(...beganMs.values());
  }

  /** Waits by the clock and not for the next line of a log: minutes lie between two tries of a batch. */
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
