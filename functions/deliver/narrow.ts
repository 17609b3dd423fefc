// Which records a refused call was refused for: those that the answer names, or else half of them at a time.

import type { Violation } from '../../shared/feishu/answer.ts';
import type { Item } from './item.ts';

export function culpritsOf(group: readonly Item[], violations: readonly Violation[]): readonly Item[] {
  const places = new Set(violations.flatMap(({ field = '' }) => placeIn(field)));
  const values = new Set(
    violations.flatMap(({ value }) => (value === undefined || value === '' ? [] : [value])),
  );
  return group.filter(({ line: { record }, name }, index) => {
    if (places.size > 0) return places.has(index);
    return values.has(name) || (typeof record.user_id === 'string' && values.has(record.user_id));
  });
}

/** records[3].user_id, records.3.user_id or record_ids[3] */
function placeIn(field: string): readonly number[] {
  const place = /^(?:records|record_ids)(?:\[(\d+)\]|\.(\d+))/.exec(field);
  return place ? [Number(place[1] ?? place[2])] : [];
}

/** Each half becomes a part of its own of the batch. */
export function halves(group: readonly Item[], batch: readonly Item[]): (readonly Item[])[] {
  const middle = Math.ceil(group.length / 2);
  const parts = [group.slice(middle), group.slice(0, middle)];
  for (const part of parts) {
    const number = Math.max(...batch.map((item) => item.part)) + 1;
    for (const item of part) item.part = number;
  }
  return parts;
}
