// The sandbox's time of day. It can be moved, to reach rules about the past and ends of tokens.

import { performance } from 'node:perf_hooks';

/** Real time with its fraction, for arrivals: never moved and never set back. */
export const realNowMs = (): number => performance.timeOrigin + performance.now();

export interface Clock {
  now(): number;
  /** False if that moment has no date between the years 1970 and 9999. */
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
