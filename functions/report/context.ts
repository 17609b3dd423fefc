// The settings and clients that the handler passes to every step of report and of the sweeper, which takes up jobs that
// stopped.

import type { Clock } from '../../shared/clock.ts';
import type { WriteOperation } from '../../shared/feishu/operation.ts';
import type { Log } from '../../shared/log.ts';
import type { ListDropped } from '../../shared/aws/dropped-files.ts';
import type { Metrics } from '../../shared/aws/metrics.ts';
import type { Queue } from '../../shared/aws/queue.ts';
import type { RecordsStore } from '../../shared/aws/store.ts';
import type { BeginUpload } from '../../shared/aws/upload.ts';
import type { ReportSettings } from './settings.ts';

export interface ReportContext {
  readonly settings: ReportSettings;
  readonly operations: readonly WriteOperation[];
  /** Lists the inbox. */
  readonly listDropped: ListDropped;
  /** The queue on which S3 tells of dropped files. */
  readonly drops: Pick<Queue, 'isEmpty'>;
  /** The intake queue. */
  readonly intake: Pick<Queue, 'send'>;
  readonly store: RecordsStore;
  readonly beginUpload: BeginUpload;
  readonly clock: Clock;
  readonly log: Log;
  readonly metrics: Metrics;
}
