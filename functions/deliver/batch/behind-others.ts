// Keeps the order of jobs whose operation has one lane, where a batch of one has left the lane: a later job's batch with one of its
// records must not overtake it. Of two updates of one record the later would else be overwritten by the earlier.

import type { RecordsStore } from '../../../shared/aws/store.ts';
import type { WriteOperation } from '../../../shared/feishu/operation.ts';
import { completeJson } from '../../../shared/job/complete.ts';
import { outcomeLines } from '../../../shared/job/outcomes.ts';
import { planJson, type Plan } from '../../../shared/job/plan.ts';
import { waitingJson } from '../../../shared/job/waiting.ts';

export function keepsOrder({ lanes }: Pick<WriteOperation, 'lanes'>): boolean {
  return lanes === 1;
}

interface OfJob {
  readonly store: RecordsStore;
  readonly plan: Plan;
}

/** True where a batch of an earlier job waits that has one of these records. */
export async function isBehindOthers({ store, plan }: OfJob, records: ReadonlySet<string>): Promise<boolean> {
  const { operation } = plan;
  for await (const keys of store.list(waitingJson.folder({ operation }))) {
    for (const key of keys) {
      const { job = '', batch = '' } = waitingJson.namesIn(key) ?? {};
      if (job === plan.job) continue;
      const waiting = await waitingJson.read(store, { operation, job, batch });
      if (!waiting || !isEarlier({ job, planned_at: waiting.planned_at }, plan)) continue;
      if (!waiting.records.some((record) => records.has(record))) continue;
      if (!(await hasEnded(store, job, batch))) return true;
      // Whoever ended it died before it removed this.
      await waitingJson.remove(store, { operation, job, batch });
    }
  }
  return false;
}

/** Of two jobs that were planned in the same millisecond the name decides: neither may wait for the other. */
function isEarlier(one: Pick<Plan, 'job' | 'planned_at'>, other: Pick<Plan, 'job' | 'planned_at'>): boolean {
  return one.planned_at === other.planned_at ? one.job < other.job : one.planned_at < other.planned_at;
}

async function hasEnded(store: RecordsStore, job: string, batch: string): Promise<boolean> {
  const [isSettled, isComplete, isThere] = await Promise.all([
    outcomeLines.exists(store, { job, batch }),
    completeJson.exists(store, { job }),
    planJson.exists(store, { job }),
  ]);
  return isSettled || isComplete || !isThere;
}

/** To be called before a batch leaves its lane, and before any later message is worked on. */
export async function noteWaiting(
  { store, plan }: OfJob,
  batch: number,
  records: readonly string[],
): Promise<void> {
  const { job, operation, planned_at } = plan;
  await waitingJson.write(store, { operation, job, batch }, { v: 1, planned_at, records: [...records] });
}

export async function forgetWaiting({ store, plan }: OfJob, batch: number): Promise<void> {
  const { job, operation } = plan;
  await waitingJson.remove(store, { operation, job, batch });
}
