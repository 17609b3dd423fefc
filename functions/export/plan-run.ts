// What a run will read, written once when it first begins, and from then on the truth, also for a deployment with other
// settings.

import { createHash } from 'node:crypto';

import * as v from 'valibot';

import {
  exportFormats,
  exportModes,
  exportResourceNames,
  type ExportMessage,
} from '../../shared/run/message.ts';
import { userIdTypes } from '../../shared/feishu/operations/parameters.ts';
import { isJsonObject, readJson, type JsonObject } from '../../shared/values/json.ts';
import { latestKey, runPlanKey } from '../../shared/keys.ts';
import { latestSchema } from '../../shared/run/manifest.ts';
import { json } from '../../shared/aws/store.ts';
import type { ExportInvocation } from './context.ts';

const planSchema = v.object({
  v: v.literal(1),
  run: v.string(),
  dataset: v.string(),
  resource: v.picklist(exportResourceNames),
  mode: v.picklist(exportModes),
  mode_reason: v.optional(v.string()),
  filters: v.custom<JsonObject>(isJsonObject),
  format: v.picklist(exportFormats),
  user_id_type: v.picklist(userIdTypes),
  since: v.optional(v.string()),
  selection: v.string(),
  part_records: v.number(),
  scheduled_at: v.string(),
  started_at: v.string(),
  base_url: v.string(),
  app_id: v.string(),
});
export type RunPlan = v.InferOutput<typeof planSchema>;

export async function planRun(
  invocation: ExportInvocation,
  run: string,
  message: ExportMessage,
): Promise<RunPlan> {
  const { store, settings, clock, log } = invocation;
  const kept = await store.read(runPlanKey(run));
  if (kept !== undefined) return v.parse(planSchema, readJson(kept));

  const from = { base_url: settings.FEISHU_BASE_URL, app_id: settings.FEISHU_APP_ID };
  const selection = selectionOf(message, from);
  const plan: RunPlan = {
    v: 1,
    run,
    ...message,
    ...(message.mode === 'changes' ? await changesOf(invocation, message.dataset, selection) : {}),
    selection,
    part_records: settings.EXPORT_PART_RECORDS,
    started_at: new Date(clock.now()).toISOString(),
    ...from,
  };
  await store.writeOnce(runPlanKey(run), json(plan));
  log('planned', { run, mode: plan.mode, why: plan.mode_reason });
  return planRun(invocation, run, message);
}

/** Changes go on from a run of the same part of the same tenant, and say nothing without a full one; else all is read. */
async function changesOf(
  { store, settings }: ExportInvocation,
  dataset: string,
  selection: string,
): Promise<Pick<RunPlan, 'mode' | 'mode_reason' | 'since'>> {
  const text = await store.read(latestKey(dataset));
  if (text === undefined)
    return { mode: 'full', mode_reason: `no run of ${dataset} is complete: there is nothing to go on from` };
  const latest = v.parse(latestSchema, readJson(text));
  if (latest.selection !== selection)
    return {
      mode: 'full',
      mode_reason: `the last run of ${dataset} had another resource, other filters, another format, another user_id_type or another app`,
    };
  if (!latest.full || !(await store.exists(latest.full.manifest)))
    return {
      mode: 'full',
      mode_reason: `the full run of ${dataset} that changes belong to is not kept any more`,
    };
  const since = Date.parse(latest.bookmark) - settings.EXPORT_OVERLAP_MS;
  return { mode: 'changes', since: new Date(since).toISOString() };
}

function selectionOf(
  { resource, filters, format, user_id_type }: ExportMessage,
  from: { readonly base_url: string; readonly app_id: string },
): string {
  const sorted = Object.entries(filters).toSorted(([a], [b]) => (a < b ? -1 : 1));
  const selection = JSON.stringify([resource, sorted, format, user_id_type, from.base_url, from.app_id]);
  return createHash('sha256').update(selection).digest('hex').slice(0, 16);
}
