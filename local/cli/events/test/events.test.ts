// Runs each sample event with `serverless invoke local` against the world of `npm run events`.

import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';

import { GetObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { jobNamed } from '../prepare.ts';
import { startStillWorld, type StillWorld } from '../still-world.ts';
import { buckets } from '../../../world/start.ts';
import { readOutcomes } from '../../../../shared/job/outcomes.ts';
import { invokeLocal } from './invoke-local.ts';

const slowestMs = 60_000;
let folder: string;
let still: StillWorld;
const tried = new Set<string>();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'payferry-events-'));
  still = await startStillWorld(folder);
}, slowestMs);

afterAll(async () => {
  await still.stop();
  await rm(folder, { recursive: true, maxRetries: 10 });
});

async function run(file: string): Promise<string> {
  tried.add(file);
  return invokeLocal(file, still.world.env);
}

async function keys(prefix: string): Promise<readonly string[]> {
  const found: string[] = [];
  for await (const page of still.store.list(prefix)) found.push(...page);
  return found;
}

/** The JSON of an object in the records bucket. Undefined: there is no such object. */
async function read(key: string): Promise<Record<string, unknown> | undefined> {
  const text = await still.store.read(key);
  return text === undefined ? undefined : JSON.parse(text);
}

const nothingFailed = '"batchItemFailures": []';

describe('split', { timeout: slowestMs }, () => {
  it('plans and queues a file that S3 tells of', async () => {
    await run('split-file.json');
    const plan = (await keys('jobs/')).find((key) => /november-bonuses-[^/]+\/plan\.json$/.test(key)) ?? '';
    expect(await read(plan)).toMatchObject({ state: 'send', records: 3, rejected_records: 0 });
    expect(await read(plan.replace('plan', 'sent'))).toMatchObject({ batches: 1 });
  });

  it('queues a job that a person has approved', async () => {
    const sent = `jobs/${jobNamed('to-approve')}/sent.json`;
    expect(await read(sent)).toBeUndefined();
    await run('split-approved.json');
    expect(await read(sent)).toMatchObject({ batches: 1 });
  });

  it.each([
    ['as they are', 'split-message.json', 'from-a-service', 2],
    ['in a notification of SNS', 'split-message-sns.json', 'from-a-topic', 1],
    ['in an event of EventBridge', 'split-message-eventbridge.json', 'from-a-bus', 1],
  ])('plans and queues records that were published %s', async (_, file, name, records) => {
    expect(await run(file)).toContain(nothingFailed);
    const job = jobNamed(name);
    expect(await read(`jobs/${job}/plan.json`)).toMatchObject({ state: 'send', records });
    expect(await read(`jobs/${job}/sent.json`)).toMatchObject({ batches: 1 });
  });
});

describe('deliver', { timeout: slowestMs }, () => {
  it('pays a batch, writes its outcomes and completes the job', async () => {
    expect(await run('deliver-batch.json')).toContain(nothingFailed);
    const at = `jobs/${jobNamed('to-deliver')}`;
    const outcomes = readOutcomes((await still.store.read(`${at}/outcomes/00000.ndjson`)) ?? '');
    expect(outcomes.map(({ unique_id, status }) => [unique_id, status])).toEqual([
      ['to-deliver-e00003', 'created'],
      ['to-deliver-e00004', 'created'],
    ]);
    const stored = (await still.sandbox.records()).map(({ unique_id }) => unique_id);
    expect(stored).toEqual(expect.arrayContaining(['to-deliver-e00003', 'to-deliver-e00004']));
    expect(await read(`${at}/complete.json`)).toMatchObject({ by: 'deliver' });
  });
});

describe('report', { timeout: slowestMs }, () => {
  it('tells what became of every row of a job that is complete', async () => {
    const job = jobNamed('to-report');
    await run('report-complete.json');
    expect(await read(`reports/${job}/report.json`)).toMatchObject({
      state: 'complete',
      by_status: { created: 1 },
    });
    expect(await still.store.read(`reports/${job}/succeeded.json`)).toContain('to-report-e00005');
    expect(await keys(`open/${job}`)).toEqual([]);
  });

  it('completes, when it sweeps, a job whose last deliver died', async () => {
    const complete = `jobs/${jobNamed('to-complete')}/complete.json`;
    expect(await read(complete)).toBeUndefined();
    await run('report-sweep.json');
    expect(await read(complete)).toMatchObject({ by: 'sweeper' });
  });
});

describe('export', { timeout: slowestMs }, () => {
  it('publishes all that Feishu holds as a snapshot', async () => {
    expect(await run('export-run.json')).toContain(nothingFailed);
    const stored = await still.sandbox.records('lump_sum_payment');
    expect(stored.length).toBeGreaterThan(0);
    const snapshots = await keys('snapshots/lump-sum-nightly/');
    const manifest = snapshots.find((key) => key.endsWith('/_manifest.json')) ?? '';
    expect(await read(manifest)).toMatchObject({ mode: 'full', records: stored.length });
    expect(await snapshotIds(manifest)).toEqual(new Set(stored.map(({ id }) => id)));
  });
});

async function snapshotIds(manifest: string): Promise<ReadonlySet<unknown>> {
  const key = manifest.replace('_manifest.json', 'part-00000.ndjson.gz');
  const { Body } = await still.world.s3.send(new GetObjectCommand({ Bucket: buckets.records, Key: key }));
  const bytes = (await Body?.transformToByteArray()) ?? new Uint8Array();
  const lines = gunzipSync(bytes).toString().trim().split('\n');
  return new Set(lines.map((line) => JSON.parse(line).id));
}

describe('the folder events/', () => {
  it('holds no event that was not tried here', async () => {
    const files = await readdir(resolve('events'));
    expect(new Set(files.filter((name) => name.endsWith('.json')))).toEqual(tried);
  });
});
