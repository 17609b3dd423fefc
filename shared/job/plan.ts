// plan.json: what a job will do. Split writes it once, when the whole file is read; from then on it holds, also for a deployment with
// other rules.

import * as v from 'valibot';

import { Document } from '../document.ts';
import { count } from '../values/schemas.ts';
import { totalsSchema } from '../values/totals.ts';

/** The objects named here exist and have the content of their hash. Any other object was left by a crashed attempt. */
const part = v.object({ key: v.string(), sha256: v.string(), records: count });

export const formats = ['csv', 'tsv', 'json', 'ndjson'] as const;
export type Format = (typeof formats)[number];

export const sourceSchema = v.object({
  from: v.picklist(['inbox', 'intake']),
  /** The file's name, or the publisher's name for the message. */
  name: v.string(),
  bucket: v.optional(v.string()),
  key: v.optional(v.string()),
  version_id: v.optional(v.string()),
  etag: v.optional(v.string()),
  /** Of an intake message's content; absent for a file. */
  sha256: v.optional(v.string()),
  bytes: count,
});
export type Source = v.InferOutput<typeof sourceSchema>;

export const optionsSchema = v.object({
  user_id_type: v.string(),
  dry_run: v.boolean(),
  max_rejected_percent: v.number(),
  expected_records: v.optional(count),
  /** By currency id. */
  expected_total: v.record(v.string(), v.string()),
  approval: v.picklist(['required', 'none']),
});
export type Options = v.InferOutput<typeof optionsSchema>;

const planSchema = v.object({
  v: v.literal(1),
  job: v.string(),
  source: sourceSchema,
  /** Empty where split never read the file. It may be unknown: then the plan is rejected. */
  operation: v.string(),
  format: v.optional(v.picklist(formats)),
  header: v.optional(v.array(v.string())),
  options: v.optional(optionsSchema),
  state: v.picklist(['send', 'await_approval', 'dry_run', 'rejected']),
  reason: v.optional(v.string()),
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
