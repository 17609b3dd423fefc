// Messages on the intake queue, through the exported handler, S3 and SQS.

import { setTimeout as pause } from 'node:timers/promises';

import { PutObjectCommand } from '@aws-sdk/client-s3';
import { SendMessageBatchCommand } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { Interception } from '../../local/s3/start.ts';
import { buckets, queues } from '../../local/world/start.ts';
import type { JsonObject } from '../../shared/values/json.ts';
import { inEnglish } from '../in-english.ts';
import { aBonus } from '../records.ts';
import { splitWorld, type Job, type SplitWorld } from './harness.ts';

let ferry: SplitWorld;
beforeAll(async () => {
  ferry = await splitWorld();
});
afterAll(() => ferry[Symbol.asyncDispose]());

const operation = 'lump_sum_payment.batch_create';
let count = 0;
const aMessage = (changes: JsonObject = {}) => {
  count += 1;
  return { operation, records: [aBonus({ unique_id: `intake-${count}` })], ...changes };
};

/** The job of this message; there must be exactly one. */
async function publish(message: unknown): Promise<Job> {
  const before = new Set(await ferry.jobs());
  await ferry.publish(message);
  const made = (await ferry.jobs()).filter((name) => !before.has(name));
  expect(made).toHaveLength(1);
  return ferry.job(made[0] ?? '');
}

async function quarantined(message: unknown): Promise<JsonObject> {
  const before = new Set(await ferry.keys('quarantine/'));
  const jobs = await ferry.jobs();
  await ferry.publish(message);
  const made = (await ferry.keys('quarantine/')).filter((key) => !before.has(key));
  expect(made).toHaveLength(1);
  expect(await ferry.jobs()).toEqual(jobs);
  expect(await ferry.world.sqs.deadLetters(queues.intake)).toEqual([]);
  expect(ferry.logs.findLast((line) => line.includes('"CloudWatchMetrics"'))).toContain('"quarantined":1');
  return JSON.parse(await ferry.read(made[0] ?? ''));
}

const sns = (message: unknown) => ({
  Type: 'Notification',
  MessageId: '1',
  TopicArn: 'arn:aws:sns:us-east-1:1:t',
  Message: JSON.stringify(message),
});
const eventBridge = (detail: unknown) => ({
  version: '0',
  id: '1',
  'detail-type': 'Payroll closed',
  source: 'hr.payroll',
  detail,
});

