// exports/{run}/plan.json: what a run will read. Written once when the run begins; from then on it holds, also for a
// deployment with other settings.

import * as v from 'valibot';

import { Document } from '../document.ts';
import { userIdTypes } from '../feishu/operations/parameters.ts';
import { isJsonObject, type JsonObject } from '../values/json.ts';
import { exportFormats, exportModes } from './message.ts';

const schema = v.object({
  v: v.literal(1),
  run: v.string(),
  dataset: v.string(),
  resource: v.string(),
  mode: v.picklist(exportModes),
  /** Why a run that was asked for changes reads everything; absent in all others. */
  mode_reason: v.optional(v.string()),
  filters: v.custom<JsonObject>(isJsonObject),
  format: v.picklist(exportFormats),
  user_id_type: v.picklist(userIdTypes),
  /** Of a run of changes: it reads what was modified from then on. */
  since: v.optional(v.string()),
  /** A hash, the same for runs that read the same part of the same tenant. */
  selection: v.string(),
  part_records: v.number(),
  scheduled_at: v.string(),
  started_at: v.string(),
  base_url: v.string(),
  app_id: v.string(),
});
export type RunPlan = v.InferOutput<typeof schema>;

export const runPlanJson = new Document('exports/{run}/plan.json', {
  by: ['export'],
  writes: 'once',
  schema,
});
