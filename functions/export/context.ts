// What an export works with, passed to every step.

import type { SQSClient } from '@aws-sdk/client-sqs';

import type { Clock } from '../../shared/clock.ts';
import type { Client } from '../../shared/feishu/client.ts';
import type { QueryOperation } from '../../shared/feishu/operation.ts';
import type { Trouble } from '../../shared/feishu/trouble.ts';
import type { Timetable } from '../../shared/feishu/timetable.ts';
import type { Log } from '../../shared/log.ts';
import type { Metrics } from '../../shared/aws/metrics.ts';
import type { RecordsStore } from '../../shared/aws/store.ts';
import type { Effort } from '../../shared/run/effort.ts';
import type { RunPlan } from '../../shared/run/plan.ts';
import type { ExportSettings } from './settings.ts';
import type { SnapshotObjects } from './snapshot-objects.ts';

export interface ExportContext {
  readonly settings: ExportSettings;
  readonly operations: readonly QueryOperation[];
  readonly sqs: SQSClient;
  readonly store: RecordsStore;
  readonly objects: SnapshotObjects;
  readonly client: Client;
  readonly timetable: Timetable;
  readonly clock: Clock;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly random: () => number;
  /** The SHA-256 of the module that runs, so that a manifest says which code made it. */
  readonly codeSha256: string;
}

/** What one invocation adds. */
export interface ExportInvocation extends ExportContext {
  readonly requestId: string;
  /** Epoch milliseconds at which the invocation is over. */
  readonly endsMs: number;
  /** Epoch milliseconds after which no call starts. */
  readonly callsEndMs: number;
  /** Epoch milliseconds after which no part is begun. */
  readonly workEndsMs: number;
}

/** One run, opened. */
export interface Run {
  readonly plan: RunPlan;
  readonly operation: QueryOperation;
  readonly slotsPerSecond: number;
  readonly effort: Effort;
  /** Pages that were answered in this invocation. */
  readonly answered: { pages: number };
}

/** The run cannot go on now, and its message goes back to the queue. `held`: by another run of the same API. */
export type HandBack =
  | { readonly why: 'held' | 'deadline' }
  | { readonly why: 'barred' | 'outage'; readonly trouble: Trouble };
