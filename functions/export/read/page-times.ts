// The times that the pages of a window have shown so far. Feishu promises no order of its records, so these times only say
// where a cut would be good; nothing is taken for complete because of them.

import type { JsonObject } from '../../../shared/values/json.ts';
import { secondOf, type Axis } from './window.ts';

export interface PageTimes {
  readonly pages: number;
  readonly records: number;
  /**
   * The order of the times as they came; equal times count as rising. `none` where they show none, mostly because they jump
   * or are missing.
   */
  readonly order: 'rising' | 'falling' | 'none';
  readonly earliest: number;
  readonly latest: number;
  /** The times of the last page in epoch seconds, the earliest first. */
  readonly sample: readonly number[];
  /** Of each page, the time where it ends: its latest, or its earliest where times fall. Epoch seconds. */
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
