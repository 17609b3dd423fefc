// How much of its slots an export uses, and how many records a second come of it, by the sandbox's own log: a full run of
// bonuses that were created over a day, or within two minutes, through export as it ships.
//   node bench/export.ts [records] [day|two_minutes:latency_ms …]

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { GetObjectCommand } from '@aws-sdk/client-s3';
import { SendMessageCommand } from '@aws-sdk/client-sqs';
import * as v from 'valibot';

import { buildFunctions } from '../build.mjs';
import { startSandbox } from '../local/sandbox/start.ts';
import { buckets, queues, startWorld, type World } from '../local/world.ts';
import { chinaTime } from '../shared/china-time.ts';
import { latestSchema, manifestSchema, type Manifest } from '../shared/manifest.ts';
import { callerFor, resultsOf } from '../test/sandbox/caller.ts';
import { aBonus, person } from '../test/sandbox/payments.ts';

const [recordsGiven = '500000', ...casesGiven] = process.argv.slice(2);
const records = Number(recordsGiven);
const cases =
  casesGiven.length > 0 ? casesGiven : ['day:300', 'day:1000', 'two_minutes:300', 'two_minutes:1000'];
const spans: Readonly<Record<string, number>> = { day: 86_400_000, two_minutes: 120_000 };
const perCall = 500;
/** Of the query API's slots: eight of ten, in a second and a twentieth. */
const slotsPerMs = 8 / 1050;
const api = 'lump_sum_payment.query';

/** Made two days ago, evenly over the span; what is changed since a run began must be none of them. */
async function load(dbFile: string, spanMs: number): Promise<void> {
  await using sandbox = await startSandbox({ rate: 0, dbFile, tokenLifeSeconds: 10_000_000 });
  const call = await callerFor(sandbox);
  const startMs = Date.now() - 2 * 86_400_000;
  for (let first = 0; first < records; first += perCall) {
    await sandbox.moveClock({ now: chinaTime(startMs + Math.floor((first / records) * spanMs)) });
    const batch = Array.from({ length: Math.min(perCall, records - first) }, (_, index) =>
      aBonus({ user_id: person(1 + ((first + index) % 24)).people_corehr_id }),
    );
    const refused = resultsOf(await call('lump_sum_payment.batch_create', { records: batch })).find(
      ({ code }) => code !== 0,
    );
    if (refused) throw new Error(`not stored: ${refused.code}`);
  }
}

async function runExport(world: World): Promise<Manifest> {
  const message = {
    dataset: 'bench',
    resource: 'lump_sum_payment',
    mode: 'full',
    format: 'ndjson',
    scheduled_at: new Date().toISOString(),
  };
  await world.sqs.client.send(
    new SendMessageCommand({
      QueueUrl: world.sqs.queue(queues.exports).url,
      MessageBody: JSON.stringify(message),
      MessageGroupId: api,
    }),
  );
  await world.idle();
  const read = async (key: string) => {
    const { Body } = await world.s3.send(new GetObjectCommand({ Bucket: buckets.records, Key: key }));
    return JSON.parse((await Body?.transformToString()) ?? '');
  };
  const { manifest } = v.parse(latestSchema, await read('snapshots/bench/_latest.json'));
  return v.parse(manifestSchema, await read(manifest));
}

await buildFunctions(join(import.meta.dirname, '..'));
const dir = await mkdtemp(join(tmpdir(), 'payferry-bench-export-'));
const databases = new Map<string, string>();

for (const [index, one] of cases.entries()) {
  const [spread = '', latencyMs = '0'] = one.split(':');
  const spanMs = spans[spread];
  if (spanMs === undefined) throw new Error(`${one} is neither day:… nor two_minutes:…`);
  const dbFile = databases.get(spread) ?? join(dir, `${spread}.db`);
  if (!databases.has(spread)) await load(dbFile, spanMs);
  databases.set(spread, dbFile);

  await using sandbox = await startSandbox({ dbFile, latencyMs: Number(latencyMs) });
  await using world = await startWorld({
    dir: join(dir, String(index)),
    from: 'dist',
    onLog: () => undefined,
    settings: {
      DEFAULT_USER_ID_TYPE: 'people_corehr_id',
      FEISHU_BASE_URL: sandbox.baseUrl,
      FEISHU_APP_ID: sandbox.appId,
      FEISHU_APP_SECRET: sandbox.appSecret,
    },
  });
  const manifest = await runExport(world);
  const calls = await sandbox.calls({ api });
  const [first, last] = [calls[0]?.arrived_ms ?? 0, calls.at(-1)?.answered_ms ?? 0];
  const slots = (last - first) * slotsPerMs;
  const throttled = calls.filter(({ status }) => status === 429).length;
  console.log(
    [
      `${spread}, ${latencyMs} ms of latency, ${manifest.records} records: ${calls.length} calls in ${((last - first) / 1000).toFixed(1)} s,`,
      `${((calls.length / slots) * 100).toFixed(1)} % of the slots,`,
      `${Math.floor(manifest.records / ((last - first) / 1000))} records/s, ${((manifest.records / perCall / slots) * 100).toFixed(1)} % of full pages in every slot,`,
      `${manifest.dropped.repeats} repeats, ${manifest.windows} windows, ${throttled} throttled`,
    ].join(' '),
  );
}
await rm(dir, { recursive: true });
