// Follows one job from the inbox to its report. A job that is stopped after its plan still gets a true report.

import { systemClock } from '../../../shared/clock.ts';
import { abortMark } from '../../../shared/job/abort.ts';
import { approvedMark } from '../../../shared/job/approved.ts';
import { completeJson } from '../../../shared/job/complete.ts';
import { outcomeLines } from '../../../shared/job/outcomes.ts';
import { planJson, type Plan } from '../../../shared/job/plan.ts';
import { reportJson } from '../../../shared/job/report.ts';
import type { LocalPayferry } from '../local-payferry.ts';
import type { Screen } from '../screen/screen.ts';
import { SaidError } from '../words/said-error.ts';
import { say, type Text } from '../words/say.ts';

export interface Watch {
  readonly screen: Screen;
  /** Aborts to stop the job. Its reason is a SaidError with the sentence for the report. */
  readonly stopping: AbortSignal;
}

export type Carrier = Pick<LocalPayferry, 'world' | 'store' | 'check'>;

const lookEveryMs = 100;
/** Looks from one telling of progress to the next. Listing all outcomes costs more than looking for one object. */
const looksPerProgress = 5;

/** Waits for the plan. Undefined: the job was stopped before it had one. Nothing of it was sent, or will be. */
export async function waitForPlan(
  payferry: Carrier,
  job: string,
  stopping: AbortSignal,
): Promise<Plan | undefined> {
  for (;;) {
    payferry.check();
    const plan = await planJson.read(payferry.store, { job });
    if (plan) return plan;
    if (stopping.aborted) {
      await abort(payferry, job, reasonOf(stopping));
      // The plan is read after the abort was written. Split writes the plan, then looks for the abort, then queues
      // batches. So a plan that is not there yet queues nothing.
      return planJson.read(payferry.store, { job });
    }
    await systemClock.sleep(lookEveryMs, stopping);
  }
}

/** Writes the mark that approves the plan. Its event makes split queue the batches. */
export async function approve({ store }: Carrier, job: string): Promise<void> {
  await store.write(approvedMark.key({ job }), '{}\n');
}

/** Waits until the report exists, and shows progress. If the job is stopped meanwhile, ends it first. */
export async function waitForReport(
  payferry: Carrier,
  plan: Plan,
  { screen, stopping }: Watch,
): Promise<void> {
  for (let looks = 0; !(await isReported(payferry, plan.job)); looks += 1) {
    payferry.check();
    if (stopping.aborted) {
      await endJob(payferry, plan.job, reasonOf(stopping));
      break;
    }
    if (looks % looksPerProgress === 0) await tellProgress(payferry, plan, screen);
    await systemClock.sleep(lookEveryMs, stopping);
  }
  screen.clear();
}

/** Looks in a row that find no running deliver. Messages left in the queue then come too late to wait for them. */
const quietLooks = 10;

/** Stops a job and waits for its report. Calls under way end first: only then is it known what was sent. */
export async function endJob(payferry: Carrier, job: string, reason: Text): Promise<void> {
  const { world } = payferry;
  await abort(payferry, job, reason);
  for (let quiet = 0; !(await isReported(payferry, job));) {
    payferry.check();
    quiet = world.deliver.running().length === 0 ? quiet + 1 : 0;
    if (quiet === quietLooks) await complete(payferry, job);
    await systemClock.sleep(lookEveryMs);
  }
}

async function abort({ store }: Carrier, job: string, reason: Text): Promise<void> {
  await abortMark.writeOnce(store, { job }, { v: 1, by: 'a person', reason });
}

/**
 * Completes the job as the sweeper does. If complete.json exists, its event may have been lost with a process and is
 * sent again.
 */
async function complete({ store }: Carrier, job: string): Promise<void> {
  const completedAt = new Date(systemClock.now()).toISOString();
  const end = { v: 1, job, by: 'sweeper', completed_at: completedAt } as const;
  if ((await completeJson.writeOnce(store, { job }, end)) === 'exists')
    await tellAgain({ store }, completeJson.key({ job }));
}

/** Writes the object again as it is, so that S3 sends its event again. Does nothing if there is none. */
export async function tellAgain({ store }: Pick<Carrier, 'store'>, key: string): Promise<void> {
  const text = await store.read(key);
  if (text !== undefined) await store.write(key, text);
}

export function isReported({ store }: Pick<Carrier, 'store'>, job: string): Promise<boolean> {
  return reportJson.exists(store, { job });
}

function reasonOf({ reason }: AbortSignal): Text {
  return reason instanceof SaidError ? reason.said : say('stopped.without_reason');
}

export function tellPlan({ rows, records, batches, rejected_records, state }: Plan, screen: Screen): void {
  if (state !== 'send' && state !== 'await_approval') return;
  const [refused, calls] = [rejected_records, batches.length];
  screen.say(say('progress.plan', { rows, payments: records, refused, calls }), 2);
}

async function tellProgress({ store }: Carrier, { job, batches }: Plan, screen: Screen): Promise<void> {
  if (batches.length < 2) return;
  const done = await outcomeLines.count(store, { job });
  const calls = batches.length;
  screen.progress(say('progress.calls_done', { done, calls }), done, calls);
}