describe('a message', () => {
  it.each([
    ['as it is', (message: unknown) => message],
    ['from SNS', sns],
    ['from EventBridge', eventBridge],
    ['from EventBridge over SNS', (message: unknown) => sns(eventBridge(message))],
  ])('%s becomes a job as a file does', async (_, wrap) => {
    const message = aMessage({
      user_id_type: 'user_id',
      expected_records: 1,
      expected_total: { '6863329932261459464': '2000' },
    });
    const { name, plan, batches } = await publish(wrap(message));
    expect(name).toMatch(/^intake-message-[0-9a-f]{16}$/);
    expect(plan).toMatchObject({
      state: 'send',
      operation,
      source: { from: 'intake', name },
      options: {
        user_id_type: 'user_id',
        expected_records: 1,
        expected_total: { '6863329932261459464': '2000' },
      },
      records: 1,
    });
    expect(batches.flat().map(({ row, record }) => [row, record])).toEqual([[1, message.records[0]]]);
  });

  it('with the same content is the same job, whatever it was wrapped in', async () => {
    const message = aMessage();
    const { plan } = await publish(message);
    const lanes = (await ferry.lanes()).length;
    const jobs = await ferry.jobs();
    for (const repeat of [message, sns(message), eventBridge(message), JSON.stringify(message, null, 2)])
      await ferry.publish(repeat);
    expect(await ferry.jobs()).toEqual(jobs);
    expect(await ferry.lanes()).toHaveLength(lanes);
    expect(await ferry.job(plan.job)).toMatchObject({ plan });
    expect(
      ferry.logs.filter((line) => line.includes('"step":"repeated"') && line.includes(plan.job)),
    ).toHaveLength(4);
  });

  it('with a job of its own is known by that; with other content under it, it is set aside', async () => {
    const message = aMessage({ job: 'Payroll 2026-11 #7' });
    const { name, plan } = await publish(message);
    expect(name).toMatch(/^intake-payroll-2026-11-7-[0-9a-f]{16}$/);
    await ferry.publish(message);
    const other = { ...message, records: [aBonus({ unique_id: 'another' })] };
    expect(await quarantined(other)).toMatchObject({
      reason: { text: 'a message with this job was here before, with other content' },
      body: JSON.stringify(other),
    });
    expect((await ferry.job(name)).plan).toEqual(plan);
  });

  it('keeps every digit of a number that nobody knows', async () => {
    const text = `{"operation":"${operation}","records":[{"new_id":12345678901234567890,"rate":1.50}],"max_rejected_percent":100}`;
    const { rejected } = await publish(text);
    expect(JSON.stringify(rejected[0]?.record)).toBe('{"new_id":12345678901234567890,"rate":1.50}');
  });

  it('of 1,200 records, most of a megabyte, is three batches', async () => {
    const small = (index: number) =>
      aBonus({
        unique_id: `big-${index}`,
        remark: 'x'.repeat(200),
        details: [aBonusDetail()],
        issuance_frequency: 1,
        total_amount: '1',
      });
    const message = aMessage({ records: Array.from({ length: 1200 }, (_, index) => small(index)) });
    expect(JSON.stringify(message).length).toBeGreaterThan(700_000);
    const { batches } = await publish(message);
    expect(batches.map((lines) => lines.length)).toEqual([500, 500, 200]);
  });

  it.each([
    [{ operation: 'stock.grant' }, 'nobody knows the operation "stock.grant"'],
    [{ dry_rn: true }, 'nobody knows the option "dry_rn", is it dry_run?'],
    [{ dry_run: 'yes' }, 'dry_run is "yes", expected true or false'],
    [
      { expected_total: { CNY: 2000.5 } },
      'expected_total.CNY is 2000.5, expected an amount as text, like 2000.00',
    ],
    [{ records: [] }, 'the file holds no records'],
    [{ records: [5, {}] }, '2 of 2 records are rejected'],
  ])('with %j has a plan that says why nothing is sent', async (changes, sentence) => {
    const { plan } = await publish(aMessage(changes));
    expect(plan.state).toBe('rejected');
    expect(inEnglish(plan.reason)).toContain(sentence);
  });

  it('with dry_run true is planned only', async () => {
    expect((await publish(aMessage({ dry_run: true }))).plan.state).toBe('dry_run');
  });
});

describe('a message that cannot be read goes to quarantine with the reason, and is deleted', () => {
  it.each<[unknown, string]>([
    ['', 'the message is not a JSON object'],
    ['hello', 'the message is not a JSON object'],
    ['{"operation":', 'the message is not a JSON object'],
    ['[]', 'the message is not a JSON object'],
    [sns('hello'), 'the message is not a JSON object'],
    [{ Type: 'Notification', Message: 'hello' }, 'the message is not a JSON object'],
    [{ records: [] }, 'operation is absent, expected text like lump_sum_payment.batch_create'],
    [{ operation }, 'records is absent, expected a list'],
    [{ operation, records: {} }, 'records is an object, expected a list'],
    [{ operation, records: [], job: 7 }, 'job is 7, expected text'],
    [sns(sns(sns(sns(sns(sns({ operation })))))), 'the message is wrapped in more than 5 envelopes'],
    [{ v: 1, resume: 'no-such-job' }, 'there is no plan of this job to resume'],
    [{ v: 1, resume: '../escape' }, 'resume names no job'],
    [{ v: 1, resume: 'x'.repeat(2000) }, 'resume names no job'],
    [notification('x'.repeat(4000)), 'operation is absent, expected text like lump_sum_payment.batch_create'],
    [
      `{"operation":"x","records":${'['.repeat(60_000)}${']'.repeat(60_000)}}`,
      'the message is nested more than 500 levels deep',
    ],
  ])('%j', async (message, reason) => {
    // SQS accepts no empty message.
    const body = message === '' ? ' ' : message;
    expect(await quarantined(body)).toMatchObject({ from: 'intake', reason: { text: reason } });
  });
});

