// A new endpoint of Feishu's needs one entry and no other change. This one is made up, and passes through all functions.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { deliverLane } from '../../functions/deliver/deliver-lane.ts';
import { createPlanCache } from '../../functions/deliver/batch/plan-cache.ts';
import { report } from '../../functions/report/report/write-report.ts';
import { routeObject } from '../../functions/split/trigger/route.ts';
import { startSqs } from '../../local/sqs/start.ts';
import { startS3 } from '../../local/s3/start.ts';

import { systemClock } from '../../shared/clock.ts';
import { createClient, type CallOptions } from '../../shared/feishu/client.ts';
import { readPages } from '../../shared/feishu/pages.ts';
import { judgeFilters, judgeRecord } from '../../shared/feishu/rules/judge.ts';
import { laneSlots } from '../../shared/feishu/slots.ts';
import { createTimetable } from '../../shared/feishu/timetable.ts';
import { droppedFilesIn, droppedVersionsIn } from '../../shared/aws/dropped-files.ts';
import { createQueue } from '../../shared/aws/queue.ts';
import { createRecordsStore } from '../../shared/aws/store.ts';
import { uploadsTo } from '../../shared/aws/upload.ts';
import { respond, scriptedFeishu, type Script } from '../scripted-feishu.ts';
import { stockGrant, stockQuery } from './entries.ts';

let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'payferry-made-up-'));
});
afterAll(() => rm(dir, { recursive: true }));

