// Who owns which slots. A write API's slots go to its lanes by turns. A query API has one timetable for everybody:
// most of it is the export's, the rest is for lanes that look up what became of their records.

import type { WriteOperation } from './operation.ts';
import type { OwnsSlot } from './timetable.ts';

/** Lane `lane` of `lanes` calls its write API in every `lanes`-th slot. */
export function laneSlots(lane: number, lanes: number): OwnsSlot {
  known(lane, lanes);
  return (slot) => slot % lanes === lane;
}

/** Slots 0 to 7 of ten on a query API that lanes use too. */
export const exportSlots: OwnsSlot = (slot) => slot % 10 <= 7;

/** No lane looks anything up in query_detail: the export has all of it. */
export const allSlots: OwnsSlot = () => true;

/**
 * Slot 9 of ten is for creates, one lane after the other; slot 8 for updates and removes, which have one lane each.
 */
export function lookUpSlots({ done }: Pick<WriteOperation, 'done'>, lane: number, lanes: number): OwnsSlot {
  known(lane, lanes);
  if (done === 'created') return (slot) => slot % 10 === 9 && Math.floor(slot / 10) % lanes === lane;
  const parity = done === 'updated' ? 0 : 1;
  return (slot) =>
    slot % 10 === 8 && Math.floor(slot / 10) % 2 === parity && Math.floor(slot / 20) % lanes === lane;
}

/** A lane that is none would own no slot, and wait for ever. */
function known(lane: number, lanes: number): void {
  if (!Number.isInteger(lanes) || !Number.isInteger(lane) || lane < 0 || lane >= lanes) {
    throw new RangeError(`there is no lane ${lane} of ${lanes}`);
  }
}
