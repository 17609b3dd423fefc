// report.json: what became of a job. Report writes it once, after the files beside it that list the records.

import * as v from 'valibot';

import { Document } from '../document.ts';
import { byAnyName } from '../values/json.ts';
import { count } from '../values/schemas.ts';
import { toldSchema } from '../words/say.ts';
import type { Share } from './outcomes.ts';
import { toldHoldSchema, toldTableSchema } from './told-table.ts';

/** Sums of one currency: exact decimals as text. */
const currency = v.object({
  in: v.string(),
  accepted: v.string(),
  already_there: v.string(),
  not_accepted: v.string(),
  unclear: v.string(),
} satisfies Record<Share | 'in', unknown>);

const schema = v.object({
  v: v.literal(2),
  job: v.string(),
  operation: v.string(),
  source: v.looseObject({ name: v.string() }),
  /** Who dropped the file or sent the message; absent where no service vouches for it. */
  maker: v.optional(v.object({ by: v.picklist(['s3', 'sqs']), principal: v.string() })),
  state: v.picklist(['complete', 'complete_with_errors', 'rejected', 'stopped', 'aborted', 'dry_run']),
  reason: v.optional(toldSchema),
  /** Why somebody had to look before the file may be sent, also where it was only checked. Absent: nobody had to. */
  hold: v.optional(toldHoldSchema),
  /** How the table was read. Absent: there is nothing to tell of it. */
  table: v.optional(toldTableSchema),
  rows: count,
  records: count,
  by_status: v.record(v.string(), count),
  /** How many records have each code, without code 0. */
  by_code: v.record(v.string(), count),
  totals: v.object({ by_currency: byAnyName(currency), uncounted: count }),
  /** Sentences about counts and sums that differ from the plan's; absent if all agree. */
  mismatch: v.optional(v.array(toldSchema)),
  /** Sentences that a reader should know besides, as of clocks that differ; absent if there are none. */
  notes: v.optional(v.array(toldSchema)),
  calls: count,
  throttled: count,
  files: v.array(v.string()),
  started_at: v.string(),
  finished_at: v.string(),
});
export type Report = v.InferOutput<typeof schema>;

export const reportJson = new Document('reports/{job}/report.json', {
  by: ['report'],
  writes: 'once',
  schema,
});
