// Opens the batch that a lane's message names: reads its plan and records and takes its journal. Where the batch cannot be
// worked on, or not now, says why.

import { createHash } from 'node:crypto';

import * as v from 'valibot';

import { userIdTypes } from '../../../shared/feishu/operations/parameters.ts';
import { readBatch } from '../../../shared/job/batch.ts';
import { completeJson } from '../../../shared/job/complete.ts';
import { laneOf, type LaneMessage } from '../../../shared/job/lane-message.ts';
import { outcomeLines } from '../../../shared/job/outcomes.ts';
import type { Plan } from '../../../shared/job/plan.ts';
import { sentJson } from '../../../shared/job/sent.ts';
import type { DeliverInvocation, OpenBatch } from '../context.ts';
import type { FeishuHealth } from '../lane/health.ts';
import type { StopWhileWaiting } from '../lane/stop-while-waiting.ts';
import { countingLane, type LaneTurns } from '../lane/turns.ts';
import { Item } from '../record/item.ts';
import { isBehindOthers, keepsOrder, type Ordered } from './behind-others.ts';
import { momentOf, readJournal, restoreItems, takeJournal } from './journal.ts';

export type Opened =
  | { readonly kind: 'open'; readonly batch: OpenBatch; readonly ordered: Ordered | undefined }
  /** The batch has outcomes, or the job is complete. */
  | { readonly kind: 'done'; readonly plan: Plan }
  /** Another invocation may still be at work on the batch. */
  | { readonly kind: 'held'; readonly ordered: Ordered | undefined }
  /** A batch of another job with one of its records waits outside the lane, and left it first. */
  | { readonly kind: 'behind'; readonly ordered: Ordered | undefined }
  /** The job's last message was queued longer than PATIENCE_MS ago. The sweeper completes the job. */
  | { readonly kind: 'out_of_patience'; readonly plan: Plan }
  | { readonly kind: 'unreadable'; readonly reason: string };

/** What the batches of one lane share in an invocation. */
export interface LaneShared {
  readonly turns: LaneTurns;
  readonly health: FeishuHealth;
  readonly stopWhileWaiting: StopWhileWaiting;
}

export async function openBatch(
  invocation: DeliverInvocation,
  message: LaneMessage,
  { turns, health, stopWhileWaiting }: LaneShared,
): Promise<Opened> {
  const { job, batch: index } = message;
  const { store, client, clock, plans, settings, operations } = invocation;
  // The requests go out together, and only the batch's text waits for the plan. One after the other they might last beyond
  // the lane's next turn.
  const planned = plans.of(job);
  const [plan, text, done, complete, sent, journal] = await Promise.all([
    planned,
    planned.then((read) => read?.batches[index] && store.read(read.batches[index].key)),
    outcomeLines.exists(store, { job, batch: index }),
    completeJson.exists(store, { job }),
    sentJson.read(store, { job }),
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
  // Patience counts from sent.json, which is written after the job's last message is queued. Before that no batch can be
  // late.
  if (sent && clock.now() - Date.parse(sent.sent_at) > settings.PATIENCE_MS)
    return { kind: 'out_of_patience', plan };

  if (text === undefined || createHash('sha256').update(text).digest('hex') !== part.sha256) {
    return unreadable('the batch is not what the plan says');
  }
  const items = readBatch(text).map((line) => new Item(operation, line));
  const records = items.map(({ name }) => name);
  const ordered = keepsOrder(operation) ? { plan, index, records } : undefined;
  if (ordered && (await isBehindOthers(store, ordered, message))) return { kind: 'behind', ordered };
  // Before the journal says since when calls may have been made: another machine, with a clock of its own, may read it.
  await client.meetClock({ deadlineMs: invocation.deadlineMs });
  const taken = await takeJournal(invocation, job, index, journal);
  if (!taken) return { kind: 'held', ordered };
  restoreItems(client.feishuClock, items, taken.before);
  const { lane, lookUpLane, oneLookAtATime } = turns.of(operation, laneOf(plan, index), plan.lanes);
  const { held } = taken;
  const counts = held.journal;
  return {
    kind: 'open',
    ordered,
    batch: {
      plan,
      operation,
      index,
      items,
      held,
      userIdType: v.parse(v.picklist(userIdTypes), plan.options?.user_id_type),
      lane: countingLane(
        stopWhileWaiting.over(lane, job),
        counts,
        () => (held.lastCall = momentOf(client.feishuClock, clock.now())),
      ),
      lookUpLane: countingLane(lookUpLane, counts),
      oneLookAtATime,
      health,
    },
  };
}

function unreadable(reason: string): Opened {
  return { kind: 'unreadable', reason };
}
