// What a lane works with, passed to every step.

import type { SQSClient } from '@aws-sdk/client-sqs';

import type { Metrics } from '../../shared/aws/metrics.ts';
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
  readonly sqs: SQSClient;
  readonly store: RecordsStore;
  readonly plans: PlanCache;
  readonly client: Client;
  readonly timetable: Timetable;
  readonly clock: Clock;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly random: () => number;
}

/** What one invocation adds. */
export interface DeliverInvocation extends DeliverContext {
  readonly requestId: string;
  readonly functionTimeoutMs: number;
  /** Epoch milliseconds after which no call starts: calls in flight must land, and messages go back to the queue. */
  readonly deadlineMs: number;
}

/** One batch, opened. */
export interface OpenBatch {
  readonly plan: Plan;
  readonly operation: WriteOperation;
  /** Its place in the plan. */
  readonly index: number;
  readonly items: readonly Item[];
  readonly held: HeldJournal;
  readonly userIdType: UserIdType;
  /** The lane's turns on the write API. */
  readonly lane: Lane;
  /** The lane's turns on the query API. */
  readonly lookUpLane: Lane;
  readonly oneLookAtATime: OneAtATime;
  readonly health: FeishuHealth;
}

/** The batch cannot be settled now, and its message goes back to the queue. `held`: by another invocation. */
export type HandBack =
  | { readonly why: 'look_again' | 'deadline' | 'held' }
  | { readonly why: 'barred' | 'outage'; readonly trouble: Trouble };
