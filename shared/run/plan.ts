// exports/{run}/plan.json: what a run will read. Written once when the run begins; from then on it holds, also for a
// deployment with other settings.

import * as v from 'valibot';

import { Document } from '../document.ts';
import { userIdTypes } from '../feishu/operations/parameters.ts';
import { isJsonObject, type JsonObject } from '../values/json.ts';
import { toldSchema } from '../words/say.ts';
import { exportFormats, exportModes } from './message.ts';

const schema = v.object({
  v: v.literal(2),
  run: v.string(),
  dataset: v.string(),
  resource: v.string(),
  mode: v.picklist(exportModes),
  /** Why a run that was asked for changes reads everything; else absent. */
  mode_reason: v.optional(toldSchema),
  filters: v.custom<JsonObject>(isJsonObject),
  format: v.picklist(exportFormats),
  user_id_type: v.picklist(userIdTypes),
  /** In mode `changes` the time from which on modified records are read; absent in mode `full`. */
  since: v.optional(v.string()),
  /** A hash of resource, filters, format, user_id_type, base_url and app_id: changes go on only from a run with the same. */
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
