// The turns of a message group, the queue of one lane. A turn is a slot that was waited for. All batches of an invocation
// with the same number of lanes share them, so that no two of these call in one slot.

import type { WriteOperation } from '../../../shared/feishu/operation.ts';
import { laneSlots, lookUpSlots } from '../../../shared/feishu/slots.ts';
import type { Lane, Timetable } from '../../../shared/feishu/timetable.ts';
import { atOnce, oneAtATime, type OneAtATime } from './one-at-a-time.ts';

export interface LaneTurns {
  of(operation: WriteOperation, lane: number, lanes: number): Turns;
}

export interface Turns {
  /** The lane's turns on the write API. */
  readonly lane: Lane;
  /** The lane's turns on the query API. */
  readonly lookUpLane: Lane;
  readonly oneLookAtATime: OneAtATime;
}

/** The lane, which also counts calls and throttled answers in `counts`, the batch's journal. `onCall` is called before each call. */
export function countingLane(
  lane: Lane,
  counts: { calls: number; throttled: number },
  onCall: () => void = () => undefined,
): Lane {
  return {
    async turn(wait) {
      const turn = await lane.turn(wait);
      if (turn !== 'go') return turn;
      counts.calls += 1;
      onCall();
      return turn;
    },
    backOff(resetMs) {
      counts.throttled += 1;
      lane.backOff(resetMs);
    },
  };
}

/**
 * A message group has one lane of one operation. Jobs that were planned for another number of lanes have turns of their own
 * in it.
 */
export function createLaneTurns(timetable: Timetable, startedMs: number): LaneTurns {
  const known = new Map<string, Turns>();
  return {
    of(operation, lane, lanes) {
      const name = `${lane}/${lanes}`;
      const turns = known.get(name) ?? {
        lane: timetable.lane(laneSlots(lane, lanes), startedMs),
        lookUpLane: timetable.lane(lookUpSlots(operation.recovery.slots, lane, lanes), startedMs),
        // A look-up of such an operation makes a second query, in a second turn, about the records that the first one found.
        oneLookAtATime: operation.recovery.kind === 'overlap' ? oneAtATime() : atOnce,
      };
      known.set(name, turns);
      return turns;
    },
  };
}
