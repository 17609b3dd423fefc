import { SendMessageBatchCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import { afterEach, describe, expect, it, vi } from 'vitest';
import * as v from 'valibot';

import { runFunction, type FunctionSettings } from '../../lambda/run-function.ts';
import { startSqs, type QueueSettings } from '../../sqs/start.ts';
import { mapQueue, type BatchLine, type QueueMappingSettings } from '../queue-mapping.ts';
import { whenIdle } from '../trigger.ts';
import { fixture } from '../../lambda/test/fixture.ts';
import { journal } from './journal.ts';

// A thread starts slowly on a busy machine.
vi.setConfig({ testTimeout: 30_000 });

const line = v.object({
  what: v.picklist(['begin', 'end']),
  n: v.number(),
  group: v.string(),
  received: v.number(),
  requestId: v.string(),
});

const ends: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0)) await end();
});

interface Rig {
  readonly queue?: Partial<QueueSettings>;
  readonly secondMs?: number;
  readonly fn?: Partial<FunctionSettings>;
  readonly mapping?: Partial<QueueMappingSettings>;
}

/** A queue, a function for its messages, and `start`, which starts the mapping between them. */
async function rig({ queue: settings, secondMs = 1000, fn: fnSettings, mapping }: Rig = {}) {
  const name = settings?.name ?? 'intake';
  const queues = [{ name, visibilitySeconds: 100, maxReceiveCount: 10, ...settings }];
  const sqs = await startSqs({ queues, secondMs });
  const { env, lines } = journal(line);
  const fn = runFunction({
    module: fixture('carry.ts'),
    name: 'carry',
    env,
    timeoutMs: 30_000,
    concurrency: 20,
    ...fnSettings,
  });
  ends.push(async () => {
    await fn.stop({ kill: true });
    await sqs.stop();
  });
  // This invocation warms an execution environment: starting one later would use up the short visibility.
  await fn.invoke({ Records: [] });
  const batches: BatchLine[] = [];
  const queue = sqs.queue(name);

  const start = () => {
    const onBatch = (batch: BatchLine) => batches.push(batch);
    const trigger = mapQueue({ client: sqs.client, queue, fn, onBatch, waitMs: 50, ...mapping });
    let stopped = false;
    const stop = async (how?: { kill?: boolean }) => {
      if (!stopped) await trigger.stop(how);
      stopped = true;
    };
    ends.unshift(() => stop({ kill: true }));
    return { ...trigger, stop };
  };

  return { sqs, queue, fn, batches, lines, start };
}

type Running = Awaited<ReturnType<typeof rig>>;

async function send({ sqs, queue }: Running, errands: readonly object[], group?: string) {
  for (let from = 0; from < errands.length; from += 10) {
    const Entries = errands.slice(from, from + 10).map((errand, at) => ({
      Id: String(at),
      MessageBody: JSON.stringify(errand),
      ...(group ? { MessageGroupId: group, MessageDeduplicationId: `${group}-${from + at}` } : {}),
    }));
    await sqs.client.send(new SendMessageBatchCommand({ QueueUrl: queue.url, Entries }));
  }
}

const range = (count: number) => Array.from({ length: count }, (_, n) => n);
const begun = (lines: readonly v.InferOutput<typeof line>[]) =>
  lines.filter(({ what }) => what === 'begin').map(({ n, received }) => ({ n, received }));

describe('the event of a function', () => {
  it('has the true shape of SQS', async () => {
    const r = await rig({
      queue: { name: 'lanes.fifo' },
      fn: { module: fixture('echo.ts') },
      mapping: { reportsFailures: false },
    });
    const sent = await r.sqs.client.send(
      new SendMessageCommand({
        QueueUrl: r.queue.url,
        MessageBody: 'pay 😀',
        MessageGroupId: 'lump_sum/3',
        MessageDeduplicationId: 'job-3',
        MessageAttributes: {
          kind: { DataType: 'String', StringValue: 'lane' },
          raw: { DataType: 'Binary', BinaryValue: Buffer.from('bytes') },
        },
      }),
    );
    await whenIdle([r.start()]);
    expect(r.batches).toHaveLength(1);
    const [batch] = r.batches;
    expect(batch?.outcome).toMatchObject({ kind: 'ok', result: { event: batch?.event } });
    expect(batch?.event).toEqual({
      Records: [
        {
          messageId: sent.MessageId,
          receiptHandle: expect.any(String),
          body: 'pay 😀',
          attributes: {
            ApproximateReceiveCount: '1',
            SentTimestamp: expect.stringMatching(/^\d{13}$/),
            SenderId: expect.any(String),
            ApproximateFirstReceiveTimestamp: expect.stringMatching(/^\d{13}$/),
            SequenceNumber: sent.SequenceNumber,
            MessageGroupId: 'lump_sum/3',
            MessageDeduplicationId: 'job-3',
          },
          messageAttributes: {
            kind: { stringValue: 'lane', stringListValues: [], binaryListValues: [], dataType: 'String' },
            raw: { binaryValue: 'Ynl0ZXM=', stringListValues: [], binaryListValues: [], dataType: 'Binary' },
          },
          md5OfBody: sent.MD5OfMessageBody,
          md5OfMessageAttributes: sent.MD5OfMessageAttributes,
          eventSource: 'aws:sqs',
          eventSourceARN: 'arn:aws:sqs:us-east-1:000000000000:lanes.fifo',
          awsRegion: 'us-east-1',
        },
      ],
    });
  });

  it('holds up to ten messages, or as many as the mapping says', async () => {
    const sizes = async (batchSize: number) => {
      const r = await rig({ mapping: { batchSize } });
      await send(
        r,
        range(20).map((n) => ({ n })),
      );
      await whenIdle([r.start()]);
      return r.batches.map(({ event }) => event.Records.length).toSorted((a, b) => a - b);
    };
    expect(await sizes(10)).toEqual([10, 10]);
    expect(await sizes(7)).toEqual([6, 7, 7]);
  });
});

