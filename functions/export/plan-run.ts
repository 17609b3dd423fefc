// Plans a run when it first begins. The plan is written once, and from then on it holds, also for a deployment with other
// settings.

import { createHash } from 'node:crypto';

import { latestJson } from '../../shared/run/latest.ts';
import type { ExportMessage } from '../../shared/run/message.ts';
import { runPlanJson, type RunPlan } from '../../shared/run/plan.ts';
import { say, type Say } from '../../shared/words/say.ts';
import type { Language } from '../../shared/words/sentences.ts';
import { tellExport } from './tell-export.ts';
import type { ExportInvocation } from './context.ts';

export async function planRun(
  invocation: ExportInvocation,
  run: string,
  message: ExportMessage,
): Promise<RunPlan> {
  const { store, settings, clock, log } = invocation;
  const kept = await runPlanJson.read(store, { run });
  if (kept) return kept;

  const from = { base_url: settings.FEISHU_BASE_URL, app_id: settings.FEISHU_APP_ID };
  const selection = selectionOf(message, from);
  const plan: RunPlan = {
    v: 2,
    run,
    ...message,
    ...(message.mode === 'changes' ? await changesOf(invocation, message.dataset, selection) : {}),
    selection,
    part_records: settings.EXPORT_PART_RECORDS,
    started_at: new Date(clock.now()).toISOString(),
    ...from,
  };
  const planned = await runPlanJson.writeOrRead(store, { run }, plan);
  log('planned', { run, mode: planned.mode, why: planned.mode_reason?.say });
  return planned;
}

/**
 * A run of changes goes on from the bookmark of the dataset's latest run, less an overlap. That run must have the same
 * selection (what is read, and in which form), and the manifest of its full run must be there. Else everything is read.
 */
async function changesOf(
  { store, settings }: ExportInvocation,
  dataset: string,
  selection: string,
): Promise<Pick<RunPlan, 'mode' | 'mode_reason' | 'since'>> {
  const latest = await latestJson.read(store, { dataset });
  if (!latest) return readAll(say('export.nothing_before', { dataset }), settings.LANGUAGE);
  if (latest.selection !== selection)
    return readAll(say('export.other_selection', { dataset }), settings.LANGUAGE);
  if (!latest.full || !(await store.exists(latest.full.manifest)))
    return readAll(say('export.full_run_gone', { dataset }), settings.LANGUAGE);
  const sinceMs = Date.parse(latest.bookmark) - settings.EXPORT_OVERLAP_MS;
  return { mode: 'changes', since: new Date(sinceMs).toISOString() };
}

function readAll(reason: Say, language: Language): Pick<RunPlan, 'mode' | 'mode_reason'> {
  return { mode: 'full', mode_reason: tellExport(reason, language) };
}

function selectionOf(
  { resource, filters, format, user_id_type }: ExportMessage,
  from: { readonly base_url: string; readonly app_id: string },
): string {
  const sorted = Object.entries(filters).toSorted(([a], [b]) => (a < b ? -1 : 1));
  const selection = JSON.stringify([resource, sorted, format, user_id_type, from.base_url, from.app_id]);
  return createHash('sha256').update(selection).digest('hex').slice(0, 16);
}
