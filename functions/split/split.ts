// Makes a job of a file or an intake message. Wherever an invocation dies, a repeat of the event ends the same, because of
// the order of the writes:
//
// 1. open/{job}, before anything else, so that the sweeper finds the job. Then maker.json, where it is known who made the job.
// 2. The batches and rejected records.
// 3. plan.json, once, when all that it names is stored.
// 4. The messages of the lanes' queue, where the plan is to be sent and needs no approval any more.
// 5. sent.json. Where nothing is to be sent, complete.json takes the place of 4 and 5.

import { abortMark } from '../../shared/job/abort.ts';
import { answers, approvedMark } from '../../shared/job/approved.ts';
import { awaitingApprovalJson, type AwaitingApproval } from '../../shared/job/awaiting-approval.ts';
import { completeJson } from '../../shared/job/complete.ts';
import { makerJson } from '../../shared/job/maker.ts';
import { openJob, type OpenJob } from '../../shared/job/open.ts';
import { planJson, type Plan } from '../../shared/job/plan.ts';
import { sentJson } from '../../shared/job/sent.ts';
import { tellHold, tellTable } from '../../shared/job/tell-table.ts';
import { tell } from '../../shared/words/render.ts';
import { say } from '../../shared/words/say.ts';
import type { Language } from '../../shared/words/sentences.ts';
import type { SplitInvocation } from './context.ts';
import { makePlan } from './make-plan.ts';
import { queueBatches } from './queue-batches.ts';
import type { JobSource } from './trigger/source.ts';

export async function split(
  invocation: SplitInvocation,
  source: JobSource,
): Promise<'done' | 'other content'> {
  const { store, log, metrics } = invocation;
  const { job } = source;
  const before = await planJson.read(store, { job });
  if (before) {
    if (before.source.sha256 !== source.source.sha256) return 'other content';
    // An event without a principal may have started the job.
    await nameMaker(invocation, source);
    log('repeated', { job, state: before.state });
    await finish(invocation, before);
    return 'done';
  }

  const opened = await openJob.writeOnce(store, { job }, openOf(invocation, source));
  if (opened === 'exists' && !(await hasSameContent(invocation, source))) return 'other content';
  await nameMaker(invocation, source);

  const made = await makePlan(invocation, source);
  // Where another invocation was faster, its plan holds.
  const plan = await planJson.writeOrRead(store, { job }, made);
  if (plan.source.sha256 !== source.source.sha256) return 'other content';
  metrics.count('plans', 1, { state: plan.state });
  log('planned', { job, state: plan.state, records: plan.records, rejected: plan.rejected_records });
  await finish(invocation, plan);
  return 'done';
}

/**
 * What the sweeper needs to begin the job again. The text of a message is part of it: the intake queue loses a message that
 * has failed too often.
 */
function openOf(invocation: SplitInvocation, { source, content }: JobSource): OpenJob {
  return { v: 1, source, message: content, opened_at: timeOf(invocation), tries: 0 };
}

async function hasSameContent({ store }: SplitInvocation, { job, source }: JobSource): Promise<boolean> {
  const open = await openJob.read(store, { job });
  // It is absent where the job has just ended; then the plan is compared.
  return open === undefined || open.source.sha256 === source.sha256;
}

/** The first who is named stays: a repeated message may come from somebody else. */
async function nameMaker({ store }: SplitInvocation, { job, maker }: JobSource): Promise<void> {
  if (maker) await makerJson.writeOnce(store, { job }, { v: 1, ...maker });
}

/**
 * Goes on with a planned job, for the message {"v":1,"resume":job} and for an approval. A job that was sent or is complete
 * stays as it is.
 */
export async function resume(invocation: SplitInvocation, job: string): Promise<'resumed' | 'no plan'> {
  const plan = await planJson.read(invocation.store, { job });
  if (!plan) return 'no plan';
  await finish(invocation, plan);
  return 'resumed';
}

async function finish(invocation: SplitInvocation, plan: Plan): Promise<void> {
  const { job } = plan;
  const { store } = invocation;
  // From sent.json on the job is deliver's, also to stop.
  if (await completeJson.exists(store, { job })) return;
  if (await sentJson.exists(store, { job })) return;
  if (await abortMark.exists(store, { job })) return complete(invocation, plan);

  if (plan.state === 'await_approval' && !(await isApproved(invocation, plan))) {
    await awaitingApprovalJson.write(store, { job }, awaitingApprovalOf(plan, invocation.settings.LANGUAGE));
    return undefined;
  }
  const sends = plan.state === 'send' || plan.state === 'await_approval';
  if (!sends || plan.batches.length === 0) return complete(invocation, plan);
  await queueBatches(invocation, plan);
  await sentJson.writeOnce(
    store,
    { job },
    { v: 1, job, batches: plan.batches.length, sent_at: timeOf(invocation) },
  );
  invocation.log('sent', { job, batches: plan.batches.length });
  return undefined;
}

async function isApproved({ store }: SplitInvocation, plan: Plan): Promise<boolean> {
  const key = approvedMark.key({ job: plan.job });
  const approvedMs = (await store.timesIn(key.slice(0, key.lastIndexOf('/') + 1))).get(key);
  return approvedMs !== undefined && answers(approvedMs, plan);
}

/** Writes complete.json, from which the report is written: nothing is to be sent any more. */
async function complete(invocation: SplitInvocation, { job }: Plan): Promise<void> {
  await completeJson.writeOnce(
    invocation.store,
    { job },
    { v: 1, job, by: 'split', completed_at: timeOf(invocation) },
  );
}

function awaitingApprovalOf(plan: Plan, usualLanguage: Language): AwaitingApproval {
  const language = plan.options?.language ?? usualLanguage;
  const { job, operation, source, records, rejected_records, totals, planned_at } = plan;
  const table = tellTable(plan, language);
  return {
    job,
    operation,
    file: source.name,
    records,
    rejected: rejected_records,
    to_send: records - rejected_records,
    totals,
    hold: tellHold(plan, language),
    ...(table ? { table } : {}),
    planned_at,
    to_approve: tell(say('job.put_object_at', { key: approvedMark.key({ job }) }), language),
    to_stop: tell(say('job.put_object_at', { key: abortMark.key({ job }) }), language),
  };
}

function timeOf({ clock }: SplitInvocation): string {
  return new Date(clock.now()).toISOString();
}
