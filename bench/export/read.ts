// Reads every record of a Feishu in two ways:
// - export reads many windows concurrently, in slots of its own
// - a plain client reads page after page, each with the token of the page before

import { GetObjectCommand } from '@aws-sdk/client-s3';
import { SendMessageCommand } from '@aws-sdk/client-sqs';

import { startSandbox, type Sandbox } from '../../local/sandbox/start.ts';
import { buckets, queues, type World } from '../../local/world/start.ts';
import { latestJson } from '../../shared/run/latest.ts';
import { manifestJson, type Manifest } from '../../shared/run/manifest.ts';
import { callerFor } from '../../local/sandbox/test/caller.ts';
import { startFerry } from '../deliver/by-ferry.ts';
import { perSecond } from '../deliver/seen-by-feishu.ts';
import { rounded } from '../numbers.ts';
import type { ExportFigures } from './figures.ts';
import { stored } from './stored.ts';

const api = 'lump_sum_payment.query';
const tooMany = 429;

export async function readByFerry(
  spread: ExportFigures['spread'],
  latency_ms: number,
  total: number,
): Promise<ExportFigures> {
  await using sandbox = await startSandbox({ dbFile: await stored(spread, total), latencyMs: latency_ms });
  await using ferry = await startFerry(sandbox);
  const { records, windows, dropped } = await snapshotOf(ferry.world);
  const seen = await seenOf(sandbox);
  return {
    kind: 'read',
    by: 'ferry',
    spread,
    latency_ms,
    records,
    ...seen,
    windows,
    repeats: dropped.repeats,
  };
}

async function snapshotOf(world: World): Promise<Manifest> {
  const { sqs, s3 } = world;
  const message = {
    dataset: 'bench',
    resource: 'lump_sum_payment',
    mode: 'full',
    format: 'ndjson',
    scheduled_at: new Date().toISOString(),
  };
  const { url: QueueUrl } = sqs.queue(queues.exports);
  await sqs.client.send(
    new SendMessageCommand({ QueueUrl, MessageBody: JSON.stringify(message), MessageGroupId: api }),
  );
  await world.idle();
  const read = async (Key: string) => {
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: buckets.records, Key }));
    return (await Body?.transformToString()) ?? '';
  };
  const { manifest } = latestJson.parse(await read(latestJson.key({ dataset: 'bench' })));
  return manifestJson.parse(await read(manifest));
}

/** Only this many pages are read, because each takes as long as the one before. */
export async function readPageAfterPage(
  spread: ExportFigures['spread'],
  latency_ms: number,
  total: number,
  pages: number,
): Promise<ExportFigures> {
  await using sandbox = await startSandbox({ dbFile: await stored(spread, total), latencyMs: latency_ms });
  const call = await callerFor(sandbox);
  let records = 0;
  let token: string | undefined;
  for (let page = 0; page < pages; page += 1) {
    const { data } = await call(api, {}, { page_size: '500', ...(token ? { page_token: token } : {}) });
    records += data?.records?.length ?? 0;
    token = data?.page_token;
    if (!token) break;
  }
  const seen = await seenOf(sandbox);
  return { kind: 'read', by: 'one page after the other', spread, latency_ms, records, ...seen };
}

async function seenOf(
  sandbox: Sandbox,
): Promise<Pick<ExportFigures, 'calls' | 'throttled' | 'calls_per_second' | 'ms'>> {
  const calls = await sandbox.calls({ api });
  const accepted = calls.filter(({ status }) => status === 200);
  const last = Math.max(...accepted.map(({ answered_ms }) => answered_ms ?? 0));
  return {
    calls: calls.length,
    throttled: calls.filter(({ status }) => status === tooMany).length,
    calls_per_second: rounded(perSecond(accepted.map(({ arrived_ms }) => arrived_ms)), 3),
    ms: rounded(last - (calls[0]?.arrived_ms ?? Number.NaN)),
  };
}
