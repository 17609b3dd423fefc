// What split works with, passed from the handler to every step.

import type { S3Client } from '@aws-sdk/client-s3';
import type { SQSClient } from '@aws-sdk/client-sqs';

import type { Metrics } from '../../shared/aws/metrics.ts';
import type { RecordsStore } from '../../shared/aws/store.ts';
import type { Clock } from '../../shared/clock.ts';
import type { WriteOperation } from '../../shared/feishu/operation.ts';
import type { Log } from '../../shared/log.ts';
import type { SplitSettings } from './settings.ts';

export interface SplitContext {
  readonly settings: SplitSettings;
  readonly operations: readonly WriteOperation[];
  readonly s3: S3Client;
  readonly sqs: SQSClient;
  readonly store: RecordsStore;
  readonly clock: Clock;
  readonly log: Log;
  readonly metrics: Metrics;
}

/** What one invocation adds. */
export interface SplitInvocation extends SplitContext {
  /** Throws when the time for reading is over. The rest of the invocation writes the plan, or hands the message back. */
  readonly checkTime: () => void;
}