describe('a standard queue', () => {
  it('only what failed comes again', async () => {
    const r = await rig({ queue: { visibilitySeconds: 1 }, secondMs: 500 });
    await send(
      r,
      range(10).map((n) => ({ n, failures: n % 3 === 0 ? 1 : 0 })),
    );
    await whenIdle([r.start()]);
    const second = begun(r.lines()).filter(({ received }) => received === 2);
    expect(begun(r.lines()).filter(({ received }) => received === 1)).toHaveLength(10);
    expect(second.map(({ n }) => n).toSorted((a, b) => a - b)).toEqual([0, 3, 6, 9]);
    expect(begun(r.lines())).toHaveLength(14);
  });

  it.each([
    ['that throws', { throws: true }],
    ['with an answer that cannot be read', { answer: 'nonsense' }],
    [
      'that names a message which was not there',
      { answer: { batchItemFailures: [{ itemIdentifier: '?' }] } },
    ],
  ])('a function %s has failed its whole batch', async (_, how) => {
    const r = await rig({ queue: { visibilitySeconds: 1, maxReceiveCount: 2 }, secondMs: 300 });
    await send(r, [
      { n: 0, ...how },
      { n: 1, ...how },
    ]);
    await whenIdle([r.start()]);
    expect(await r.sqs.deadLetters(r.queue.name)).toHaveLength(2);
  });

  it('what the mapping does not take is deleted, and the function never sees it', async () => {
    const r = await rig({ mapping: { takes: (body) => body.includes('"n":1') } });
    await send(r, [{ n: 0 }, { n: 1 }, { n: 2 }, { n: 3 }]);
    const mapping = r.start();
    await whenIdle([mapping]);
    expect(begun(r.lines())).toEqual([{ n: 1, received: 1 }]);
    expect(await r.sqs.waiting('intake')).toEqual([]);
    expect(await r.sqs.deadLetters('intake')).toEqual([]);
  });

  it('what is received too often goes to the dead letters, and what is done does not', async () => {
    const r = await rig({ queue: { visibilitySeconds: 1, maxReceiveCount: 3 }, secondMs: 300 });
    await send(r, [{ n: 0, failures: 99 }, { n: 1 }]);
    await whenIdle([r.start()]);
    expect(begun(r.lines()).filter(({ n }) => n === 0)).toEqual(
      [1, 2, 3].map((received) => ({ n: 0, received })),
    );
    expect(await r.sqs.deadLetters(r.queue.name)).toMatchObject([{ body: '{"n":0,"failures":99}' }]);
  });

  it('what a function has no room for comes again, and its receives count', async () => {
    const r = await rig({
      queue: { visibilitySeconds: 1, maxReceiveCount: 1000 },
      secondMs: 500,
      fn: { concurrency: 1 },
      mapping: { batchSize: 1 },
    });
    await send(
      r,
      range(4).map((n) => ({ n, holdMs: 50 })),
    );
    await whenIdle([r.start()]);
    expect(new Set(begun(r.lines()).map(({ n }) => n))).toEqual(new Set(range(4)));
    expect(r.batches.map(({ outcome }) => outcome.kind)).toContain('throttled');
    expect(Math.max(...r.lines().map(({ received }) => received))).toBeGreaterThan(1);
  });

  it('no more invocations run at once than the mapping says', async () => {
    const r = await rig({ mapping: { batchSize: 1, maximumConcurrency: 3 } });
    await send(
      r,
      range(9).map((n) => ({ n, holdMs: 150 })),
    );
    await whenIdle([r.start()]);
    let running = 0;
    const levels = r.lines().map(({ what }) => (running += what === 'begin' ? 1 : -1));
    expect(Math.max(...levels)).toBe(3);
    expect(levels).toHaveLength(18);
  });
});

