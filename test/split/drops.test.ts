// The queue on which S3 tells of dropped files, and what is believed of who dropped them.

import { PutObjectCommand } from '@aws-sdk/client-s3';
import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { describe, expect, it } from 'vitest';

import { buckets, queues } from '../../local/world/start.ts';
import type { Interception } from '../../local/s3/start.ts';
import { openJob } from '../../shared/job/open.ts';
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

describe('who dropped a file', () => {
  it('is the principal of the event that S3 sent to the queue', async () => {
    await using ferry = await splitWorld();
    const { plan, name } = await ferry.drop(key('told'), body('told'));
    expect(plan.source.maker).toBe('LOCAL');
    const opened = openJob.parse(await ferry.read(openJob.key({ job: name })));
    expect(opened.source.maker).toBe('LOCAL');
  });

  it('is nobody where an event of the same form came on the intake queue, plain or in envelopes', async () => {
    await using ferry = await splitWorld({
      fate: ({ bucket }) => (bucket === buckets.inbox ? [] : undefined),
    });
    const forged = {
      plain: eventOf(key('plain')),
      enveloped: JSON.stringify({
        Type: 'Notification',
        Message: eventOf(key('enveloped')),
      }),
    };
    for (const [name, message] of Object.entries(forged)) {
      await put(ferry, key(name));
      const before = new Set(await ferry.jobs());
      await send(ferry, queues.intake, message);
      const job = (await ferry.jobs()).find((one) => !before.has(one)) ?? '';
      const { plan } = await ferry.job(job);
      expect(plan.state, name).toBe('send');
      expect(plan.source, name).not.toHaveProperty('maker');
      expect(await ferry.read(openJob.key({ job })), name).not.toContain('AROAFORGED');
    }
    expect(await ferry.keys('quarantine/')).toEqual([]);
  });

  it('stays the one whom S3 named, if a forged event for the same file comes later, or before', async () => {
    await using ferry = await splitWorld();
    const { name } = await ferry.drop(key('first'), body('first'));
    await send(ferry, queues.intake, eventOf(key('first')));
    expect((await ferry.job(name)).plan.source.maker).toBe('LOCAL');
  });

  it('of a message is its sender, and of a repeat the first one', async () => {
    await using ferry = await splitWorld();
    const message = JSON.stringify({
      operation: 'lump_sum_payment.batch_create',
      job: 'spot',
      records: [aBonus({ unique_id: 'spot' })],
    });
    const record = (sender: string) => ({
      eventSource: 'aws:sqs',
      eventSourceARN: 'arn:aws:sqs:us-east-1:000000000000:intake',
      messageId: sender,
      body: message,
      attributes: { ApproximateReceiveCount: '1', SenderId: sender },
    });
    await ferry.world.split.invoke({ Records: [record('AIDAFIRST')] });
    await ferry.world.split.invoke({ Records: [record('AIDASECOND')] });
    const [job = ''] = await ferry.jobs();
    expect((await ferry.job(job)).plan.source.maker).toBe('AIDAFIRST');
  });

  it('stands in the report', async () => {
    await using ferry = await splitWorld();
    const { name } = await ferry.drop(key('dry_run=true'), body('reported'));
    const report = reportJson.parse(await ferry.read(reportJson.key({ job: name })));
    expect(report.source.maker).toBe('LOCAL');
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
        expect.objectContaining({ from: 'drops', reason: expect.stringContaining('no event of S3') }),
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
    const { plan } = await ferry.job(job);
    expect(plan).toMatchObject({ state: 'send', records: 1, source: { maker: 'LOCAL' } });
    expect(await ferry.world.sqs.deadLetters(queues.drops)).toEqual([]);
  });
});
