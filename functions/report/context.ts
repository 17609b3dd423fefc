// The settings and clients that the handler passes to every step of report and of the sweeper, which takes up jobs that
// stopped.

import type { S3Client } from '@aws-sdk/client-s3';
import type { SQSClient } from '@aws-sdk/client-sqs';

import type { Clock } from '../../shared/clock.ts';
import type { WriteOperation } from '../../shared/feishu/operation.ts';
import type { Log } from '../../shared/log.ts';
import type { Metrics } from '../../shared/aws/metrics.ts';
import type { RecordsStore } from '../../shared/aws/store.ts';
import type { ReportSettings } from './settings.ts';

export interface ReportContext {
  readonly settings: ReportSettings;
  readonly operations: readonly WriteOperation[];
  readonly s3: S3Client;
  readonly sqs: SQSClient;
  readonly store: RecordsStore;
  readonly clock: Clock;
  readonly log: Log;
  readonly metrics: Metrics;
}
