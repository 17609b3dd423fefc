// The sandbox's time of day. A test moves it to reach rules about past dates and the end of tokens.

import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';

/** The time in which the gateway works: the machine's, or that of a test which moves it. */
export interface Time {
  /** Epoch milliseconds with a fraction, for arrivals. They never go back. */
  nowMs(): number;
  sleep(ms: number): Promise<unknown>;
}

/** The machine's time. It is monotonic and cannot be moved. */
export const realTime: Time = { nowMs: () => performance.timeOrigin + performance.now(), sleep };

export interface Clock {
  now(): number;
  /** False: the moment is not within the years 1970 to 9998, and the clock stays as it was. */
  setTo(epochMs: number): boolean;
  reset(): void;
}

const endOfDatesMs = Date.UTC(9999, 0);

export function createClock(startMs: number | undefined, time: Time): Clock {
  const atStart = startMs === undefined ? 0 : startMs - time.nowMs();
  let offsetMs = atStart;
  return {
    now: () => Math.floor(time.nowMs() + offsetMs),
    setTo(epochMs) {
      const isDated = epochMs >= 0 && epochMs < endOfDatesMs;
      if (isDated) offsetMs = epochMs - time.nowMs();
      return isDated;
    },
    reset() {
      offsetMs = atStart;
    },
  };
}
