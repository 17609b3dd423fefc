// Decides what an error on a page means for its run, which goes on later or has failed for good, and ends a run that has
// failed.

import type { PagesCutOff } from '../../shared/feishu/pages.ts';
import { troubleOf, type Trouble } from '../../shared/feishu/trouble.ts';
import { failedJson } from '../../shared/run/failed.ts';
import { snapshotPart } from '../../shared/run/manifest.ts';
import type { RunPlan } from '../../shared/run/plan.ts';
import { windowJson } from '../../shared/run/window.ts';
import { say, type Say } from '../../shared/words/say.ts';
import { tellExport } from './tell-export.ts';
import type { ExportInvocation, HandBack, Run } from './context.ts';
import { placeOf } from './publish/publish.ts';

export type Verdict =
  | { readonly kind: 'hand_back'; readonly handBack: HandBack }
  | { readonly kind: 'failed'; readonly reason: Say };

export async function verdictOn(
  invocation: ExportInvocation,
  run: Run,
  error: PagesCutOff,
): Promise<Verdict> {
  const { kind, list, page, code, logId } = error;
  const failing = error.failing();
  if (!failing) return { kind: 'hand_back', handBack: { why: 'deadline' } };
  const trouble = troubleOf(failing, invocation.clock.now());
  run.effort.trouble = trouble;
  // What the page should have held is missing. Tried again, the list might look whole and lack it.
  if (failing.kind === 'repeated_page') {
    const { repeat } = failing;
    return { kind: 'failed', reason: say('export.page_again', { list, ...repeat, logId }) };
  }
  switch (kind) {
    case 'barred':
    case 'unauthorised':
      return { kind: 'hand_back', handBack: { why: 'barred', trouble } };
    // Feishu will refuse again what it refused before the first page. After an answered page the refusal may pass.
    case 'refused':
      return (await wasAnswered(invocation, run))
        ? { kind: 'hand_back', handBack: { why: 'outage', trouble } }
        : { kind: 'failed', reason: say('export.page_refused', { list, page, code }) };
    case 'not_sent':
    case 'throttled':
    case 'unreachable':
    case 'broken':
    case 'unknown_code':
    case 'unanswered':
    case 'repeated_token':
    case 'repeated_page':
    case 'empty_pages':
      return { kind: 'hand_back', handBack: { why: 'outage', trouble } };
  }
}

/** True where a page was answered in this invocation, or an earlier one left something among the run's windows. */
async function wasAnswered({ store }: ExportInvocation, { plan, answered }: Run): Promise<boolean> {
  if (answered.pages > 0) return true;
  for await (const keys of store.list(windowJson.folder({ run: plan.run }))) if (keys.length > 0) return true;
  return false;
}

/**
 * The last trouble, as a sentence that goes after a reason. The reason is logged too, so the sentence has no words of
 * Feishu's.
 */
export function lastTroubleOf(trouble: Trouble): Say {
  const { kind, how, cause, field, status, code, log_id: logId } = trouble;
  const numbers = [status && `HTTP ${status}`, code && `code ${code}`, logId && `log id ${logId}`];
  const facts = [kind, how, cause, field, ...numbers].filter((word) => word !== undefined && word !== 0);
  return say('export.last_trouble', {
    at: new Date(trouble.at_ms).toISOString(),
    facts: facts.map(String),
  });
}

/** Writes failed.json with the reason, removes the run's parts under snapshots/, and tells the log and the metrics. */
export async function failRun(invocation: ExportInvocation, run: Run, reason: Say): Promise<void> {
  const { store, settings, clock, log, metrics } = invocation;
  const { plan, effort } = run;
  const told = tellExport(reason, settings.LANGUAGE);
  await failedJson.writeOnce(
    store,
    { run: plan.run },
    {
      v: 2,
      run: plan.run,
      dataset: plan.dataset,
      reason: told,
      trouble: effort.trouble,
      failed_at: new Date(clock.now()).toISOString(),
    },
  );
  await removeParts(invocation, plan);
  log('export_failed', { run: plan.run, reason: tellExport(reason, 'en').text });
  metrics.count('exports_failed', 1);
}

/** Called on redelivery too: an earlier invocation may have crashed between failed.json and this. */
export async function removeParts({ store }: ExportInvocation, plan: RunPlan): Promise<void> {
  for await (const keys of store.list(snapshotPart.folder(placeOf(plan))))
    for (const key of keys) await store.remove(key);
}
