// What the steps of an export are given: the function's settings and clients, what one invocation adds, and an opened run.
// Also `HandBack`, why a run's message goes back to its queue.

import type { Clock } from '../../shared/clock.ts';
import type { Client } from '../../shared/feishu/client.ts';
import type { QueryOperation } from '../../shared/feishu/operation.ts';
import type { Trouble } from '../../shared/feishu/trouble.ts';
import type { Timetable } from '../../shared/feishu/timetable.ts';
import type { Log } from '../../shared/log.ts';
import type { Metrics } from '../../shared/aws/metrics.ts';
import type { Queue } from '../../shared/aws/queue.ts';
import type { RecordsStore } from '../../shared/aws/store.ts';
import type { Effort } from '../../shared/run/effort.ts';
import type { RunPlan } from '../../shared/run/plan.ts';
import type { ExportSettings } from './settings.ts';
import type { SnapshotObjects } from './snapshot-objects.ts';

export interface ExportContext {
  readonly settings: ExportSettings;
  readonly operations: readonly QueryOperation[];
  /** The queue of the exports. */
  readonly exports: Queue;
  readonly store: RecordsStore;
  readonly objects: SnapshotObjects;
  readonly client: Client;
  readonly timetable: Timetable;
  readonly clock: Clock;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly random: () => number;
  /** The SHA-256 of the module that runs. The manifest says it, and staged parts are named by it. */
  readonly codeSha256: string;
}

/** What one invocation adds to the context. */
export interface ExportInvocation extends ExportContext {
  readonly requestId: string;
  /** Epoch milliseconds at which the invocation is over. */
  readonly endsMs: number;
  /** Epoch milliseconds after which no call starts. */
  readonly callsEndMs: number;
  /** Epoch milliseconds after which no part is begun except the last. */
  readonly workEndsMs: number;
}

/** A run with its plan, as one invocation works on it. */
export interface Run {
  readonly plan: RunPlan;
  readonly operation: QueryOperation;
  readonly slotsPerSecond: number;
  readonly effort: Effort;
  /** How many pages were answered in this invocation. */
  readonly answered: { pages: number };
}

/**
 * Why the message of a run that cannot go on now goes back to its queue.
 * - held: another invocation has the lease, the right to read from this query API.
 * - deadline: a step was not begun, mostly because the invocation's time was over.
 * - barred: Feishu refuses the app's token or its calls, mostly until a person acts.
 * - outage: a page has no usable answer in all of its tries, Feishu cannot be reached, or an error of our own came up.
 */
export type HandBack =
  | { readonly why: 'held' | 'deadline' }
  | { readonly why: 'barred' | 'outage'; readonly trouble: Trouble };
