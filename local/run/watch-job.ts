// One job from the inbox to its report, watched. Stopped half-way, it still ends in a report that is true.

import * as v from 'valibot';

import { systemClock } from '../../shared/clock.ts';
import { readJson } from '../../shared/json.ts';
import { abortKey, approvedKey, outcomesPrefix, planKey, reportKey } from '../../shared/keys.ts';
import { planSchema, type Plan } from '../../shared/plan.ts';
import { json } from '../../shared/records-store.ts';
import type { Ferry } from './ferry.ts';
import type { Screen } from './screen.ts';
import { count } from './words.ts';

export interface Watch {
  readonly screen: Screen;
  /** Stops the job: its reason is told in the report. */
  readonly stopping: AbortSignal;
  /** Asked when a job waits for a person. */
  readonly approve?: () => Promise<boolean>;
}

type Carrier = Pick<Ferry, 'world' | 'store' | 'check'>;

const lookEveryMs = 100;

/** Ends when the report is there; false where the job was stopped before it had a plan, and nothing was sent. */
export async function watchJob(ferry: Carrier, job: string, watch: Watch): Promise<boolean> {
  const { screen, stopping, approve } = watch;
  let plan: Plan | undefined;
  while (!(await isReported(ferry, job))) {
    ferry.check();
    if (stopping.aborted) return stopJob(ferry, job, reasonOf(stopping), screen);
    if (!plan) {
      plan = await readPlan(ferry, job);
      if (plan) tellPlan(plan, screen);
      if (plan?.state === 'await_approval' && approve) {
        if (!(await approve())) return stopJob(ferry, job, 'nobody said yes to it', screen);
        await ferry.store.write(approvedKey(job), '{}\n');
      }
    }
    if (plan) await tellProgress(ferry, plan, screen);
    await systemClock.sleep(lookEveryMs, stopping);
  }
  screen.clear();
  return true;
}

export async function readPlan({ store }: Carrier, job: string): Promise<Plan | undefined> {
  const text = await store.read(planKey(job));
  return text === undefined ? undefined : v.parse(planSchema, readJson(text));
}

/** What is in flight lands first: only then is it known, and told, what was sent. */
async function stopJob(ferry: Carrier, job: string, reason: string, screen: Screen): Promise<boolean> {
  const { store, world } = ferry;
  await store.writeOnce(abortKey(job), json({ v: 1, by: 'a person', reason }));
  // In this order: whoever plans it from now on sees the abort before queueing anything.
  if (!(await store.exists(planKey(job)))) return false;
  while (!(await isReported(ferry, job))) {
    ferry.check();
    // What waits in the queue may wait for long: the sweeper ends it.
    if (world.deliver.running().length === 0) await world.sweep();
    await systemClock.sleep(lookEveryMs);
  }
  screen.clear();
  return true;
}

function isReported({ store }: Carrier, job: string): Promise<boolean> {
  return store.exists(reportKey(job, 'report.json'));
}

function reasonOf({ reason }: AbortSignal): string {
  return reason instanceof Error ? reason.message : 'it was stopped';
}

function tellPlan({ rows, records, batches, rejected_records, state }: Plan, screen: Screen): void {
  if (state !== 'send' && state !== 'await_approval') return;
  const refused = rejected_records === 0 ? '' : `, ${rejected_records} refused before sending`;
  const calls = batches.length === 0 ? 'nothing to send' : `${count(batches.length, 'call')} to Feishu`;
  screen.say(`  ${count(rows, 'row')}, ${count(records, 'payment')}${refused}; ${calls}`);
}

async function tellProgress({ store }: Carrier, { job, batches }: Plan, screen: Screen): Promise<void> {
  if (batches.length < 2 && !screen.isTerminal) return;
  let done = 0;
  for await (const keys of store.list(outcomesPrefix(job))) done += keys.length;
  screen.progress(`${done} of ${count(batches.length, 'call')} done`, done, batches.length);
}
