// plan.json: what a job will do. Split writes it once, when it has read the file to its end or found why it cannot. If split never
// comes that far, the sweeper writes a plan that rejects the file. From then on it holds, also for a deployment with other rules.

import * as v from 'valibot';

import { Document } from '../document.ts';
import { count } from '../values/schemas.ts';
import { totalsSchema } from '../values/totals.ts';
import { saySchema } from '../words/say.ts';
import { languages } from '../words/sentences.ts';

/**
 * A stored object with records. It is there before the plan is, and its content has this hash. One that no plan names was left by
 * an attempt that crashed or stopped.
 */
const part = v.object({ key: v.string(), sha256: v.string(), records: count });

export const formats = ['csv', 'tsv', 'json', 'ndjson', 'xlsx'] as const;
export type Format = (typeof formats)[number];

export const sourceSchema = v.object({
  from: v.picklist(['inbox', 'intake']),
  /** The file's name, or the name that an intake message gives itself, or else the job's. */
  name: v.string(),
  bucket: v.optional(v.string()),
  key: v.optional(v.string()),
  version_id: v.optional(v.string()),
  etag: v.optional(v.string()),
  /** The SHA-256 of an intake message's content; absent for a file. */
  sha256: v.optional(v.string()),
  bytes: count,
});
export type Source = v.InferOutput<typeof sourceSchema>;

export const optionsSchema = v.object({
  user_id_type: v.string(),
  dry_run: v.boolean(),
  max_rejected_percent: v.number(),
  expected_records: v.optional(count),
  /** The sum that the file must have, by currency id. */
  expected_total: v.record(v.string(), v.string()),
  approval: v.picklist(['required', 'none']),
  /** Of the sentences in the report's files. */
  language: v.picklist(languages),
});
export type Options = v.InferOutput<typeof optionsSchema>;

const planSchema = v.object({
  v: v.literal(2),
  job: v.string(),
  source: sourceSchema,
  /** Empty in a plan of the sweeper's. It may also be one that is unknown: then `state` is `rejected`. */
  operation: v.string(),
  format: v.optional(v.picklist(formats)),
  header: v.optional(v.array(v.string())),
  options: v.optional(optionsSchema),
  state: v.picklist(['send', 'await_approval', 'dry_run', 'rejected']),
  reason: v.optional(saySchema),
  /** Why somebody has to look before the job goes on; absent: for no reason of the file's own. */
  hold: v.optional(v.array(v.object({ kind: v.string(), say: saySchema }))),
  rows: count,
  records: count,
  rejected_records: count,
  totals: totalsSchema,
  batches: v.array(part),
  rejected: v.array(part),
  lanes: v.pipe(count, v.minValue(1)),
  first_lane: count,
  base_url: v.string(),
  app_id: v.string(),
  planned_at: v.string(),
});
export type Plan = v.InferOutput<typeof planSchema>;
export type PlanPart = v.InferOutput<typeof part>;

export const planJson = new Document('jobs/{job}/plan.json', {
  by: ['split', 'sweeper'],
  writes: 'once',
  schema: planSchema,
});
