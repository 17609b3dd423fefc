// report.json: what became of a job, written last. Whoever sees it can trust the three files beside it.

import * as v from 'valibot';

import { byAnyName } from '../values/json.ts';
import type { Status } from './outcomes.ts';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));

const currency = v.object({
  in: v.string(),
  accepted: v.string(),
  already_there: v.string(),
  not_accepted: v.string(),
  unclear: v.string(),
});

/** Where a record's amount goes in the totals. */
export const shareOfStatus = {
  created: 'accepted',
  updated: 'accepted',
  removed: 'accepted',
  already_exists: 'already_there',
  refused: 'not_accepted',
  rejected: 'not_accepted',
  unsent: 'not_accepted',
  conflict: 'unclear',
  exists_unchecked: 'unclear',
  unknown: 'unclear',
} as const satisfies Record<Status, keyof v.InferOutput<typeof currency>>;

export const reportSchema = v.object({
  v: v.literal(1),
  job: v.string(),
  operation: v.string(),
  source: v.looseObject({ name: v.string() }),
  state: v.picklist(['complete', 'complete_with_errors', 'rejected', 'stopped', 'aborted', 'dry_run']),
  reason: v.optional(v.string()),
  rows: count,
  records: count,
  by_status: v.record(v.string(), count),
  /** Without 0, which is no fault. */
  by_code: v.record(v.string(), count),
  totals: v.object({ by_currency: byAnyName(currency), uncounted: count }),
  /** What does not add up, in sentences. Absent where all does. */
  mismatch: v.optional(v.array(v.string())),
  calls: count,
  throttled: count,
  files: v.array(v.string()),
  started_at: v.string(),
  finished_at: v.string(),
});
export type Report = v.InferOutput<typeof reportSchema>;
