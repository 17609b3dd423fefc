// A file from the inbox to its report, at the rate that Feishu allows: the time, and the requests to S3, SQS, Lambda and
// Feishu.

import { stat } from 'node:fs/promises';
import { join } from 'node:path';

import { ListObjectsV2Command } from '@aws-sdk/client-s3';

import { startSandbox } from '../../local/sandbox/start.ts';
import { buckets } from '../../local/world/start.ts';
import { startFerry, type BenchFerry } from '../deliver/by-ferry.ts';
import { seenByFeishu } from '../deliver/seen-by-feishu.ts';
import type { GrowthFigures } from './figures.ts';
import { watchFunctions } from './watch-functions.ts';

const latencyMs = 300;

export async function wholeFerry(records: number): Promise<GrowthFigures> {
  const s3: Record<string, number> = {};
  const sqs: Record<string, number> = {};
  let plannedMs = Number.NaN;
  let reportedMs = Number.NaN;
  const functions = watchFunctions();
  await using sandbox = await startSandbox({ latencyMs });
  await using ferry = await startFerry(
    sandbox,
    {},
    {
      // The template's time-out of split and report. An invocation of deliver takes less time here.
      timeoutMs: 900_000,
      onLog: functions.onLog,
      interceptS3({ operation, key, phase }) {
        if (phase === 'before') s3[operation] = (s3[operation] ?? 0) + 1;
        else if (operation === 'PutObject' && key.endsWith('/plan.json')) plannedMs = Date.now();
        else if (operation === 'PutObject' && key.endsWith('/report.json')) reportedMs = Date.now();
        return 'pass';
      },
      onSqsRequest({ action }) {
        // Only the world itself sends this request, to see whether it is at rest.
        if (action !== 'GetQueueAttributes') sqs[action] = (sqs[action] ?? 0) + 1;
        return Promise.resolve();
      },
    },
  );
  functions.watch(ferry.world);
  const startedMs = await ferry.drop(records);
  await ferry.world.idle();
  const ran = functions.end();
  const asked = { s3: { ...s3 }, sqs: { ...sqs } };
  const seen = await seenByFeishu(sandbox, startedMs);
  const calls = await sandbox.calls();
  const byApi = Map.groupBy(calls, ({ api }) => api ?? 'token');
  const { size } = await stat(join(ferry.dir, 'bench.ndjson'));
  return {
    kind: 'ferry',
    records,
    bytes: size,
    planned_ms: plannedMs - startedMs,
    first_call_ms: seen.first_ms,
    last_answer_ms: seen.last_ms,
    reported_ms: reportedMs - startedMs,
    feishu: Object.fromEntries([...byApi].map(([api, of]) => [api, of.length])),
    ...asked,
    ...ran,
    stored_bytes: await storedBytes(ferry),
  };
}

async function storedBytes({ world }: BenchFerry): Promise<number> {
  let bytes = 0;
  let token: string | undefined;
  do {
    const page = await world.s3.send(
      new ListObjectsV2Command({ Bucket: buckets.records, ContinuationToken: token }),
    );
    for (const { Size = 0 } of page.Contents ?? []) bytes += Size;
    token = page.NextContinuationToken;
  } while (token !== undefined);
  return bytes;
}
