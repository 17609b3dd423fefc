// Looks after every job that is open, so that none is lost, whichever function died where.

import { abortKey, completeKey, openKey, openPrefix } from '../../../shared/keys.ts';
import { traceOf } from '../../../shared/log.ts';
import { PlainError } from '../../../shared/plain-error.ts';
import { json } from '../../../shared/aws/store.ts';
import type { ReportContext } from '../context.ts';
import { report } from '../report/write-report.ts';
import { giveUp } from './give-up.ts';
import { readProgress, type JobProgress } from './look.ts';
import { nextStep, type Step } from './next-step.ts';
import { sendToIntake, splitAgain } from './split-again.ts';

export async function sweep(context: ReportContext): Promise<void> {
  const { store, clock, log, metrics } = context;
  const toReport: string[] = [];
  let failures = 0;
  let [jobs, waiting, oldestMs] = [0, 0, 0];

  /** One job that cannot be helped must not keep the others from it. */
  const careFor = async (job: string, care: () => Promise<void>) => {
    try {
      await care();
    } catch (error) {
      failures += 1;
      log('sweep_failed', { job, error: traceOf(error) });
    }
  };

  for await (const keys of store.list(openPrefix)) {
    for (const job of keys.map((key) => key.slice(openPrefix.length))) {
      await careFor(job, async () => {
        const seen = await readProgress(context, job);
        if (!seen) return;
        const nowMs = clock.now();
        const step = nextStep(seen, nowMs, context.settings);
        const ageMs = nowMs - Date.parse(seen.open.opened_at);
        jobs += 1;
        // A job that waits for a person is not stuck.
        const waitsForPerson = step.kind === 'wait_for_approval';
        if (waitsForPerson) waiting += 1;
        else if (step.kind !== 'expire') oldestMs = Math.max(oldestMs, nowMs - goesSinceMs(seen));
        if (!waitsForPerson && step.kind !== 'leave') log('swept', { job, kind: step.kind, age_ms: ageMs });
        // They may take long: first whatever else there is to do.
        if (step.kind === 'report') toReport.push(job);
        else await take(context, job, seen, step);
      });
    }
  }
  for (const job of toReport) await careFor(job, () => report(context, job));

  metrics.count('open_jobs', jobs);
  metrics.time('oldest_open_job', oldestMs);
  log('open_jobs', { jobs, oldest_ms: oldestMs, waiting_for_approval: waiting, failed: failures });
  if (failures > 0) throw new PlainError(`${failures} jobs could not be swept`);
}

/** The hours in which a job waited for a person's yes or no are not its own. */
function goesSinceMs({ open, approvedMs = 0, abortMs = 0 }: JobProgress): number {
  return Math.max(Date.parse(open.opened_at), approvedMs, abortMs);
}

async function take(
  context: ReportContext,
  job: string,
  seen: JobProgress,
  step: Exclude<Step, { kind: 'report' }>,
): Promise<void> {
  switch (step.kind) {
    case 'leave':
    case 'wait_for_approval':
      return undefined;
    case 'forget':
      return context.store.remove(openKey(job));
    case 'split_again':
      return splitAgain(context, job, seen);
    case 'give_up':
      return (await giveUp(context, job, seen)) ? complete(context, job, undefined) : undefined;
    case 'resume':
      return sendToIntake(context, JSON.stringify({ v: 1, resume: job }));
    case 'expire':
      return expire(context, job);
    case 'complete':
      return complete(context, job, step.reason);
  }
}

async function complete(
  { store, clock }: ReportContext,
  job: string,
  reason: string | undefined,
): Promise<void> {
  const completedAt = new Date(clock.now()).toISOString();
  await store.writeOnce(
    completeKey(job),
    json({ v: 1, job, by: 'sweeper', reason, completed_at: completedAt }),
  );
}

/** The next sweep completes it, unless a person has approved it in this moment. */
async function expire({ store }: ReportContext, job: string): Promise<void> {
  const reason = 'nobody approved it in time';
  await store.writeOnce(abortKey(job), json({ v: 1, by: 'sweeper', code: 'approval_expired', reason }));
}
