// From a lane's message to a batch that can be worked on; or why there is nothing to do.

import { createHash } from 'node:crypto';

import * as v from 'valibot';

import { readBatch } from '../../../shared/job/batch.ts';
import { userIdTypes } from '../../../shared/feishu/operations/parameters.ts';
import { readJson } from '../../../shared/values/json.ts';
import { completeKey, outcomesKey, sentKey } from '../../../shared/keys.ts';
import type { Plan } from '../../../shared/job/plan.ts';
import { readJournal, restoreItems, takeJournal } from './journal.ts';
import type { DeliverInvocation, OpenBatch } from '../context.ts';
import { countingLane, type LaneTurns } from '../lane/turns.ts';
import { itemOf } from '../record/item.ts';
import type { StopWhileWaiting } from '../lane/stop-while-waiting.ts';

export const laneMessageSchema = v.object({
  v: v.literal(1),
  job: v.pipe(v.string(), v.nonEmpty()),
  operation: v.string(),
  batch: v.pipe(v.number(), v.integer(), v.minValue(0)),
  lanes: v.pipe(v.number(), v.integer(), v.minValue(1)),
});
export type LaneMessage = v.InferOutput<typeof laneMessageSchema>;

export type Opened =
  | { readonly kind: 'open'; readonly batch: OpenBatch }
  /** There is an outcome, or the job has ended. */
  | { readonly kind: 'done'; readonly plan: Plan | undefined }
  /** Another invocation is at it. */
  | { readonly kind: 'held' }
  | { readonly kind: 'out_of_patience' }
  | { readonly kind: 'unreadable'; readonly reason: string };

export async function openBatch(
  invocation: DeliverInvocation,
  message: LaneMessage,
  turns: LaneTurns,
  stopWatch: StopWhileWaiting,
): Promise<Opened> {
  const { store, plans, settings, operations } = invocation;
  const { job, batch: index } = message;
  // All that can be asked at once is: between two messages of a lane its next turn goes by.
  const planned = plans.of(job);
  const [plan, text, done, complete, sentText, journal] = await Promise.all([
    planned,
    planned.then((read) => read?.batches[index] && store.read(read.batches[index].key)),
    store.exists(outcomesKey(job, index)),
    store.exists(completeKey(job)),
    store.read(sentKey(job)),
    readJournal(store, job, index),
  ]);
  if (!plan) return unreadable('the job has no plan');
  if (done || complete) return { kind: 'done', plan };

  const operation = operations.find(({ name }) => name === plan.operation);
  const part = plan.batches[index];
  if (!operation || !part) return unreadable(`the plan has no batch ${index} of an operation that is known`);
  if (plan.base_url !== settings.FEISHU_BASE_URL || plan.app_id !== settings.FEISHU_APP_ID) {
    return unreadable('the plan is for another base URL or app than this deployment calls');
  }
  if (patienceIsOver(invocation, sentText)) return { kind: 'out_of_patience' };

  if (text === undefined || createHash('sha256').update(text).digest('hex') !== part.sha256) {
    return unreadable('the batch is not what the plan says');
  }
  const taken = await takeJournal(invocation, job, index, journal, operation.recordsPerCall);
  if (!taken) return { kind: 'held' };
  const items = readBatch(text).map((line) => itemOf(operation, line));
  restoreItems(items, taken.before);
  const { lane, lookUpLane, oneLookAtATime, health } = turns.of(
    operation,
    (plan.first_lane + index) % plan.lanes,
    plan.lanes,
  );
  const userIdType = v.parse(v.picklist(userIdTypes), plan.options?.user_id_type);
  return {
    kind: 'open',
    batch: {
      plan,
      operation,
      index,
      items,
      held: taken.held,
      userIdType,
      lane: countingLane(stopWatch.over(lane, job), taken.held.journal),
      lookUpLane: countingLane(lookUpLane, taken.held.journal),
      oneLookAtATime,
      health,
    },
  };
}

function unreadable(reason: string): Opened {
  return { kind: 'unreadable', reason };
}

const sentSchema = v.object({ sent_at: v.pipe(v.string(), v.isoTimestamp()) });

/** It counts from the last message that was queued: before that, nothing of the job can be late. */
function patienceIsOver({ clock, settings }: DeliverInvocation, sentText: string | undefined): boolean {
  if (sentText === undefined) return false;
  return clock.now() - Date.parse(v.parse(sentSchema, readJson(sentText)).sent_at) > settings.PATIENCE_MS;
}
