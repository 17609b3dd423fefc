// Who owns which slots (pieces of time in which one call may start). A write API's slots go to its lanes by turns. Of a query API's
// slots eight of ten are the export's, and two are for lanes that look up what became of their records. If no lane looks up in it,
// all are the export's.

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

/** The slots whose last digit is `slot`, in every `of`-th ten from ten number `turn` on. The lanes own them by turns. */
export interface LookUpSlots {
  readonly slot: number;
  readonly turn: number;
  readonly of: number;
}

/** Slots that end in 9 are for creates, one lane after the other. Those in 8 are for updates and removes by turns, a lane each. */
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

/** Throws for a lane that does not exist: it would own no slot and wait for ever. */
function checkLane(lane: number, lanes: number): void {
  if (!Number.isInteger(lanes) || !Number.isInteger(lane) || lane < 0 || lane >= lanes) {
    throw new RangeError(`there is no lane ${lane} of ${lanes}`);
  }
}
