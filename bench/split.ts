// How fast and in how much memory split reads a file: NDJSON and CSV, from 50 MB to 1 GB, each in a process of its own,
// against the floor (reading the same bytes and JSON.parse of each line; csv-parse alone).
//   node bench/split.ts [megabytes …]

import { fork } from 'node:child_process';
import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import * as v from 'valibot';

import { buildFunctions } from '../build.mjs';
import { startSqs } from '../local/aws/sqs.ts';
import { startS3 } from '../local/s3/start.ts';
import { writeRecordFile, type BenchFormat } from './split/record-file.ts';

const measured = v.object({ ms: v.number(), peakRssBytes: v.number() });
type Measured = v.InferOutput<typeof measured>;

const megabytes = process.argv.slice(2).map(Number);
const sizes = megabytes.length > 0 ? megabytes : [50, 250, 1000];
const formats: readonly BenchFormat[] = ['ndjson', 'csv'];

await buildFunctions(join(import.meta.dirname, '..'));
const dir = await mkdtemp(join(tmpdir(), 'payferry-bench-split-'));
const sqs = await startSqs({
  queues: [{ name: 'lanes.fifo', visibilitySeconds: 1000, maxReceiveCount: 1000 }],
});
const buckets = { inbox: 'bench-inbox', records: 'bench-records' };
const localS3 = await startS3({
  dir: join(dir, 's3'),
  buckets: [{ name: buckets.inbox }, { name: buckets.records }],
});
const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
const s3 = new S3Client({
  endpoint: localS3.endpoint,
  region: 'us-east-1',
  credentials,
  forcePathStyle: true,
});

try {
  for (const format of formats) {
    let smaller: { readonly records: number; readonly peakRssBytes: number } | undefined;
    for (const size of sizes) {
      const file = join(dir, `bench.${format}`);
      const records = await writeRecordFile(file, format, size * 1e6);
      const floor = await inItsOwnProcess('floor.ts', [file, format]);
      const split = await splitOf(file, format, size);
      const growth = smaller && (split.peakRssBytes - smaller.peakRssBytes) / (records - smaller.records);
      smaller ??= { records, peakRssBytes: split.peakRssBytes };
      console.log(
        [
          `${format} ${size} MB, ${records} records:`,
          `${rate(size, split)} MB/s, ${Math.round((records / split.ms) * 1000)} records/s,`,
          `${(floor.ms / split.ms).toFixed(2)} of the floor (${rate(size, floor)} MB/s),`,
          `peak ${Math.round(split.peakRssBytes / 1e6)} MB`,
          growth === undefined ? '' : `, ${growth.toFixed(1)} bytes a record more than the smallest`,
        ].join(' '),
      );
      await rm(file);
    }
  }
} finally {
  await sqs.stop();
  await localS3.stop();
  await rm(dir, { recursive: true });
}

async function splitOf(file: string, format: BenchFormat, size: number): Promise<Measured> {
  const key = `lump_sum_payment/batch_create/${size}/bench.${format}`;
  const { size: ContentLength } = await stat(file);
  await s3.send(
    new PutObjectCommand({ Bucket: buckets.inbox, Key: key, Body: createReadStream(file), ContentLength }),
  );
  return inItsOwnProcess('run-split.ts', [buckets.inbox, key], {
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    AWS_ENDPOINT_URL_S3: localS3.endpoint,
    AWS_ENDPOINT_URL_SQS: sqs.endpoint,
    RECORDS_BUCKET: buckets.records,
    LANES_QUEUE_URL: sqs.queue('lanes.fifo').url,
    FEISHU_BASE_URL: 'http://127.0.0.1:9',
    FEISHU_APP_ID: 'cli_bench',
  });
}

async function inItsOwnProcess(
  script: string,
  args: readonly string[],
  env: Record<string, string> = {},
): Promise<Measured> {
  const child = fork(join(import.meta.dirname, 'split', script), args, { env });
  const exited = once(child, 'exit');
  const [answer] = await Promise.race([once(child, 'message'), exited]);
  await exited;
  return v.parse(measured, answer);
}

function rate(size: number, { ms }: Measured): string {
  return ((size / ms) * 1000).toFixed(1);
}
