// open/{job}: the job as split began it, and how often it was put on its way again since.

import * as v from 'valibot';

import { readJson } from '../../../shared/values/json.ts';
import { openKey } from '../../../shared/keys.ts';
import { sourceSchema } from '../../../shared/job/plan.ts';
import type { ReportContext } from '../context.ts';

/** Loose: what split adds one day must not be lost when the tries are counted. */
const openSchema = v.looseObject({
  source: sourceSchema,
  /** Of a job that came as a message, for it is gone from its queue. */
  message: v.optional(v.string()),
  opened_at: v.pipe(v.string(), v.isoTimestamp()),
  tries: v.optional(v.number(), 0),
  tried_at: v.optional(v.pipe(v.string(), v.isoTimestamp())),
});
export type OpenJob = v.InferOutput<typeof openSchema>;

/** With the tag of what was read. */
export async function readOpenJob(
  { store }: ReportContext,
  job: string,
): Promise<{ readonly open: OpenJob; readonly tag: string } | undefined> {
  const found = await store.readTagged(openKey(job));
  return found && { open: v.parse(openSchema, readJson(found.text)), tag: found.tag };
}
