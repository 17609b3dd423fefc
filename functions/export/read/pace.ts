// Says how many windows must be in flight to use every slot of the run (a slot is a piece of time in which one call may
// start): as many as slots go by while one call is answered, with some room, and a few that wait for the next slot.

import type { Clock } from '../../../shared/clock.ts';
import type { Lane } from '../../../shared/feishu/timetable.ts';
import type { Effort } from '../../../shared/run/effort.ts';

export interface Pace {
  enough(): number;
  /**
   * True where a chain of `pages`, one after the other, would take at least `longShare` of the time that `pagesOfAll` take
   * side by side, and so might be the last to end.
   */
  isLong(pages: number, pagesOfAll: number): boolean;
  /** The run's lane (its slots) for one chain. It counts calls and throttled answers, and measures how long a call takes. */
  lane(): ChainLane;
}

export interface ChainLane extends Lane {
  /** Notes that the call since the last turn was answered. */
  answered(): void;
}

const waitingForTurns = 3;
const roomShare = 1.25;
const fewestInFlight = 4;
/** A chain counts as long from this share of the time that is left, before it takes all of it. */
const longShare = 0.5;
/** The weight of the newest call in the average of how long a call takes. */
const newShare = 0.1;

export function createPace(clock: Clock, lane: Lane, slotsPerSecond: number, effort: Effort): Pace {
  let tookMs: number | undefined;

  function enough(): number {
    const inFlight = Math.ceil((slotsPerSecond * (tookMs ?? 0) * roomShare) / 1000);
    return Math.max(fewestInFlight, inFlight + waitingForTurns);
  }

  return {
    enough,
    isLong: (pages, pagesOfAll) =>
      (pages * (tookMs ?? 0)) / 1000 >= (longShare * pagesOfAll) / slotsPerSecond,
    lane() {
      let beganMs = clock.now();
      return {
        async turn(wait) {
          const turn = await lane.turn(wait);
          beganMs = clock.now();
          if (turn === 'go') effort.calls += 1;
          return turn;
        },
        backOff(resetMs) {
          effort.throttled += 1;
          lane.backOff(resetMs);
        },
        answered() {
          const ms = clock.now() - beganMs;
          tookMs = tookMs === undefined ? ms : tookMs * (1 - newShare) + ms * newShare;
        },
      };
    },
  };
}
