// What the steps of deliver are given: the function's settings and clients, what one invocation adds, and an opened batch.
// Also `HandBack`, why a batch's message goes back to its queue. A lane is a queue of batches that calls Feishu only in its
// own slots of time.

import type { Metrics } from '../../shared/aws/metrics.ts';
import type { Queue } from '../../shared/aws/queue.ts';
import type { RecordsStore } from '../../shared/aws/store.ts';
import type { Clock } from '../../shared/clock.ts';
import type { Client } from '../../shared/feishu/client.ts';
import type { WriteOperation } from '../../shared/feishu/operation.ts';
import type { UserIdType } from '../../shared/feishu/operations/parameters.ts';
import type { Lane, Timetable } from '../../shared/feishu/timetable.ts';
import type { Trouble } from '../../shared/feishu/trouble.ts';
import type { Plan } from '../../shared/job/plan.ts';
import type { Log } from '../../shared/log.ts';
import type { HeldJournal } from './batch/journal.ts';
import type { PlanCache } from './batch/plan-cache.ts';
import type { FeishuHealth } from './lane/health.ts';
import type { OneAtATime } from './lane/one-at-a-time.ts';
import type { Item } from './record/item.ts';
import type { DeliverSettings } from './settings.ts';

export interface DeliverContext {
  readonly settings: DeliverSettings;
  readonly operations: readonly WriteOperation[];
  /** The queue of the lanes. */
  readonly lanes: Queue;
  readonly store: RecordsStore;
  readonly plans: PlanCache;
  readonly client: Client;
  readonly timetable: Timetable;
  readonly clock: Clock;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly random: () => number;
}

/** What one invocation adds to the context. */
export interface DeliverInvocation extends DeliverContext {
  readonly requestId: string;
  readonly functionTimeoutMs: number;
  /** The event had as many messages as one may have: more may wait behind them. */
  readonly isFull: boolean;
  /**
   * Epoch milliseconds after which no call starts. The time that is left then is for the calls in flight and the last writes.
   */
  readonly deadlineMs: number;
}

/** A batch that can be worked on, and what its steps need. */
export interface OpenBatch {
  readonly plan: Plan;
  readonly operation: WriteOperation;
  /** Its place in the plan, from 0. */
  readonly index: number;
  readonly items: readonly Item[];
  readonly held: HeldJournal;
  readonly userIdType: UserIdType;
  /** The slots of the write API in which the batch may call. */
  readonly lane: Lane;
  /** The slots of the query API in which the batch may look up its records. */
  readonly lookUpLane: Lane;
  readonly oneLookAtATime: OneAtATime;
  readonly health: FeishuHealth;
}

/**
 * Why the message of a batch that cannot be settled now goes back to its queue.
 *
 * What concerns the batch:
 * - look_again: a record is to be looked up again later.
 * - held: another invocation may still be at work on the batch.
 * - behind: a batch of another job with one of its records waits outside the lane, and left it first.
 * - broken: its calls break, or an error of our own came up.
 *
 * What concerns every batch of the lane:
 * - deadline: a call was not sent, mostly because the invocation's time was over.
 * - barred: Feishu refuses the app's token or its calls, mostly until a person acts.
 * - outage: Feishu cannot be reached, gives no token or takes no more calls; or outcomes could not be counted.
 */
export type HandBack =
  | { readonly why: 'held' | 'behind' | 'deadline' }
  /** `hasBroken`: calls with the batch's records broke. Each look then leads on to a smaller call, so the looks do not grow rare. */
  | { readonly why: 'look_again'; readonly hasBroken: boolean }
  | { readonly why: 'barred' | 'outage'; readonly trouble: Trouble }
  /** `brokenCalls`: how many of its write calls broke since the last that was accepted; undefined for another reason. */
  | { readonly why: 'broken'; readonly trouble: Trouble; readonly brokenCalls?: number };