describe('a FIFO queue', () => {
  it('of 20 groups and 1000 messages: never two invocations of a group, its order kept, failures included', async () => {
    const r = await rig({
      queue: { name: 'lanes.fifo', visibilitySeconds: 2 },
      mapping: { batchSize: 3, maximumConcurrency: 8 },
    });
    await Promise.all(range(8).map(() => r.fn.invoke({ Records: [] })));
    const groups = range(20).map((n) => `group-${n}`);
    const errands = range(50).map((n) => ({ n, failures: n === 20 ? 1 : 0, holdMs: n % 10 === 0 ? 1 : 0 }));
    await Promise.all(groups.map((group) => send(r, errands, group)));
    await whenIdle([r.start()]);

    const expected = errands.flatMap(({ n, failures }) =>
      range(failures + 1).flatMap((at) => ['begin', 'end'].map((what) => ({ what, n, received: at + 1 }))),
    );
    const lines = r.lines();
    for (const group of groups) {
      const seen = lines
        .filter((entry) => entry.group === group)
        .map(({ what, n, received }) => ({ what, n, received }));
      expect(seen).toEqual(expected);
    }
  });

  it('an invocation that outlives the visibility loses its group, and its message comes again', async () => {
    const r = await rig({
      queue: { name: 'lanes.fifo', visibilitySeconds: 1, maxReceiveCount: 2 },
      secondMs: 100,
    });
    // These invocations warm two execution environments, so that the second delivery begins before the first ends.
    const warm = { Records: [] };
    await Promise.all([r.fn.invoke(warm), r.fn.invoke(warm)]);
    await send(r, [{ n: 0, holdMs: 1500 }], 'group');
    await whenIdle([r.start()]);
    expect(r.lines().map(({ what }) => what)).toEqual(['begin', 'begin', 'end', 'end']);
    expect(r.batches.map(({ failed, notDeleted }) => [failed.length, notDeleted.length])).toEqual([
      [0, 1],
      [0, 1],
    ]);
    expect(await r.sqs.deadLetters(r.queue.name)).toHaveLength(1);
  });

  it('a message that fails for good leaves its group for the dead letters, and the group goes on', async () => {
    const r = await rig({
      queue: { name: 'lanes.fifo', visibilitySeconds: 1, maxReceiveCount: 2 },
      secondMs: 300,
    });
    await send(r, [{ n: 0, failures: 99 }, { n: 1 }], 'group');
    await whenIdle([r.start()]);
    expect(begun(r.lines())).toEqual([
      { n: 0, received: 1 },
      { n: 0, received: 2 },
      { n: 1, received: 1 },
    ]);
    expect(await r.sqs.deadLetters(r.queue.name)).toHaveLength(1);
  });
});

describe('idle', () => {
  it('is not what waits in the queue, is in flight, or is invisible', async () => {
    const r = await rig({ queue: { visibilitySeconds: 1 }, secondMs: 400 });
    const trigger = r.start();
    expect(await trigger.isIdle()).toBe(true);
    await send(r, [{ n: 0, failures: 1, holdMs: 50 }]);
    expect(await trigger.isIdle()).toBe(false);
    await whenIdle([trigger]);
    expect(r.lines().map(({ what, received }) => `${what} ${received}`)).toEqual([
      'begin 1',
      'end 1',
      'begin 2',
      'end 2',
    ]);
  });

  it('cannot be said of a queue that is not to be reached', async () => {
    const r = await rig();
    const trigger = r.start();
    await whenIdle([trigger]);
    await r.sqs.stop();
    await expect(whenIdle([trigger])).rejects.toThrow(/broke off|ECONNREFUSED/);
    await expect(trigger.stop()).rejects.toThrow('intake');
    ends.length = 0;
    await r.fn.stop();
  });
});

describe('stop', () => {
  it('waits for what is in flight, and receives nothing more', async () => {
    const r = await rig({ mapping: { batchSize: 1, maximumConcurrency: 1 } });
    await send(r, [{ n: 0, holdMs: 100 }, { n: 1 }]);
    const trigger = r.start();
    await until(() => r.lines().length > 0);
    await trigger.stop();
    expect(r.lines().map(({ what }) => what)).toEqual(['begin', 'end']);
    await whenIdle([r.start()]);
    expect(begun(r.lines())).toEqual([
      { n: 0, received: 1 },
      { n: 1, received: 1 },
    ]);
  });

  it('or kills it: its message was not done, and comes again', async () => {
    const r = await rig({ queue: { visibilitySeconds: 1 }, secondMs: 1000 });
    await send(r, [{ n: 0, holdMs: 400 }]);
    const trigger = r.start();
    await until(() => r.lines().length > 0);
    await trigger.stop({ kill: true });
    expect(r.batches.map(({ outcome }) => outcome.kind)).toEqual(['killed']);
    await whenIdle([r.start()]);
    expect(r.lines().map(({ what, received }) => `${what} ${received}`)).toEqual([
      'begin 1',
      'begin 2',
      'end 2',
    ]);
  });
});

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 2));
}