describe('an S3 event', () => {
  const csvLine = JSON.stringify(aBonus({ unique_id: 'of a file' }));
  const key = `lump_sum_payment/batch_create/elsewhere/a b+c.ndjson`;
  const s3OverEventBridge = {
    version: '0',
    'detail-type': 'Object Created',
    source: 'aws.s3',
    detail: { bucket: { name: buckets.inbox }, object: { key } },
  };

  it("in a message, in SNS or in EventBridge is the job that the bucket's own event makes", async () => {
    const before = await ferry.jobs();
    await ferry.world.s3.send(new PutObjectCommand({ Bucket: buckets.inbox, Key: key, Body: csvLine }));
    await ferry.world.idle();
    const after = await ferry.jobs();
    expect(after).toHaveLength(before.length + 1);
    const lanes = (await ferry.lanes()).length;
    for (const event of [
      notification('lump_sum_payment/batch_create/elsewhere/a+b%2Bc.ndjson'),
      s3OverEventBridge,
    ]) {
      await ferry.publish(event);
      await ferry.publish(sns(event));
    }
    expect(await ferry.jobs()).toEqual(after);
    expect(await ferry.lanes()).toHaveLength(lanes);
  });

  it('of an object that is gone, of a folder, and the test event are passed over', async () => {
    const jobs = await ferry.jobs();
    const set = await ferry.keys('quarantine/');
    await ferry.publish(notification('gone.csv'));
    await ferry.publish(notification('lump_sum_payment/batch_create/'));
    await ferry.publish(notification(key, 'ObjectRemoved:Delete'));
    await ferry.publish({ ...s3OverEventBridge, 'detail-type': 'Object Deleted' });
    await ferry.publish({ Service: 'Amazon S3', Event: 's3:TestEvent', Bucket: buckets.inbox });
    expect(await ferry.jobs()).toEqual(jobs);
    expect(await ferry.keys('quarantine/')).toEqual(set);
  });
});

describe('two messages of one job at the same time', () => {
  it('with other content: one is the job, the other is set aside, and nothing vanishes', async () => {
    const held = Promise.withResolvers<void>();
    const reached = Promise.withResolvers<void>();
    let holding = true;
    await using other = await splitWorld({
      interceptS3: async ({ operation: name, key, phase }): Promise<Interception> => {
        if (holding && name === 'PutObject' && key.endsWith('/plan.json') && phase === 'before') {
          holding = false;
          reached.resolve();
          await held.promise;
        }
        return 'pass';
      },
    });
    const [first, second] = [aMessage({ job: 'same' }), aMessage({ job: 'same' })];
    const slow = other.publish(first);
    await reached.promise;
    // The first message has opened the job and read its records. Its plan waits until the second one was handled.
    const { sqs } = other.world;
    const outcome = await other.world.split.invoke({
      Records: [{ eventSource: 'aws:sqs', messageId: 'm', body: JSON.stringify(second) }],
    });
    expect(outcome).toEqual({ kind: 'ok', result: { batchItemFailures: [] } });
    held.resolve();
    await slow;
    const [set = ''] = await other.keys('quarantine/');
    expect(JSON.parse(await other.read(set))).toMatchObject({ body: JSON.stringify(second) });
    const [name = ''] = await other.jobs();
    expect((await other.job(name)).batches.flat().map(({ record }) => record)).toEqual(first.records);
    expect(await sqs.deadLetters(queues.intake)).toEqual([]);
  });
});

