// What a lane works with, passed to every step.

import type { SQSClient } from '@aws-sdk/client-sqs';

import type { Clock } from '../../shared/clock.ts';
import type { Client } from '../../shared/feishu/client.ts';
import type { WriteOperation } from '../../shared/feishu/operation.ts';
import type { Trouble } from '../../shared/feishu/trouble.ts';
import type { Lane, Timetable } from '../../shared/feishu/timetable.ts';
import type { Log } from '../../shared/log.ts';
import type { Metrics } from '../../shared/aws/metrics.ts';
import type { Plan } from '../../shared/job/plan.ts';
import type { RecordsStore } from '../../shared/aws/store.ts';
import type { UserIdType } from '../../shared/feishu/operations/parameters.ts';
import type { HeldJournal } from './batch/journal.ts';
import type { DeliverSettings } from './settings.ts';
import type { Item } from './record/item.ts';
import type { OneAtATime } from './lane/turns.ts';
import type { PlanCache } from './batch/plan-cache.ts';

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
  /** No call starts after this time: what is in flight must land, and the rest be handed back. */
  readonly deadlineMs: number;
}

/** One batch, opened. */
export interface OpenBatch {
  readonly plan: Plan;
  readonly operation: WriteOperation;
  readonly index: number;
  readonly items: readonly Item[];
  readonly held: HeldJournal;
  readonly userIdType: UserIdType;
  /** Its lane's turns on the write API, and on the query API. */
  readonly lane: Lane;
  readonly lookUpLane: Lane;
  readonly oneLookAtATime: OneAtATime;
  /** What is known of Feishu at this moment, for all batches of the lane. */
  readonly health: FeishuHealth;
}

export interface FeishuHealth {
  lastAnsweredMs: number;
  brokenInARow: number;
  /** The app may not read: nothing can be looked up. */
  mayRead: boolean;
}

/** The batch cannot be settled now. Held: by another invocation. */
export type HandBack =
  | { readonly why: 'look_again' | 'deadline' | 'held' }
  | { readonly why: 'barred' | 'outage'; readonly trouble: Trouble };
