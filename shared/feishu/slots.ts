// Who owns which slots. A write API's slots go to its lanes by turns. Of a query API's slots eight of ten are the export's;
// the other two are for lanes that look up what became of their records.

import type { OwnsSlot } from './timetable.ts';

/** Lane `lane` of `lanes` calls its write API in every `lanes`-th slot. */
export function laneSlots(lane: number, lanes: number): OwnsSlot {
  checkLane(lane, lanes);
  return (slot) => slot % lanes === lane;
}

/** Slots that an export reads in, and their share of all. */
export interface ReadSlots {
  readonly owns: OwnsSlot;
  readonly share: number;
}

/** Slots 0 to 7 of ten, on a query API in which lanes look up their records. */
export const besideLookUps: ReadSlots = { owns: (slot) => slot % 10 <= 7, share: 0.8 };

/** All slots of a query API in which no lane looks anything up. */
export const allSlots: ReadSlots = { owns: () => true, share: 1 };

/** Slot `slot` of every ten, in turn `turn` of `of` tens. */
export interface LookUpSlots {
  readonly slot: number;
  readonly turn: number;
  readonly of: number;
}

/** Slot 9 is for creates, one lane after the other. Slot 8 is for updates and removes by turns, which have one lane each. */
export const lookUpsOf = {
  creates: { slot: 9, turn: 0, of: 1 },
  updates: { slot: 8, turn: 0, of: 2 },
  removes: { slot: 8, turn: 1, of: 2 },
} as const satisfies Record<string, LookUpSlots>;

export function lookUpSlots({ slot, turn, of }: LookUpSlots, lane: number, lanes: number): OwnsSlot {
  checkLane(lane, lanes);
  return (number) =>
    number % 10 === slot &&
    Math.floor(number / 10) % of === turn &&
    Math.floor(number / (10 * of)) % lanes === lane;
}

/** Without this check a lane that does not exist would own no slot and wait for ever. */
function checkLane(lane: number, lanes: number): void {
  if (!Number.isInteger(lanes) || !Number.isInteger(lane) || lane < 0 || lane >= lanes) {
    throw new RangeError(`there is no lane ${lane} of ${lanes}`);
  }
}
