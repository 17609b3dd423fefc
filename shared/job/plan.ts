// What a job will do, written once when the whole file is understood, and from then on the truth, also for a
// deployment with other rules.

import * as v from 'valibot';

import { Document } from '../document.ts';
import { count } from '../values/schemas.ts';
import { totalsSchema } from '../values/totals.ts';

/** Objects named here exist, and hold what their hash says; any other is a crashed attempt's. */
const part = v.object({ key: v.string(), sha256: v.string(), records: count });

export const formats = ['csv', 'tsv', 'json', 'ndjson'] as const;
export type Format = (typeof formats)[number];

export const sourceSchema = v.object({
  from: v.picklist(['inbox', 'intake']),
  /** As a person knows it: the file's name, or the publisher's key of the message. */
  name: v.string(),
  bucket: v.optional(v.string()),
  key: v.optional(v.string()),
  version_id: v.optional(v.string()),
  etag: v.optional(v.string()),
  /** Of an intake message's content. */
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
  /** Empty where the file did not say, or said one that nobody knows. */
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