describe('an operation that is new', () => {
  it('judges its records by its own schema, rules and codes', () => {
    const good = { unique_id: 'g1', worth: '100.00', vesting: 'cliff' };
    expect(judgeRecord(stockGrant, good)).toEqual([]);
    const codes = (changes: object) =>
      judgeRecord(stockGrant, { ...good, ...changes }).map(({ code }) => code);
    expect(codes({ worth: 'much', vesting: 'never' })).toEqual([777103, 777104]);
    expect(codes({ worth: '0' })).toEqual([777105]);
    expect(judgeFilters(stockQuery, { plam: 'A' })).toMatchObject([{ field: 'plam' }]);
  });

  async function withClient(
    script: readonly Script[],
    run: (client: ReturnType<typeof createClient>, options: CallOptions) => Promise<void>,
  ) {
    await using feishu = await scriptedFeishu(script);
    const client = createClient({
      baseUrl: feishu.baseUrl,
      appId: 'cli_app',
      appSecret: () => Promise.resolve('secret'),
      clock: systemClock,
      fetch,
      timeoutMs: 5000,
    });
    const lane = createTimetable(systemClock, { callsPerSecond: 1000 }).lane(laneSlots(3, stockGrant.lanes));
    await run(client, { lane, userIdType: 'open_id', deadlineMs: Infinity });
    return feishu.asked;
  }

  it('is written through the client, and its codes are its own', async () => {
    const answers: readonly Script[] = [
      {
        code: 0,
        data: {
          operate_results: [
            { unique_id: 'g2', code: 777106, message: '' },
            { unique_id: 'g1', code: 0 },
          ],
        },
      },
      (response) => respond(response, 400, { code: 777001 }),
      { code: 777002 },
      { code: 2290001 },
    ];
    const asked = await withClient(answers, async (client, options) => {
      const records = [{ unique_id: 'g1' }, { unique_id: 'g2' }];
      expect(await client.write(stockGrant, records, options)).toMatchObject({
        kind: 'accepted',
        verdicts: [{ kind: 'done' }, { kind: 'refused', code: 777106 }],
      });
      const kinds = [];
      for (let call = 0; call < 3; call += 1)
        kinds.push((await client.write(stockGrant, records, options)).kind);
      // 2290001 has a meaning on the payment operations, and none here.
      expect(kinds).toEqual(['refused', 'broken', 'unknown_code']);
    });
    expect(asked[0]).toMatchObject({
      path: '/open-apis/compensation/v9/stock_grant/batch_create?user_id_type=open_id',
      body: '{"records":[{"unique_id":"g1"},{"unique_id":"g2"}]}',
    });
  });

  it('is read page by page', async () => {
    const answers: readonly Script[] = [
      { code: 0, data: { has_more: true, page_token: 't', records: [{ id: '1', worth: '1.00' }] } },
      { code: 0, data: { has_more: false, records: [{ id: '2' }] } },
    ];
    const asked = await withClient(answers, async (client, options) => {
      const ids = [];
      for await (const page of readPages(client, stockQuery, { plan: 'A' }, options))
        ids.push(...page.records.map(({ id }) => id));
      expect(ids).toEqual(['1', '2']);
    });
    expect(asked.map(({ path }) => path)).toEqual([
      '/open-apis/compensation/v9/stock_grant/query?page_size=50&user_id_type=open_id',
      '/open-apis/compensation/v9/stock_grant/query?page_size=50&page_token=t&user_id_type=open_id',
    ]);
  });

  it('goes through split, deliver and report', async () => {
    await using localS3 = await startS3({ dir, buckets: [{ name: 'inbox' }, { name: 'records' }] });
    const sqs = await startSqs({
      queues: [{ name: 'lanes.fifo', visibilitySeconds: 60, maxReceiveCount: 3 }],
    });
    const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
    const s3 = new S3Client({
      endpoint: localS3.endpoint,
      region: 'us-east-1',
      credentials,
      forcePathStyle: true,
    });
    const grants = ['g1', 'g2', 'g3'].map((unique_id) =>
      JSON.stringify({ unique_id, worth: '100.00', vesting: 'cliff', plan: 'A' }),
    );
    const key = 'stock_grant/batch_create/grants.ndjson';
    const badGrant = JSON.stringify({ unique_id: 'g4', worth: 'much', vesting: 'cliff' });
    await s3.send(
      new PutObjectCommand({ Bucket: 'inbox', Key: key, Body: [...grants, badGrant].join('\n') }),
    );

    // g2 was granted before, as its code and the query say. g3 is refused with a code of this operation's own.
    const answers: readonly Script[] = [
      {
        code: 0,
        data: {
          operate_results: [
            { unique_id: 'g1', code: 0, id: '1' },
            { unique_id: 'g2', code: 777106 },
            { unique_id: 'g3', code: 777104 },
          ],
        },
      },
      {
        code: 0,
        data: {
          has_more: false,
          records: [{ id: '2', unique_id: 'g2', worth: '100', vesting: 'cliff', plan: 'A' }],
        },
      },
    ];
    await using feishu = await scriptedFeishu(answers);
    const store = createRecordsStore(s3, 'records');
    const shared = {
      operations: [stockGrant],
      files: droppedFilesIn(s3),
      lanes: createQueue(sqs.client, sqs.queue('lanes.fifo').url),
      drops: createQueue(sqs.client, ''),
      listDropped: droppedVersionsIn(s3, 'inbox'),
      random: () => 0,
      intake: createQueue(sqs.client, ''),
      beginUpload: uploadsTo(s3, 'records'),
      store,
      clock: systemClock,
      log: () => undefined,
    };
    const settings = {
      RECORDS_BUCKET: 'records',
      LANES_QUEUE_URL: sqs.queue('lanes.fifo').url,
      DROPS_QUEUE_URL: '',
      INTAKE_QUEUE_URL: '',
      INBOX_BUCKET: 'inbox',
      RETRY_MS: 1000,
      LANES: 20,
      DEFAULT_USER_ID_TYPE: 'open_id' as const,
      LANGUAGE: 'en' as const,
      MAX_REJECTED_PERCENT: 50,
      MAX_FILE_BYTES: 1e6,
      FEISHU_BASE_URL: feishu.baseUrl,
      FEISHU_APP_ID: 'cli_app',
      FEISHU_APP_SECRET: 'secret',
      FEISHU_CALLS_PER_SECOND: 1000,
      FEISHU_CALL_TIMEOUT_MS: 1000,
      LOOK_AGAIN_MS: 100,
      BACK_OFF_MS: 10,
      PATIENCE_MS: 1e6,
      SWEEP_AFTER_MS: 1e6,
      APPROVAL_PATIENCE_MS: 1e6,
      METRICS_NAMESPACE: 'Payferry',
    };
    const metrics = { count: () => undefined, time: () => undefined, flush: () => undefined };
    await routeObject({ ...shared, settings, metrics, checkTime: () => undefined }, { bucket: 'inbox', key });

    const client = createClient({
      baseUrl: feishu.baseUrl,
      appId: 'cli_app',
      appSecret: () => Promise.resolve('secret'),
      clock: systemClock,
      fetch,
      timeoutMs: 1000,
    });
    const timetable = createTimetable(systemClock, { callsPerSecond: 1000 });
    const lane = {
      client,
      timetable,
      plans: createPlanCache(store),
      metrics,
      requestId: 'r',
      functionTimeoutMs: 1000,
      isFull: false,
      deadlineMs: Infinity,
    };
    const waiting = await sqs.waiting('lanes.fifo');
    const messages = waiting.map(({ body, messageGroupId = '' }) => ({
      messageId: 'm',
      receiptHandle: 'r',
      body,
      group: messageGroupId,
      receiveCount: 1,
      queue: 'lanes.fifo',
      sender: undefined,
    }));
    expect(await deliverLane({ ...shared, ...lane, settings }, messages)).toEqual([]);

    const job = JSON.parse(messages[0]?.body ?? '{}').job;
    await report({ ...shared, settings, metrics }, job);
    expect(JSON.parse((await store.read(`reports/${job}/report.json`)) ?? '')).toMatchObject({
      operation: 'stock_grant.batch_create',
      by_status: { created: 1, already_exists: 1, refused: 1, rejected: 1 },
    });
    expect(
      (await store.read(`reports/${job}/failed.ndjson`))
        ?.split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line)._code),
    ).toEqual([777104, 777103]);
    await sqs.stop();
  });
});
