// A new query of Feishu's needs one entry and no other change. This one is made up, and its records become a snapshot.

import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

import { S3Client, GetObjectCommand } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { ExportInvocation } from '../../functions/export/context.ts';
import { exportMessage } from '../../functions/export/export.ts';
import { createSnapshotObjects } from '../../functions/export/snapshot-objects.ts';
import { startS3 } from '../../local/s3/start.ts';
import { createQueue } from '../../shared/aws/queue.ts';
import { createRecordsStore } from '../../shared/aws/store.ts';
import { systemClock } from '../../shared/clock.ts';
import { createClient } from '../../shared/feishu/client.ts';
import { createTimetable } from '../../shared/feishu/timetable.ts';
import { latestJson } from '../../shared/run/latest.ts';
import { manifestJson } from '../../shared/run/manifest.ts';
import { scriptedFeishu, type Script } from '../scripted-feishu.ts';
import { stockQuery } from './entries.ts';

let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'payferry-made-up-'));
});
afterAll(() => rm(dir, { recursive: true }));

const time = '2026-11-19 10:00:00';
const grants = [
  { id: '1', unique_id: 'g1', currency_id: 'CNY', worth: '100.10', create_time: time, modify_time: time },
  { id: '2', unique_id: 'g2', currency_id: 'CNY', worth: '0.20', create_time: time, modify_time: time },
];

async function exportOf(message: object, script: readonly Script[]) {
  await using localS3 = await startS3({ dir: join(dir, randomUUID()), buckets: [{ name: 'records' }] });
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const connection = { endpoint: localS3.endpoint, region: 'us-east-1', credentials };
  const s3 = new S3Client({ ...connection, forcePathStyle: true });
  await using feishu = await scriptedFeishu(script);
  const store = createRecordsStore(s3, 'records');
  const invocation: ExportInvocation = {
    settings: {
      RECORDS_BUCKET: 'records',
      EXPORTS_QUEUE_URL: '',
      DEFAULT_USER_ID_TYPE: 'open_id',
      LANGUAGE: 'en',
      FEISHU_BASE_URL: feishu.baseUrl,
      FEISHU_APP_ID: 'cli_app',
      FEISHU_APP_SECRET: 'secret',
      FEISHU_CALLS_PER_SECOND: 1000,
      FEISHU_CALL_TIMEOUT_MS: 1000,
      BACK_OFF_MS: 10,
      PATIENCE_MS: 1e6,
      METRICS_NAMESPACE: 'Payferry',
      EXPORT_OVERLAP_MS: 0,
      EXPORT_PART_RECORDS: 100,
    },
    operations: [stockQuery],
    exports: createQueue(new SQSClient(connection), ''),
    store,
    objects: createSnapshotObjects(s3, 'records'),
    client: createClient({
      baseUrl: feishu.baseUrl,
      appId: 'cli_app',
      appSecret: () => Promise.resolve('secret'),
      clock: systemClock,
      fetch,
      timeoutMs: 1000,
    }),
    timetable: createTimetable(systemClock, { callsPerSecond: 1000 }),
    clock: systemClock,
    log: () => undefined,
    metrics: { count: () => undefined, time: () => undefined, flush: () => undefined },
    random: () => 0,
    codeSha256: 'c'.repeat(64),
    requestId: 'r',
    endsMs: Infinity,
    callsEndMs: Infinity,
    workEndsMs: Infinity,
  };
  const end = await exportMessage(invocation, JSON.stringify(message));
  const latest = await latestJson.read(store, { dataset: 'grants' });
  const manifest = latest && manifestJson.parse((await store.read(latest.manifest)) ?? '');
  const parts = await Promise.all(
    (manifest?.files ?? []).map(async ({ name }) => {
      const at = { Bucket: 'records', Key: `${latest?.prefix ?? ''}${name}` };
      const { Body } = await s3.send(new GetObjectCommand(at));
      return gunzipSync((await Body?.transformToByteArray()) ?? Buffer.alloc(0)).toString();
    }),
  );
  const quarantined: string[] = [];
  for await (const keys of store.list('quarantine/'))
    for (const key of keys) quarantined.push((await store.read(key)) ?? '');
  return { end, manifest, parts, quarantined, asked: feishu.asked };
}

const message = { dataset: 'grants', resource: 'stock_grant', scheduled_at: '2026-11-20T02:00:00Z' };
const page = (records: readonly object[]): Script => ({ code: 0, data: { has_more: false, records } });

describe('a query that is new', () => {
  it('is exported: its own path, its own records, its own sum', async () => {
    const { end, manifest, parts, asked } = await exportOf(message, [page(grants), page([])]);
    expect(end).toBe('done');
    expect(parts.join('')).toBe(grants.map((grant) => `${JSON.stringify(grant)}\n`).join(''));
    expect(manifest).toMatchObject({
      resource: 'stock_grant',
      records: 2,
      amount: 'worth',
      totals: { by_currency: { CNY: { records: 2, amount: '100.30' } }, uncounted: 0 },
    });
    expect(asked.map(({ path }) => path.split('?')[0])).toEqual([stockQuery.path, stockQuery.path]);
  });

  it('knows its own filters, and the message names the resources that there are', async () => {
    const wrong = await exportOf({ ...message, filters: { plam: 'A' } }, []);
    expect(wrong.quarantined.join()).toContain('nobody knows the field filters.plam, is it filters.plan?');
    const other = await exportOf({ ...message, resource: 'lump_sum_payment' }, []);
    expect(other.quarantined.join()).toContain('expected one of stock_grant');
  });
});
