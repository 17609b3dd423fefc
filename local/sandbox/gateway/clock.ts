// The sandbox's time of day. It can be moved, to reach rules about the past and ends of tokens.
import { performance } from 'node:perf_hooks';

/** Real time with its fraction, for arrivals: never moved and never set back. */
export const realNowMs = (): number => performance.timeOrigin + performance.now();

export type Clock = {
  now(): number;
  setTo(epochMs: number): void;
  advance(byMs: number): void;
  reset(): void;
};

export function createClock(startMs: number | undefined): Clock {
  const atStart = startMs === undefined ? 0 : startMs - realNowMs();
  let offsetMs = atStart;
  return {
    now: () => Math.floor(realNowMs() + offsetMs),
    setTo(epochMs) {
      offsetMs = epochMs - realNowMs();
    },
    advance(byMs) {
      offsetMs += byMs;
    },
    reset() {
      offsetMs = atStart;
    },
  };
}
