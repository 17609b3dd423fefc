// How fast and in how much memory report writes: jobs of 50,000 to 1,000,000 records, as NDJSON and CSV, and removes with
// sixty reasons by turns, each in a process of its own.
//   node bench/report.ts [records …]

import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { S3Client } from '@aws-sdk/client-s3';
import * as v from 'valibot';

import { startS3 } from '../local/s3/start.ts';
import { createRecordsStore } from '../shared/records-store.ts';
import { layJob, type BenchJob } from './report/lay-job.ts';

const measured = v.object({ ms: v.number(), peakRssBytes: v.number() });
const asked = process.argv.slice(2).map(Number);
const sizes = asked.length > 0 ? asked : [50_000, 200_000, 1_000_000];
const kinds: readonly BenchJob[] = ['ndjson', 'csv', 'removes'];

const dir = await mkdtemp(join(tmpdir(), 'payferry-bench-report-'));
const bucket = 'bench-records';
const localS3 = await startS3({ dir, buckets: [{ name: bucket }] });
const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
const region = 'us-east-1';
const s3 = new S3Client({ endpoint: localS3.endpoint, region, credentials, forcePathStyle: true });
const store = createRecordsStore(s3, bucket);

try {
  for (const kind of kinds) {
    for (const records of sizes) {
      const job = `bench-${kind}-${records}`;
      await layJob(store, job, kind, records);
      const { ms, peakRssBytes } = await reportOf(job);
      const perSecond = Math.round((records / ms) * 1000);
      console.log(
        `${kind}, ${records} records: ${perSecond} records/s, peak ${Math.round(peakRssBytes / 1e6)} MB`,
      );
    }
  }
} finally {
  await localS3.stop();
  await rm(dir, { recursive: true });
}

async function reportOf(job: string): Promise<v.InferOutput<typeof measured>> {
  const child = fork(join(import.meta.dirname, 'report/run-report.ts'), [bucket, job], {
    env: {
      AWS_REGION: region,
      AWS_ACCESS_KEY_ID: credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
      AWS_ENDPOINT_URL_S3: localS3.endpoint,
      RECORDS_BUCKET: bucket,
      INTAKE_QUEUE_URL: 'http://127.0.0.1:9/intake',
    },
  });
  const exited = once(child, 'exit');
  const [answer] = await Promise.race([once(child, 'message'), exited]);
  await exited;
  return v.parse(measured, answer);
}
