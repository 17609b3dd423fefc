// Moves _latest.json of a dataset to this run, unless a run is there that began later. Its `full` moves so among full runs
// only.

import { PlainError } from '../../../shared/errors.ts';
import { textOf } from '../../../shared/document.ts';
import { latestJson, type Latest } from '../../../shared/run/latest.ts';
import { manifestJson, snapshotPart, type Manifest } from '../../../shared/run/manifest.ts';
import type { RunPlan } from '../../../shared/run/plan.ts';
import type { ExportInvocation } from '../context.ts';
import { placeOf } from './publish.ts';

/**
 * How often the write is tried. Only invocations for one dataset that end in the same moment write between our read and our
 * write.
 */
const mostTries = 8;
const firstPauseMs = 50;

export async function moveLatest(
  { store, log, clock }: ExportInvocation,
  plan: RunPlan,
  { bookmark }: Pick<Manifest, 'bookmark'>,
): Promise<void> {
  const { dataset } = plan;
  for (let tried = 0; tried < mostTries; tried += 1) {
    if (tried > 0) await clock.sleep(firstPauseMs * 2 ** (tried - 1));
    const found = await latestJson.readTagged(store, { dataset });
    const next = newestOf(found?.content, latestOf(plan, bookmark));
    if (found && textOf(next) === textOf(found.content)) return;
    const tag = await latestJson.replace(store, { dataset }, next, found?.tag);
    if (tag === undefined) continue;
    log('latest', { run: next.run, full: next.full?.run });
    return;
  }
  throw new PlainError(`others wrote _latest.json of ${dataset} ${mostTries} times meanwhile`);
}

function latestOf(plan: RunPlan, bookmark: string): Latest {
  const { run, dataset, mode, selection, started_at } = plan;
  const at = placeOf(plan);
  const place = {
    run,
    dt: at.dt,
    prefix: snapshotPart.folder(at),
    manifest: manifestJson.key(at),
    started_at,
  };
  return {
    v: 1,
    dataset,
    ...place,
    mode,
    bookmark,
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

/** Of two runs that began in the same millisecond the name decides, so that every invocation decides alike. */
function isLater(a: { started_at: string; run: string }, b: { started_at: string; run: string }): boolean {
  return a.started_at === b.started_at ? a.run > b.run : a.started_at > b.started_at;
}
