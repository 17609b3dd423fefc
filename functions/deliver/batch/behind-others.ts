// Keeps the order of jobs whose operation has one lane, where a batch of one has left the lane: a batch of another job that comes later
// must not overtake it with one of its records. Of two updates of one record the later would else be overwritten by the earlier.

import type { RecordsStore } from '../../../shared/aws/store.ts';
import type { WriteOperation } from '../../../shared/feishu/operation.ts';
import { completeJson } from '../../../shared/job/complete.ts';
import type { LaneMessage } from '../../../shared/job/lane-message.ts';
import { outcomeLines } from '../../../shared/job/outcomes.ts';
import { planJson, type Plan } from '../../../shared/job/plan.ts';
import { waitingJson } from '../../../shared/job/waiting.ts';

export function keepsOrder({ lanes }: Pick<WriteOperation, 'lanes'>): boolean {
  return lanes === 1;
}

/** A batch whose place in the order of jobs counts. */
export interface Ordered {
  readonly plan: Plan;
  readonly index: number;
  readonly records: readonly string[];
}

/**
 * True where a batch of another job waits that has one of these records, and left its lane first. A batch that has not left is behind
 * all that have: it came after them.
 */
export async function isBehindOthers(
  store: RecordsStore,
  { plan, records }: Ordered,
  { first_left_ms: firstLeftMs = Infinity }: LaneMessage,
): Promise<boolean> {
  const { operation } = plan;
  const mine = new Set(records);
  const own = { job: plan.job, first_left_ms: firstLeftMs };

  async function isBehind(key: string): Promise<boolean> {
    const { job = '', batch = '' } = waitingJson.namesIn(key) ?? {};
    if (job === plan.job) return false;
    const waiting = await waitingJson.read(store, { operation, job, batch });
    if (!waiting || !isEarlier({ job, ...waiting }, own)) return false;
    if (!waiting.records.some((record) => mine.has(record))) return false;
    if (!(await hasEnded(store, job, batch))) return true;
    // The invocation that ended the batch died before it removed the mark.
    await waitingJson.remove(store, { operation, job, batch });
    return false;
  }

  for await (const keys of store.list(waitingJson.folder({ operation })))
    if ((await Promise.all(keys.map(isBehind))).includes(true)) return true;
  return false;
}

interface Left {
  readonly job: string;
  readonly first_left_ms: number;
}

/** Of two that left in the same millisecond the name decides: neither may wait for the other. */
function isEarlier(one: Left, other: Left): boolean {
  return one.first_left_ms === other.first_left_ms
    ? one.job < other.job
    : one.first_left_ms < other.first_left_ms;
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
  store: RecordsStore,
  { plan: { job, operation }, index: batch, records }: Ordered,
  firstLeftMs: number,
): Promise<void> {
  await waitingJson.write(
    store,
    { operation, job, batch },
    { v: 1, first_left_ms: firstLeftMs, records: [...records] },
  );
}

export async function forgetWaiting(
  store: RecordsStore,
  { job, operation }: Plan,
  batch: number,
): Promise<void> {
  await waitingJson.remove(store, { operation, job, batch });
}
