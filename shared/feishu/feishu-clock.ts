// How far Feishu's clock differs from ours, measured by the header `Date` of each of its answers. Times of Feishu (when a record
// was created or changed) are compared with ours only by way of this: a difference of minutes would else make a payment of ours
// another's, or an export miss what was changed meanwhile.

import type { Clock } from '../clock.ts';

/** Feishu's clock less ours, in milliseconds: it lies between the two. */
export interface Difference {
  readonly leastMs: number;
  readonly mostMs: number;
}

export interface FeishuClock {
  /** Undefined until an answer has shown Feishu's time. */
  difference(): Difference | undefined;
  /** Epoch milliseconds that Feishu's clock shows at this moment of ours, at the least. While nothing is known, some seconds less. */
  atLeastMs(ourMs: number): number;
  /** The same for now. */
  nowAtLeastMs(): number;
  /** True if an answer of the last minute has shown it: either clock may have been set since an older one. */
  isFresh(): boolean;
}

export interface MeasuredClock extends FeishuClock {
  /** Notes an answer: its header `Date`, which has whole seconds, and when its request began. */
  saw(date: string | null, sentMs: number): void;
}

const secondMs = 1000;
const freshMs = 60_000;
/** How far Feishu's clock is taken to be behind ours while no answer has shown it. */
const unknownBehindMs = 5000;

export function createFeishuClock(clock: Clock): MeasuredClock {
  let known: Difference | undefined;
  let lastSeenMs = -Infinity;
  const atLeastMs = (ourMs: number) => ourMs + (known?.leastMs ?? -unknownBehindMs);
  return {
    saw(date, sentMs) {
      const shownMs = Date.parse(date ?? '');
      if (Number.isNaN(shownMs)) return;
      // The header was written between the request and now, in the second that it names.
      const seen = { leastMs: shownMs - clock.now(), mostMs: shownMs + secondMs - sentMs };
      // Our clock was set back meanwhile: the answer shows nothing.
      if (seen.leastMs > seen.mostMs) return;
      lastSeenMs = clock.now();
      const both = known && {
        leastMs: Math.max(known.leastMs, seen.leastMs),
        mostMs: Math.min(known.mostMs, seen.mostMs),
      };
      // Where they exclude each other one of the clocks was set meanwhile: the newest holds.
      known = both && both.leastMs <= both.mostMs ? both : seen;
    },
    difference: () => known,
    atLeastMs,
    isFresh: () => Math.abs(clock.now() - lastSeenMs) < freshMs,
    nowAtLeastMs: () => atLeastMs(clock.now()),
  };
}

/** A larger difference is told to people: one of the clocks is wrong. */
const toldAboveMs = 10 * 60_000;

/** The difference in milliseconds if it is surely so large that people should know; Feishu's clock is ahead if it is positive. */
export function differenceToTell({ leastMs, mostMs }: Difference): number | undefined {
  if (leastMs > toldAboveMs) return leastMs;
  return mostMs < -toldAboveMs ? mostMs : undefined;
}
