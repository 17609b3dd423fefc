// What an export works with, passed to every step.

import type { SQSClient } from '@aws-sdk/client-sqs';

import type { Clock } from '../../shared/clock.ts';
import type { Client } from '../../shared/feishu/client.ts';
import type { QueryOperation } from '../../shared/feishu/operation.ts';
import type { Trouble } from '../../shared/feishu/trouble.ts';
import type { OwnsSlot, Timetable } from '../../shared/feishu/timetable.ts';
import type { Log } from '../../shared/log.ts';
import type { Metrics } from '../../shared/aws/metrics.ts';
import type { RecordsStore } from '../../shared/aws/store.ts';
import type { RunPlan } from './plan-run.ts';
import type { ExportSettings } from './settings.ts';
import type { SnapshotObjects } from './snapshot-objects.ts';

export interface ExportContext {
  readonly settings: ExportSettings;
  readonly sqs: SQSClient;
  readonly store: RecordsStore;
  readonly objects: SnapshotObjects;
  readonly client: Client;
  readonly timetable: Timetable;
  readonly clock: Clock;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly random: () => number;
  /** Of the module that runs: which code made a snapshot. */
  readonly codeSha256: string;
}

/** What one invocation adds. */
export interface ExportInvocation extends ExportContext {
  readonly requestId: string;
  readonly endsMs: number;
  /** No call starts after this time. */
  readonly callsEndMs: number;
  /** No part is begun after this time. */
  readonly workEndsMs: number;
}

/** One run, opened. */
export interface Run {
  readonly plan: RunPlan;
  readonly operation: QueryOperation;
  readonly amount: string;
  readonly slots: OwnsSlot;
  readonly slotsPerSecond: number;
  readonly effort: Effort;
  /** In this invocation. */
  readonly answered: { pages: number };
}

/** What the run has cost, and its last trouble; what is lost with a crash is only this. */
export interface Effort {
  calls: number;
  throttled: number;
  invocations: number;
  trouble?: Trouble | undefined;
}

/** The run cannot go on now. Held: by another one of the same API. */
export type HandBack =
  | { readonly why: 'held' | 'deadline' }
  | { readonly why: 'barred' | 'outage'; readonly trouble: Trouble };
