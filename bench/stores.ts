// S3 and SQS on this machine, for a function that the bench runs in a process of its own.

import { createReadStream } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';

import { startSqs } from '../local/sqs/start.ts';
import { startS3, type Intercept } from '../local/s3/start.ts';

const inbox = 'bench-inbox';
const records = 'bench-records';
const lanes = 'lanes.fifo';
const region = 'us-east-1';
const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };

export interface Stores extends AsyncDisposable {
  /** A folder for files of the bench; removed at the end. */
  readonly dir: string;
  readonly s3: S3Client;
  readonly inbox: string;
  readonly records: string;
  /** The environment of a function that sends nothing to Feishu. */
  readonly env: Readonly<Record<string, string>>;
  put(key: string, file: string): Promise<void>;
}

export async function startStores(intercept: Intercept = () => 'pass'): Promise<Stores> {
  const dir = await mkdtemp(join(tmpdir(), 'payferry-bench-'));
  const sqs = await startSqs({ queues: [{ name: lanes, visibilitySeconds: 1000, maxReceiveCount: 1000 }] });
  const localS3 = await startS3({
    dir: join(dir, 's3'),
    buckets: [{ name: inbox }, { name: records }],
    intercept,
  });
  const s3 = new S3Client({ endpoint: localS3.endpoint, region, credentials, forcePathStyle: true });
  return {
    dir,
    s3,
    inbox,
    records,
    env: {
      AWS_REGION: region,
      AWS_ACCESS_KEY_ID: credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
      AWS_ENDPOINT_URL_S3: localS3.endpoint,
      AWS_ENDPOINT_URL_SQS: sqs.endpoint,
      INBOX_BUCKET: inbox,
      RECORDS_BUCKET: records,
      DROPS_QUEUE_URL: sqs.queue('drops').url,
      INTAKE_QUEUE_URL: sqs.queue('intake').url,
      LANES_QUEUE_URL: sqs.queue(lanes).url,
      EXPORTS_QUEUE_URL: sqs.queue('exports.fifo').url,
      FEISHU_BASE_URL: 'http://127.0.0.1:9',
      FEISHU_APP_ID: 'cli_bench',
      FEISHU_APP_SECRET: 'none',
    },
    async put(Key, file) {
      const { size: ContentLength } = await stat(file);
      await s3.send(
        new PutObjectCommand({ Bucket: inbox, Key, Body: createReadStream(file), ContentLength }),
      );
    },
    async [Symbol.asyncDispose]() {
      await sqs.stop();
      await localS3.stop();
      await rm(dir, { recursive: true });
    },
  };
}
