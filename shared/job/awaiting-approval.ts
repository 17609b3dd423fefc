// awaiting_approval.json: what a person has to see before approving a job. Report removes it once the job has its report.

import * as v from 'valibot';

import { Document } from '../document.ts';
import { count, instant } from '../values/schemas.ts';
import { totalsSchema } from '../values/totals.ts';
import { toldSchema } from '../words/say.ts';
import { toldHoldSchema, toldTableSchema } from './told-table.ts';

const schema = v.object({
  job: v.string(),
  operation: v.string(),
  file: v.string(),
  records: count,
  rejected: count,
  to_send: count,
  totals: totalsSchema,
  /** Empty where the file only asked for approval. */
  hold: toldHoldSchema,
  /** How the table was read. Absent: there is nothing to tell of it. */
  table: v.optional(toldTableSchema),
  planned_at: instant,
  to_approve: toldSchema,
  to_stop: toldSchema,
});
export type AwaitingApproval = v.InferOutput<typeof schema>;

export const awaitingApprovalJson = new Document('reports/{job}/awaiting_approval.json', {
  by: ['split'],
  writes: 'again',
  schema,
});
