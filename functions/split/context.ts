// The settings and clients that the handler passes to every step of split, and what one invocation adds.

import type { DroppedFiles } from '../../shared/aws/dropped-files.ts';
import type { Metrics } from '../../shared/aws/metrics.ts';
import type { Queue } from '../../shared/aws/queue.ts';
import type { RecordsStore } from '../../shared/aws/store.ts';
import type { Clock } from '../../shared/clock.ts';
import type { TableOperation } from '../../shared/feishu/titles/operation-table.ts';
import type { Log } from '../../shared/log.ts';
import type { SplitSettings } from './settings.ts';

export interface SplitContext {
  readonly settings: SplitSettings;
  readonly operations: readonly TableOperation[];
  readonly files: DroppedFiles;
  /** The queue on which S3 tells of dropped files and approvals. */
  readonly drops: Pick<Queue, 'hide'>;
  readonly intake: Pick<Queue, 'hide'>;
  /** The queue of the lanes. */
  readonly lanes: Pick<Queue, 'send'>;
  readonly store: RecordsStore;
  readonly clock: Clock;
  /** Returns a number from 0 up to, but not including, 1. */
  readonly random: () => number;
  readonly log: Log;
  readonly metrics: Metrics;
}

/** What one invocation adds to the context. */
export interface SplitInvocation extends SplitContext {
  /**
   * Throws when the time for reading is over: for the first job of the invocation a `StopFile`, which its plan tells; for a
   * later one an error, after which its event comes again.
   */
  readonly checkTime: () => void;
}
