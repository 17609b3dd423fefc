// The turns of a message group, shared by all of its batches in an invocation, so that no two batches call in one slot.

import type { WriteOperation } from '../../../shared/feishu/operation.ts';
import { laneSlots, lookUpSlots } from '../../../shared/feishu/slots.ts';
import type { Lane, Timetable } from '../../../shared/feishu/timetable.ts';
import { atOnce, oneAtATime, type OneAtATime } from './one-at-a-time.ts';

export interface LaneTurns {
  of(operation: WriteOperation, lane: number, lanes: number): Turns;
}

export interface Turns {
  /** On the write API. */
  readonly lane: Lane;
  /** On the query API. */
  readonly lookUpLane: Lane;
  readonly oneLookAtATime: OneAtATime;
}

/** The lane, counting the batch's calls and throttled answers in its journal. */
export function countingLane(lane: Lane, counts: { calls: number; throttled: number }): Lane {
  return {
    async turn(wait) {
      const turn = await lane.turn(wait);
      if (turn === 'go') counts.calls += 1;
      return turn;
    },
    backOff(resetMs) {
      counts.throttled += 1;
      lane.backOff(resetMs);
    },
  };
}

/** A group has one lane of one operation. Jobs that were planned for other numbers of lanes make several of it. */
export function createLaneTurns(timetable: Timetable, startedMs: number): LaneTurns {
  const known = new Map<string, Turns>();
  return {
    of(operation, lane, lanes) {
      const name = `${lane}/${lanes}`;
      const turns = known.get(name) ?? {
        lane: timetable.lane(laneSlots(lane, lanes), startedMs),
        lookUpLane: timetable.lane(lookUpSlots(operation.recovery.slots, lane, lanes), startedMs),
        // A look-up of such an operation needs a second turn, for the records that are there.
        oneLookAtATime: operation.recovery.kind === 'overlap' ? oneAtATime() : atOnce,
      };
      known.set(name, turns);
      return turns;
    },
  };
}
