// The environment variables of the functions, S3 clients with the same settings, and the names of buckets and queues.

import { S3Client } from '@aws-sdk/client-s3';

import type { Sqs } from '../sqs/start.ts';

export const buckets = { inbox: 'payferry-inbox', records: 'payferry-records' } as const;
export const queues = {
  drops: 'drops',
  intake: 'intake',
  lanes: 'lanes.fifo',
  exports: 'exports.fifo',
} as const;

interface QueueNumbers {
  /** The time-out of the queue's function, in seconds. */
  readonly timeoutSeconds: number;
  /** How long a received message stays hidden. An invocation that dies delays its messages by so long. */
  readonly visibilitySeconds: number;
  readonly maxReceiveCount: number;
}

/** The numbers of serverless.yml and serverless/queues.yml. The check of the template compares them. */
export const queueNumbers: Readonly<Record<keyof typeof queues, QueueNumbers>> = {
  drops: { timeoutSeconds: 900, visibilitySeconds: 1000, maxReceiveCount: 10 },
  intake: { timeoutSeconds: 900, visibilitySeconds: 1000, maxReceiveCount: 10 },
  lanes: { timeoutSeconds: 180, visibilitySeconds: 400, maxReceiveCount: 1000 },
  exports: { timeoutSeconds: 900, visibilitySeconds: 1000, maxReceiveCount: 1000 },
};

/** A cold start counts for the visibility and not for the time-out, and takes this machine as long as ever. */
const leastBeyondMs = 20_000;

/** Milliseconds that a received message stays hidden where its function has another time-out. */
export function visibilityOf(queue: keyof typeof queues, timeoutMs: number): number {
  const { timeoutSeconds, visibilitySeconds } = queueNumbers[queue];
  return Math.max((timeoutMs * visibilitySeconds) / timeoutSeconds, timeoutMs + leastBeyondMs);
}

/** Any text will do, because no local server verifies a signature. */
const secretAccessKey = 'local';
const region = 'us-east-1';

export function clientOf(endpoint: string, accessKeyId: string): S3Client {
  const credentials = { accessKeyId, secretAccessKey };
  return new S3Client({ endpoint, region, credentials, forcePathStyle: true });
}

export function environmentOf(
  s3Endpoint: string,
  sqs: Sqs,
  accessKeyId: string,
  settings: Readonly<Record<string, string>> = {},
): Readonly<Record<string, string>> {
  return {
    AWS_REGION: region,
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    AWS_ENDPOINT_URL_S3: s3Endpoint,
    AWS_ENDPOINT_URL_SQS: sqs.endpoint,
    INBOX_BUCKET: buckets.inbox,
    RECORDS_BUCKET: buckets.records,
    DROPS_QUEUE_URL: sqs.queue(queues.drops).url,
    INTAKE_QUEUE_URL: sqs.queue(queues.intake).url,
    LANES_QUEUE_URL: sqs.queue(queues.lanes).url,
    EXPORTS_QUEUE_URL: sqs.queue(queues.exports).url,
    FEISHU_BASE_URL: 'http://127.0.0.1:4010',
    FEISHU_APP_ID: 'cli_local',
    FEISHU_APP_SECRET: 'local',
    ...settings,
  };
}
