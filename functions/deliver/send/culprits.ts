// Finds the culprits of a refused call, the records for which it was refused: those that the answer names. Where it names
// none, a call of several records is halved, and the halves are sent apart.

import type { Violation } from '../../../shared/feishu/answer.ts';
import type { Item } from '../record/item.ts';

/** Each record that the answer names, by its place in the call or else by its value, with the violation that names it. */
export function culpritsOf(
  group: readonly Item[],
  violations: readonly Violation[],
): ReadonlyMap<Item, Violation> {
  const byPlace = new Map(violations.flatMap((one) => placeIn(one.field ?? '').map((at) => [at, one])));
  const byValue = new Map(violations.flatMap((one) => (one.value ? [[one.value, one]] : [])));
  const violationOf = ({ line: { record }, name }: Item, index: number): Violation | undefined => {
    if (byPlace.size > 0) return byPlace.get(index);
    const named = byValue.get(name);
    return named ?? (typeof record.user_id === 'string' ? byValue.get(record.user_id) : undefined);
  };
  const culprits = new Map<Item, Violation>();
  for (const [index, item] of group.entries()) {
    const violation = violationOf(item, index);
    if (violation) culprits.set(item, violation);
  }
  return culprits;
}

/** The index in records[3].user_id, records.3.user_id or record_ids[3]; none for any other field. */
function placeIn(field: string): readonly number[] {
  const place = /^(?:records|record_ids)(?:\[(\d+)\]|\.(\d+))/.exec(field);
  return place ? [Number(place[1] ?? place[2])] : [];
}

/**
 * Makes each half a part of its own: of calls (`part`) or of look-ups (`lookPart`). A newer part has a higher number. The
 * first half comes last and has the highest.
 */
export function assignHalves(
  group: readonly Item[],
  batch: readonly Item[],
  of: 'part' | 'lookPart',
): (readonly Item[])[] {
  const middle = Math.ceil(group.length / 2);
  const parts = [group.slice(middle), group.slice(0, middle)];
  for (const part of parts) {
    const number = Math.max(...batch.map((item) => item[of])) + 1;
    for (const item of part) item[of] = number;
  }
  return parts;
}
