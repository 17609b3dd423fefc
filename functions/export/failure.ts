// What an error on a page means for its run: it goes on later, or it never can.

import type { PagesCutOff } from '../../shared/feishu/pages.ts';
import { troubleOf, type Trouble } from '../../shared/feishu/trouble.ts';
import { runFailedKey, windowsPrefix } from '../../shared/keys.ts';
import { json } from '../../shared/aws/store.ts';
import type { ExportInvocation, HandBack, Run } from './context.ts';
import type { RunPlan } from './plan-run.ts';
import { prefixOf } from './publish/publish.ts';

export type Verdict =
  | { readonly kind: 'later'; readonly later: HandBack }
  | { readonly kind: 'failed'; readonly reason: string };

export async function verdictOn(
  invocation: ExportInvocation,
  run: Run,
  error: PagesCutOff,
): Promise<Verdict> {
  const { kind, message } = error;
  const failing = error.failing();
  if (!failing) return { kind: 'later', later: { why: 'deadline' } };
  const trouble = troubleOf(failing, invocation.clock.now());
  run.effort.trouble = trouble;
  switch (kind) {
    case 'barred':
    case 'unauthorised':
      return { kind: 'later', later: { why: 'barred', trouble } };
    // Filters that no page was answered for will be refused again. Of those that pages were answered for it may pass.
    case 'refused':
      return (await wasAnswered(invocation, run))
        ? { kind: 'later', later: { why: 'outage', trouble } }
        : { kind: 'failed', reason: message };
    case 'not_sent':
    case 'throttled':
    case 'unreachable':
    case 'broken':
    case 'unknown_code':
    case 'unanswered':
    case 'repeated_token':
    case 'empty_pages':
      return { kind: 'later', later: { why: 'outage', trouble } };
  }
}

/** In this invocation or before: what was read leaves something among the windows. */
async function wasAnswered({ store }: ExportInvocation, { plan, answered }: Run): Promise<boolean> {
  if (answered.pages > 0) return true;
  for await (const keys of store.list(windowsPrefix(plan.run))) if (keys.length > 0) return true;
  return false;
}

/** Goes behind a reason, which goes to the log too: it has no words of Feishu's. */
export function inShort(trouble: Trouble): string {
  const { kind, how, cause, field, status, code, log_id: logId } = trouble;
  const numbers = [status && `HTTP ${status}`, code && `code ${code}`, logId && `log id ${logId}`];
  const said = [kind, how, cause, field, ...numbers].filter((word) => word !== undefined && word !== 0);
  return `; its last trouble, at ${new Date(trouble.at_ms).toISOString()}: ${said.join(', ')}`;
}

/** Nothing of it stays under snapshots/, and whoever looks finds the reason. */
export async function failRun(invocation: ExportInvocation, run: Run, reason: string): Promise<void> {
  const { store, clock, log, metrics } = invocation;
  const { plan, effort } = run;
  const failed = {
    v: 1,
    run: plan.run,
    dataset: plan.dataset,
    reason,
    trouble: effort.trouble,
    failed_at: new Date(clock.now()).toISOString(),
  };
  await store.writeOnce(runFailedKey(plan.run), json(failed));
  await removeParts(invocation, plan);
  log('export_failed', { run: plan.run, reason });
  metrics.count('exports_failed', 1);
}

/** Also of a run that failed before: whoever gave it up may have died behind its reason. */
export async function removeParts({ store }: ExportInvocation, plan: RunPlan): Promise<void> {
  for await (const keys of store.list(prefixOf(plan))) for (const key of keys) await store.remove(key);
}
