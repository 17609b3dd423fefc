// plan.json: what a job will do. Split writes it once, when it has read the file to its end or found why it cannot. If split never
// comes that far, the sweeper writes a plan that rejects the file. From then on it holds, also for a deployment with other rules.

import * as v from 'valibot';

import { Document } from '../document.ts';
import { count } from '../values/schemas.ts';
import { totalsSchema } from '../values/totals.ts';
import { saySchema } from '../words/say.ts';
import { encodings } from './encoding.ts';
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
  /** Of the text of a table. Absent: as its byte order mark says, else UTF-8, else GB18030 if the text is Chinese. */
  encoding: v.optional(v.picklist(encodings)),
  /** The sheet of a workbook that is to be read. Absent: the one that has a header. */
  sheet: v.optional(v.string()),
  /** Values that hold for all records of a table, by the API's names of the columns that they stand for. */
  default: v.optional(v.record(v.string(), v.string())),
});
export type Options = v.InferOutput<typeof optionsSchema>;

/** The kinds of reasons for which somebody must look at a file before it is sent. */
export const holdKinds = ['columns', 'hidden_rows'] as const;
const holdSchema = v.object({ kind: v.picklist(holdKinds), say: saySchema });

/** What is known of a table besides its records. Absent for other formats, and as far as the file was not read. */
const tableFields = {
  encoding: v.optional(v.picklist(encodings)),
  /** The name of the sheet that was read; absent outside workbooks. */
  sheet: v.optional(v.string()),
  /** As a spreadsheet counts, from 1. */
  header_row: v.optional(count),
  /** The rows above the header as texts, cut where they are long. */
  above_header: v.optional(v.array(v.string())),
  /** The titles of columns that were not read. */
  ignored_columns: v.optional(v.array(v.string())),
  /** Rows that are no records: how many, and why the first of them. */
  passed_over: v.optional(v.object({ count, rows: v.array(v.object({ row: count, why: saySchema })) })),
  /** Fields for which the table has no column, and whose values follow from other columns. */
  derived: v.optional(v.array(v.string())),
  /** Fields for which the table has no column, with the value that was given once for all records. */
  defaults: v.optional(v.record(v.string(), v.string())),
};

const planSchema = v.object({
  v: v.literal(2),
  job: v.string(),
  source: sourceSchema,
  /** Empty in a plan of the sweeper's. It may also be one that is unknown: then `state` is `rejected`. */
  operation: v.string(),
  format: v.optional(v.picklist(formats)),
  header: v.optional(v.array(v.string())),
  ...tableFields,
  options: v.optional(optionsSchema),
  state: v.picklist(['send', 'await_approval', 'dry_run', 'rejected']),
  reason: v.optional(saySchema),
  /** Absent or empty: nobody must look. */
  hold: v.optional(v.array(holdSchema)),
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
