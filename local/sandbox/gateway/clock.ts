// The sandbox's time of day. A test moves it to reach rules about past dates and the end of tokens.

import { performance } from 'node:perf_hooks';

/** Real time in epoch milliseconds with a fraction, for arrivals. It is monotonic and cannot be moved. */
export const realNowMs = (): number => performance.timeOrigin + performance.now();

export interface Clock {
  now(): number;
  /** False: the moment is not within the years 1970 to 9998, and the clock stays as it was. */
  setTo(epochMs: number): boolean;
  reset(): void;
}

const endOfDatesMs = Date.UTC(9999, 0);

export function createClock(startMs: number | undefined): Clock {
  const atStart = startMs === undefined ? 0 : startMs - realNowMs();
  let offsetMs = atStart;
  return {
    now: () => Math.floor(realNowMs() + offsetMs),
    setTo(epochMs) {
      const isDated = epochMs >= 0 && epochMs < endOfDatesMs;
      if (isDated) offsetMs = epochMs - realNowMs();
      return isDated;
    },
    reset() {
      offsetMs = atStart;
    },
  };
}
