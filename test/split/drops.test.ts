// The queue on which S3 tells of dropped files, and what is believed of who dropped them.

import { PutObjectCommand } from '@aws-sdk/client-s3';
import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { describe, expect, it } from 'vitest';

import { buckets, queues } from '../../local/world/start.ts';
import type { Interception } from '../../local/s3/start.ts';
import { makerJson, type Maker } from '../../shared/job/maker.ts';
import { reportJson } from '../../shared/job/report.ts';
import { aBonus } from '../records.ts';
import { splitWorld, type SplitWorld } from './harness.ts';

const key = (name: string) => `lump_sum_payment/batch_create/${name}/a.ndjson`;
const body = (id: string) => JSON.stringify(aBonus({ unique_id: id }));

/** An event as S3 sends it, except for what a test changes. */
function eventOf(objectKey: string, principalId = 'AWS:AROAFORGED:somebody'): string {
  const object = { key: encodeURIComponent(objectKey) };
  const s3 = { bucket: { name: buckets.inbox }, object };
  return JSON.stringify({
    Records: [{ eventSource: 'aws:s3', eventName: 'ObjectCreated:Put', userIdentity: { principalId }, s3 }],
  });
}

async function send({ world }: SplitWorld, queue: string, message: string): Promise<void> {
  const { sqs } = world;
  await sqs.client.send(new SendMessageCommand({ QueueUrl: sqs.queue(queue).url, MessageBody: message }));
  await world.idle();
}

async function put({ world }: SplitWorld, objectKey: string): Promise<void> {
  await world.s3.send(new PutObjectCommand({ Bucket: buckets.inbox, Key: objectKey, Body: body(objectKey) }));
  await world.idle();
}

async function makerOf(ferry: SplitWorld, job: string): Promise<Maker | undefined> {
  const [found] = await ferry.keys(makerJson.key({ job }));
  return found === undefined ? undefined : makerJson.parse(await ferry.read(found));
}

const byS3: Maker = { v: 1, by: 's3', principal: 'LOCAL' };

describe('who dropped a file', () => {
  it('is the principal of the event that S3 sent to the queue', async () => {
    await using ferry = await splitWorld();
    const { name } = await ferry.drop(key('told'), body('told'));
    expect(await makerOf(ferry, name)).toEqual(byS3);
  });

  it('is nobody where an event of the same form came on the intake queue, plain or in envelopes', async () => {
    await using ferry = await splitWorld({
      fate: ({ bucket }) => (bucket === buckets.inbox ? [] : undefined),
    });
    const plain = eventOf(key('plain'));
    const forged = {
      plain,
      enveloped: JSON.stringify({ Type: 'Notification', Message: eventOf(key('enveloped')) }),
      bridged: JSON.stringify({
        source: 'aws.s3',
        'detail-type': 'Object Created',
        detail: {
          bucket: { name: buckets.inbox },
          object: { key: key('bridged') },
          requester: 'AROAFORGED',
          userIdentity: { principalId: 'AROAFORGED' },
        },
      }),
    };
    for (const [name, message] of Object.entries(forged)) {
      await put(ferry, key(name));
      const before = new Set(await ferry.jobs());
      await send(ferry, queues.intake, message);
      const job = (await ferry.jobs()).find((one) => !before.has(one)) ?? '';
      expect((await ferry.job(job)).plan.state, name).toBe('send');
      expect(await makerOf(ferry, job), name).toBeUndefined();
      for (const at of await ferry.keys('')) expect(await ferry.read(at), name).not.toContain('AROAFORGED');
    }
    expect(await ferry.keys('quarantine/')).toEqual([]);
  });

  it('is the one whom S3 named, whether a forged event for the same file comes later or before', async () => {
    await using ferry = await splitWorld({
      fate: ({ bucket }) => (bucket === buckets.inbox ? [6000] : undefined),
    });
    await ferry.world.s3.send(
      new PutObjectCommand({ Bucket: buckets.inbox, Key: key('both'), Body: body('both') }),
    );
    await ferry.world.sqs.client.send(
      new SendMessageCommand({
        QueueUrl: ferry.world.sqs.queue(queues.intake).url,
        MessageBody: eventOf(key('both')),
      }),
    );
    await expect.poll(() => ferry.jobs(), { timeout: 5000 }).toHaveLength(1);
    const [job = ''] = await ferry.jobs();
    await expect.poll(() => ferry.keys(`jobs/${job}/sent.json`), { timeout: 5000 }).toHaveLength(1);
    expect(await makerOf(ferry, job)).toBeUndefined();
    await ferry.world.idle();
    expect(await makerOf(ferry, job)).toEqual(byS3);
    await send(ferry, queues.intake, eventOf(key('both')));
    expect(await makerOf(ferry, job)).toEqual(byS3);
    expect(await ferry.lanes()).toHaveLength(1);
  });

  it('stands in the report', async () => {
    await using ferry = await splitWorld();
    const { name } = await ferry.drop(key('dry_run=true'), body('reported'));
    const report = reportJson.parse(await ferry.read(reportJson.key({ job: name })));
    expect(report.maker).toEqual({ by: 's3', principal: 'LOCAL' });
  });
});

