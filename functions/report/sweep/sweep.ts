// Looks after every job that is open, so that none is lost, whichever function died where.

import { traceOf } from '../../../shared/log.ts';
import { abortMark } from '../../../shared/job/abort.ts';
import { completeJson } from '../../../shared/job/complete.ts';
import { openJob } from '../../../shared/job/open.ts';
import { say, type Say } from '../../../shared/words/say.ts';
import type { ReportContext } from '../context.ts';
import { report } from '../report/write-report.ts';
import { giveUp } from './give-up.ts';
import { readProgress, type JobProgress } from './progress.ts';
import { nextStep, type Step } from './next-step.ts';
import { startUnseen } from './start-unseen.ts';
import { sendToIntake, splitAgain } from './split-again.ts';

export async function sweep(context: ReportContext): Promise<void> {
  const { store, clock, log, metrics } = context;
  const toReport: string[] = [];
  let [jobs, waiting] = [0, 0];
  let oldest: { readonly job?: string; readonly ms: number } = { ms: 0 };

  /** An error in one job must not keep the sweeper from the others. The next sweep tries it again. */
  const careFor = async (job: string, care: () => Promise<void>) => {
    try {
      await care();
    } catch (error) {
      metrics.count('sweep_failed', 1);
      log('sweep_failed', { job, error: traceOf(error) });
    }
  };

  for await (const keys of store.list(openJob.folder({}))) {
    for (const job of keys.flatMap((key) => openJob.namesIn(key)?.job ?? [])) {
      await careFor(job, async () => {
        const seen = await readProgress(context, job);
        if (!seen) return;
        const nowMs = clock.now();
        const step = nextStep(seen, nowMs, context.settings);
        const ageMs = nowMs - Date.parse(seen.open.opened_at);
        jobs += 1;
        // A job that waits for a person is not stuck, so it does not count for the oldest.
        const waitsForPerson = step.kind === 'wait_for_approval';
        const goesMs = nowMs - goesSinceMs(seen);
        if (waitsForPerson) waiting += 1;
        else if (step.kind !== 'expire' && goesMs >= oldest.ms) oldest = { job, ms: goesMs };
        if (!waitsForPerson && step.kind !== 'leave') log('swept', { job, kind: step.kind, age_ms: ageMs });
        // Reports may take long, so they come after all other steps.
        if (step.kind === 'report') toReport.push(job);
        else await take(context, job, seen, step);
      });
    }
  }
  metrics.count('open_jobs', jobs);
  metrics.time('oldest_open_job', oldest.ms);
  log('open_jobs', { jobs, oldest: oldest.job, oldest_ms: oldest.ms, waiting_for_approval: waiting });
  // Written now: what follows may take longer than the invocation may run.
  metrics.flush();
  await careFor('', () => startUnseen(context, careFor));
  for (const job of toReport) await careFor(job, () => report(context, job));
}

/** Epoch milliseconds since when the job could go on: the time before a person approved or stopped it does not count. */
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
      return openJob.remove(context.store, { job });
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
  reason: Say | undefined,
): Promise<void> {
  const completedAt = new Date(clock.now()).toISOString();
  await completeJson.writeOnce(
    store,
    { job },
    { v: 1, job, by: 'sweeper', reason, completed_at: completedAt },
  );
}

/** Stops the job. The next sweep completes it, or split does if a person approves it in between. Nothing is sent either way. */
async function expire({ store }: ReportContext, job: string): Promise<void> {
  const reason = say('job.nobody_approved');
  await abortMark.writeOnce(store, { job }, { v: 1, by: 'sweeper', code: 'approval_expired', reason });
}
