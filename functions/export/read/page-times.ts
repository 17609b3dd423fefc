// The times that the pages of a window have shown so far. No page of the API promises an order, so these times only say where a
// cut would be good; nothing is taken for complete because of them.

import type { JsonObject } from '../../../shared/values/json.ts';
import { secondOf, type Axis } from './window.ts';

export interface PageTimes {
  readonly pages: number;
  readonly records: number;
  /** The order of the times as they came; none where they jump, or where a record shows no time. */
  readonly order: 'rising' | 'falling' | 'none';
  readonly earliest: number;
  readonly latest: number;
  /** The times of the last page in epoch seconds, sorted. */
  readonly sample: readonly number[];
  /** The last time of each page in epoch seconds, where the times have an order. */
  readonly marks: readonly number[];
}

export const noPages: PageTimes = {
  pages: 0,
  records: 0,
  order: 'rising',
  earliest: Infinity,
  latest: -Infinity,
  sample: [],
  marks: [],
};

export function withPage(before: PageTimes, axis: Axis, records: readonly JsonObject[]): PageTimes {
  const times = records.flatMap((record) => secondOf(record[axis]) ?? []);
  const sample = times.toSorted((a, b) => a - b);
  const [first = Infinity, last = -Infinity] = [sample[0], sample.at(-1)];
  const whole = times.length > 0 && times.length === records.length;
  const rising = whole && before.order === 'rising' && first >= before.latest && isRising(times);
  const falling =
    whole &&
    (before.order === 'falling' || before.earliest === before.latest || before.records === 0) &&
    last <= before.earliest &&
    isRising(times.toReversed());
  return {
    pages: before.pages + 1,
    records: before.records + records.length,
    order: rising ? 'rising' : falling ? 'falling' : 'none',
    earliest: Math.min(before.earliest, first),
    latest: Math.max(before.latest, last),
    sample,
    marks: [...before.marks, falling ? first : last],
  };
}

function isRising(times: readonly number[]): boolean {
  return times.every((time, index) => time >= (times[index - 1] ?? -Infinity));
}
