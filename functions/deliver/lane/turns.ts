// The turns of one message group, shared by all of its batches in an invocation: two of them must not call in one slot.

import type { WriteOperation } from '../../../shared/feishu/operation.ts';
import { laneSlots, lookUpSlots } from '../../../shared/feishu/slots.ts';
import type { Lane, Timetable } from '../../../shared/feishu/timetable.ts';
import type { FeishuHealth } from '../context.ts';

export interface LaneTurns {
  of(operation: WriteOperation, lane: number, lanes: number): Turns;
}

export interface Turns {
  /** On the write API, and on the query API. */
  readonly lane: Lane;
  readonly lookUpLane: Lane;
  /**
   * Look-ups that need two turns, one after the other: where ten batches took their first ones, the time of the
   * invocation would be over before any came to its second, and all would begin anew for ever. Others need not wait.
   */
  readonly oneLookAtATime: OneAtATime;
  readonly health: FeishuHealth;
}

export type OneAtATime = <End>(work: () => Promise<End>) => Promise<End>;

/** The lane, counting in the batch's call book what it sends and what Feishu throttles. */
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

/** A group is one lane of one operation; only jobs planned for other numbers of lanes make several of it. */
export function createLaneTurns(timetable: Timetable, startedMs: number): LaneTurns {
  const health: FeishuHealth = { lastAnsweredMs: startedMs, brokenInARow: 0, mayRead: true };
  const known = new Map<string, Turns>();
  return {
    of(operation, lane, lanes) {
      const name = `${lane}/${lanes}`;
      const turns = known.get(name) ?? {
        lane: timetable.lane(laneSlots(lane, lanes), startedMs),
        lookUpLane: timetable.lane(lookUpSlots(operation, lane, lanes), startedMs),
        oneLookAtATime: operation.recovery.kind === 'overlap' ? oneAtATime() : atOnce,
        health,
      };
      known.set(name, turns);
      return turns;
    },
  };
}

const atOnce: OneAtATime = (work) => work();

function oneAtATime(): OneAtATime {
  let before: Promise<unknown> = Promise.resolve();
  return (work) => {
    const mine = before.then(work);
    before = mine.catch(() => undefined);
    return mine;
  };
}
