// A file becomes a job. The order of the writes is the point: `open` before anything, the plan once and when all that
// it names is stored, the queue after the plan, `sent` after the queue. Whatever dies wherever, a repeat ends the same.

import * as v from 'valibot';

import {
  abortKey,
  approvedKey,
  awaitingApprovalKey,
  completeKey,
  openKey,
  planKey,
  sentKey,
} from '../../shared/keys.ts';
import { readJson } from '../../shared/values/json.ts';
import { planSchema, sourceSchema, type Plan } from '../../shared/job/plan.ts';
import { json } from '../../shared/aws/store.ts';
import { PlainError } from '../../shared/plain-error.ts';
import type { SplitInvocation } from './context.ts';
import { queueBatches } from './queue-batches.ts';
import type { JobSource } from './trigger/source.ts';
import { makePlan } from './make-plan.ts';

export async function split(context: SplitInvocation, source: JobSource): Promise<'done' | 'other content'> {
  const { job } = source;
  const planned = await readPlan(context, job);
  if (planned) {
    if (planned.source.sha256 !== source.source.sha256) return 'other content';
    context.log('repeated', { job, state: planned.state });
    await finish(context, planned);
    return 'done';
  }

  const opened = await context.store.writeOnce(openKey(job), json(openOf(context, source)));
  if (opened === 'exists' && !(await sameContent(context, source))) return 'other content';

  const plan = await makePlan(context, source);
  const written = await context.store.writeOnce(planKey(job), json(plan));
  // Another invocation was faster: its plan is the truth.
  const truth = written === 'written' ? plan : await readPlan(context, job);
  if (!truth) throw new PlainError(`${planKey(job)} was there and is gone`);
  if (truth.source.sha256 !== source.source.sha256) return 'other content';
  context.metrics.count('plans', 1, { state: truth.state });
  context.log('planned', {
    job,
    state: truth.state,
    records: truth.records,
    rejected: truth.rejected_records,
  });
  await finish(context, truth);
  return 'done';
}

/** Enough to begin again from: a message is gone from its queue once it has failed too often. */
function openOf(context: SplitInvocation, { source, content }: JobSource) {
  return { v: 1, source, message: content, opened_at: timeOf(context) };
}

const openSchema = v.object({ source: sourceSchema });

async function sameContent({ store }: SplitInvocation, { job, source }: JobSource): Promise<boolean> {
  const text = await store.read(openKey(job));
  // Gone: the job has just ended, and its plan will tell.
  return text === undefined || v.parse(openSchema, readJson(text)).source.sha256 === source.sha256;
}

/** For the message {"v":1,"resume":job} and for an approval: a planned job that has not been sent. */
export async function resume(context: SplitInvocation, job: string): Promise<'resumed' | 'no plan'> {
  const plan = await readPlan(context, job);
  if (!plan) return 'no plan';
  await finish(context, plan);
  return 'resumed';
}

async function finish(context: SplitInvocation, plan: Plan): Promise<void> {
  const { job } = plan;
  const { store } = context;
  // A finished job is left alone; what was queued is deliver's, also to stop.
  if (await store.exists(completeKey(job))) return;
  if (await store.exists(sentKey(job))) return;
  if (await store.exists(abortKey(job))) return complete(context, plan);

  if (plan.state === 'await_approval' && !(await store.exists(approvedKey(job)))) {
    await store.write(awaitingApprovalKey(job), json(awaitingApproval(plan)));
    return undefined;
  }
  const sends = plan.state === 'send' || plan.state === 'await_approval';
  if (!sends || plan.batches.length === 0) return complete(context, plan);
  await queueBatches(context.sqs, context.settings.LANES_QUEUE_URL, plan);
  await store.writeOnce(
    sentKey(job),
    json({ v: 1, job, batches: plan.batches.length, sent_at: timeOf(context) }),
  );
  context.log('sent', { job, batches: plan.batches.length });
  return undefined;
}

/** Nothing is to be sent: the report can be written. */
async function complete({ store, clock }: SplitInvocation, { job }: Plan): Promise<void> {
  await store.writeOnce(
    completeKey(job),
    json({ v: 1, job, by: 'split', completed_at: new Date(clock.now()).toISOString() }),
  );
}

/** What a person has to see before saying go. */
function awaitingApproval({ job, operation, source, records, rejected_records, totals, planned_at }: Plan) {
  return {
    job,
    operation,
    file: source.name,
    records,
    rejected: rejected_records,
    to_send: records - rejected_records,
    totals,
    planned_at,
    to_approve: `put any object at ${approvedKey(job)}`,
    to_stop: `put any object at ${abortKey(job)}`,
  };
}

async function readPlan({ store }: SplitInvocation, job: string): Promise<Plan | undefined> {
  const text = await store.read(planKey(job));
  return text === undefined ? undefined : v.parse(planSchema, readJson(text));
}

function timeOf({ clock }: SplitInvocation): string {
  return new Date(clock.now()).toISOString();
}