describe('a message beside one that takes too long', () => {
  it('is handed back, and not refused for taking too long', async () => {
    // S3 is so slow with the first rejected rows that the time for reading, nine tenths of the invocation, ends.
    const timeoutMs = 60_000;
    let isOver: Promise<void> | undefined;
    await using other = await splitWorld({
      timeoutMs,
      interceptS3: async ({ operation: name, key }): Promise<Interception> => {
        if (name !== 'PutObject' || !/intake-slow.*\/rejected\//.test(key)) return 'pass';
        isOver ??= pause(timeoutMs * 0.9);
        await isOver;
        return 'pass';
      },
    });
    const slow = aMessage({
      job: 'slow',
      records: Array.from({ length: 100_000 }, () => ({ unique_id: 'x' })),
    });
    const Records = [slow, aMessage({ job: 'quick' })].map((message, index) => ({
      eventSource: 'aws:sqs',
      messageId: `m${index}`,
      body: JSON.stringify(message),
    }));
    expect(await other.world.split.invoke({ Records })).toEqual({
      kind: 'ok',
      result: { batchItemFailures: [{ itemIdentifier: 'm1' }] },
    });
    const [name = '', ...others] = await other.jobs();
    expect(others).toEqual([]);
    const { plan } = await other.job(name);
    expect(plan.state).toBe('rejected');
    expect(inEnglish(plan.reason)).toContain('takes longer to read than a function may run');
  }, 240_000);
});

describe('a message that cannot be handled for once', () => {
  it('comes again, and the nine beside it are not repeated', async () => {
    let failures = 0;
    await using other = await splitWorld({
      secondMs: 10,
      visibilityMs: 5000,
      interceptS3: ({ operation: name, key, phase }) => {
        // The SDK tries three times, so the first delivery of the message fails.
        if (
          name !== 'PutObject' ||
          phase !== 'before' ||
          !key.startsWith('open/intake-cursed') ||
          failures === 3
        )
          return 'pass';
        failures += 1;
        return 'fail';
      },
    });
    const messages = Array.from({ length: 10 }, (_, index) =>
      aMessage({ job: index === 4 ? 'cursed' : `fine ${index}` }),
    );
    const { sqs } = other.world;
    await sqs.client.send(
      new SendMessageBatchCommand({
        QueueUrl: sqs.queue(queues.intake).url,
        Entries: messages.map((message, index) => ({
          Id: String(index),
          MessageBody: JSON.stringify(message),
        })),
      }),
    );
    await other.world.idle();
    expect(failures).toBe(3);
    expect(await other.jobs()).toHaveLength(10);
    expect(other.logs.filter((line) => line.includes('"step":"failed"'))).toHaveLength(1);
    expect(other.logs.filter((line) => line.includes('"step":"repeated"'))).toEqual([]);
    expect(await sqs.waiting(queues.intake)).toEqual([]);
  });
});

describe('ten messages at once', () => {
  it('one that cannot be read neither stops nor repeats the others', async () => {
    const { sqs } = ferry.world;
    const before = (await ferry.jobs()).length;
    const bodies = Array.from({ length: 10 }, (_, index) =>
      index === 4 ? 'nonsense 4' : JSON.stringify(aMessage()),
    );
    await sqs.client.send(
      new SendMessageBatchCommand({
        QueueUrl: sqs.queue(queues.intake).url,
        Entries: bodies.map((MessageBody, index) => ({ Id: String(index), MessageBody })),
      }),
    );
    await ferry.world.idle();
    expect(await ferry.jobs()).toHaveLength(before + 9);
    expect(await sqs.waiting(queues.intake)).toEqual([]);
    expect(await sqs.deadLetters(queues.intake)).toEqual([]);
  });
});

function aBonusDetail(): JsonObject {
  return {
    issuance_amount: '1',
    issuance_status: 'to_be_issued',
    issuance_way: 'with_cash',
    issuance_time: '2026-12-01',
    belong_time: '2026-12-01',
  };
}

function notification(encoded: string, eventName = 'ObjectCreated:Put', versionId?: string) {
  const object = { key: encoded, ...(versionId === undefined ? {} : { versionId }) };
  return { Records: [{ eventSource: 'aws:s3', eventName, s3: { bucket: { name: buckets.inbox }, object } }] };
}