describe('who sent a message', () => {
  const message = (job: string) =>
    JSON.stringify({
      operation: 'lump_sum_payment.batch_create',
      job,
      records: [aBonus({ unique_id: job })],
    });
  const record = (text: string, sender: string, more: object = {}) => ({
    eventSource: 'aws:sqs',
    eventSourceARN: 'arn:aws:sqs:us-east-1:000000000000:intake',
    messageId: sender,
    body: text,
    attributes: { ApproximateReceiveCount: '1', SenderId: sender },
    ...more,
  });
  async function makerAfter(records: readonly object[]): Promise<Maker | undefined> {
    await using ferry = await splitWorld();
    for (const one of records) await ferry.world.split.invoke({ Records: [one] });
    const [job = ''] = await ferry.jobs();
    return makerOf(ferry, job);
  }

  it('is its sender, and of a repeat the first one', async () => {
    const text = message('spot');
    expect(await makerAfter([record(text, 'AIDAFIRST'), record(text, 'AIDASECOND')])).toEqual({
      v: 1,
      by: 'sqs',
      principal: 'AIDAFIRST',
    });
  });

  it('is nobody where SNS or EventBridge has brought it: their own principal says nothing', async () => {
    const wrapped = JSON.stringify({ Type: 'Notification', Message: message('wrapped') });
    expect(await makerAfter([record(wrapped, 'AIDASNS')])).toBeUndefined();
    const bridged = JSON.stringify({
      'detail-type': 'Bonuses decided',
      detail: JSON.parse(message('bridged')),
    });
    expect(await makerAfter([record(bridged, 'AIDAEVENTS')])).toBeUndefined();
  });

  it('is not whoever forwarded it, as the sweeper and a person who redrives do', async () => {
    const messageAttributes = { 'payferry-forwarded': { stringValue: '1', dataType: 'String' } };
    expect(
      await makerAfter([record(message('again'), 'AROAREPORT:report', { messageAttributes })]),
    ).toBeUndefined();
  });
});

describe('the queue of drops', () => {
  it('takes the test event that S3 sends when the notification is set', async () => {
    await using ferry = await splitWorld();
    const test = {
      Service: 'Amazon S3',
      Event: 's3:TestEvent',
      Time: '2026-11-20T03:45:01.000Z',
      Bucket: 'any',
    };
    await send(ferry, queues.drops, JSON.stringify(test));
    expect(await ferry.keys('')).toEqual([]);
    expect(ferry.logs.filter((line) => line.includes('"failed"'))).toEqual([]);
  });

  it('sets aside what is no event of S3, also records and a resume, which belong on the intake queue', async () => {
    await using ferry = await splitWorld();
    const records = JSON.stringify({ operation: 'lump_sum_payment.batch_create', records: [aBonus()] });
    for (const message of [
      'no JSON',
      records,
      '{"v":1,"resume":"any"}',
      JSON.stringify({ Type: 'Notification', Message: eventOf('a') }),
    ])
      await send(ferry, queues.drops, message);
    const aside = await Promise.all((await ferry.keys('quarantine/')).map((at) => ferry.read(at)));
    expect(aside.map((text): unknown => JSON.parse(text))).toEqual(
      Array.from({ length: 4 }, () =>
        expect.objectContaining({
          from: 'drops',
          reason: {
            say: 'intake.no_event_of_s3',
            text: 'the message is no event of S3: no other message belongs on this queue',
          },
        }),
      ),
    );
    expect(await ferry.jobs()).toEqual([]);
  });

  it('keeps a file while no function is free, and split takes it when one is: once, and with its name', async () => {
    let blocked: (() => void) | undefined;
    const free = new Promise<void>((resolve) => (blocked = resolve));
    await using ferry = await splitWorld({
      visibilityMs: 1000,
      interceptS3: async ({ bucket, key: at, operation, phase }): Promise<Interception> => {
        if (
          bucket === buckets.inbox &&
          at.includes('slow') &&
          operation === 'HeadObject' &&
          phase === 'before'
        )
          await free;
        return 'pass';
      },
    });
    // As many invocations as the account allows.
    const busy = Array.from({ length: 10 }, (_, index) =>
      ferry.world.split.invoke({
        Records: [
          {
            eventSource: 'aws:sqs',
            eventSourceARN: 'arn:aws:sqs:us-east-1:000000000000:intake',
            messageId: `m${index}`,
            body: eventOf(key(`slow-${index}`)),
          },
        ],
      }),
    );
    await expect.poll(() => ferry.world.split.running().length).toBe(10);
    await ferry.world.s3.send(
      new PutObjectCommand({ Bucket: buckets.inbox, Key: key('waits'), Body: body('waits') }),
    );
    expect((await ferry.world.split.invoke({ Records: [] })).kind).toBe('throttled');
    expect(await ferry.jobs()).toEqual([]);
    blocked?.();
    await Promise.all(busy);
    await ferry.world.idle();
    const [job = '', ...others] = await ferry.jobs();
    expect(others).toEqual([]);
    expect((await ferry.job(job)).plan).toMatchObject({ state: 'send', records: 1 });
    expect(await makerOf(ferry, job)).toEqual(byS3);
    expect(await ferry.world.sqs.deadLetters(queues.drops)).toEqual([]);
  });
});
