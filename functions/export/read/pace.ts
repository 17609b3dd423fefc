// How many windows have to be in flight so that every slot of the run is used: as many as slots go by while one call is
// answered, and a few that wait for the next.

import type { Clock } from '../../../shared/clock.ts';
import type { Lane } from '../../../shared/feishu/timetable.ts';
import type { Effort } from '../context.ts';

export interface Pace {
  enough(): number;
  /** Whether one chain of so many pages, one after the other, would be the last to end. */
  isLong(pages: number, pagesOfAll: number): boolean;
  /** The lane of one chain of calls, which counts them. */
  lane(): ChainLane;
}

export interface ChainLane extends Lane {
  /** The call since the last turn was answered. */
  answered(): void;
}

const waitingForTurns = 3;
const roomShare = 1.25;
const fewestInFlight = 4;
/** Somewhat before it is too late. */
const longShare = 0.5;
/** The weight of what one call took. */
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
