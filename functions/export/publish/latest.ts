// _latest.json of a dataset: its newest run, and its newest full one. A run that ends late never takes the place of one
// that began after it.

import * as v from 'valibot';

import { readJson } from '../../../shared/values/json.ts';
import { latestKey } from '../../../shared/keys.ts';
import { latestSchema, type Latest } from '../../../shared/run/manifest.ts';
import { json } from '../../../shared/aws/store.ts';
import type { ExportInvocation } from '../context.ts';
import type { RunPlan } from '../plan-run.ts';
import { dayOf, manifestName, prefixOf } from './publish.ts';

export async function moveLatest({ store, log }: ExportInvocation, plan: RunPlan): Promise<void> {
  const key = latestKey(plan.dataset);
  for (;;) {
    const found = await store.readTagged(key);
    const before = found && v.parse(latestSchema, readJson(found.text));
    const next = newestOf(before, latestOf(plan));
    const text = json(next);
    if (text === found?.text) return;
    const tag = await store.replace(key, text, found?.tag);
    if (tag === undefined) continue;
    log('latest', { run: next.run, full: next.full?.run });
    return;
  }
}

function latestOf(plan: RunPlan): Latest {
  const { run, dataset, mode, selection, started_at } = plan;
  const prefix = prefixOf(plan);
  const place = { run, dt: dayOf(started_at), prefix, manifest: prefix + manifestName, started_at };
  return {
    v: 1,
    dataset,
    ...place,
    mode,
    bookmark: started_at,
    selection,
    ...(mode === 'full' ? { full: place } : {}),
  };
}

function newestOf(before: Latest | undefined, mine: Latest): Latest {
  if (!before) return mine;
  const newest = isLater(before, mine) ? before : mine;
  const full = [before.full, mine.full]
    .filter((place) => place !== undefined)
    .reduce((a, b) => (isLater(a, b) ? a : b), before.full ?? mine.full ?? mine);
  const { full: _, ...others } = newest;
  return before.full || mine.full ? { ...others, full } : others;
}

/** Of two that began in the same millisecond one has to be the newer, whoever asks. */
function isLater(a: { started_at: string; run: string }, b: { started_at: string; run: string }): boolean {
  return a.started_at === b.started_at ? a.run > b.run : a.started_at > b.started_at;
}
