// Behaviour of SQS through the AWS SDK, whether fauxqs (the server) or one of our hooks provides it.

import { setTimeout as pause } from 'node:timers/promises';
import {
  ChangeMessageVisibilityBatchCommand,
  ChangeMessageVisibilityCommand,
  DeleteMessageBatchCommand,
  DeleteMessageCommand,
  GetQueueUrlCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
} from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { startSqs, type Queue, type Sqs } from '../start.ts';

/** Milliseconds that one second of visibility lasts here. */
const secondMs = 50;
const queues = [
  { name: 'intake', visibilitySeconds: 1, maxReceiveCount: 3 },
  { name: 'lanes.fifo', visibilitySeconds: 1, maxReceiveCount: 2 },
  { name: 'exports.fifo', visibilitySeconds: 1, maxReceiveCount: 2, contentBasedDeduplication: true },
  { name: 'calm.fifo', visibilitySeconds: 43_200, maxReceiveCount: 2 },
];

let sqs: Sqs;
beforeAll(async () => {
  sqs = await startSqs({ queues, secondMs });
});
afterAll(() => sqs.stop());

let group = 0;
beforeEach(() => {
  group += 1;
});

let sent = 0;
function send(name: string, body: string, ids: { group?: string; deduplication?: string } = {}) {
  sent += 1;
  const { group: inGroup = `group-${group}`, deduplication = `id-${sent}` } = ids;
  const fifo = name === 'calm.fifo' || name === 'lanes.fifo';
  return sqs.client.send(
    new SendMessageCommand({
      QueueUrl: sqs.queue(name).url,
      MessageBody: body,
      ...(name.endsWith('.fifo') ? { MessageGroupId: inGroup } : {}),
      ...(fifo ? { MessageDeduplicationId: deduplication } : {}),
    }),
  );
}

/** Visibility of a message that must stay in flight on any machine: 1000 seconds, which last 50 s here. */
const long = { visibility: 1000 };

async function receive(
  { url }: Queue,
  { wait = 1, visibility }: { wait?: number; visibility?: number } = {},
) {
  const { Messages = [] } = await sqs.client.send(
    new ReceiveMessageCommand({
      QueueUrl: url,
      MaxNumberOfMessages: 10,
      VisibilityTimeout: visibility,
      WaitTimeSeconds: wait,
      MessageSystemAttributeNames: ['All'],
    }),
  );
  return Messages.map(({ Body: body = '', ReceiptHandle: handle = '', Attributes: attributes = {} }) => ({
    body,
    handle,
    attributes,
  }));
}

const remove = ({ url }: Queue, handle: string) =>
  sqs.client.send(new DeleteMessageCommand({ QueueUrl: url, ReceiptHandle: handle }));

async function drain(queue: Queue): Promise<string[]> {
  const bodies: string[] = [];
  for (
    let some = await receive(queue, { ...long, wait: 0 });
    some.length > 0;
    some = await receive(queue, { ...long, wait: 0 })
  ) {
    for (const { body, handle } of some) {
      bodies.push(body);
      await remove(queue, handle);
    }
  }
  return bodies;
}

/** The two handles of a message that was received again when its visibility had ended. The first has expired. */
async function withExpiredHandle(queue: Queue) {
  await send(queue.name, 'slow');
  const [first] = await receive(queue);
  const [second] = await receive(queue, long);
  expect(second?.body).toBe(first?.body);
  return { expired: first?.handle ?? '', valid: second?.handle ?? '' };
}

describe('queue URLs', () => {
  it('hold an address, so that the SDK finds the server whatever the endpoint of its client', async () => {
    const { QueueUrl } = await sqs.client.send(new GetQueueUrlCommand({ QueueName: 'lanes.fifo' }));
    expect(QueueUrl).toBe(sqs.queue('lanes.fifo').url);
    expect(QueueUrl).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/000000000000\/lanes\.fifo$/);
  });
});

describe('message bodies', () => {
  const bodies = ['plain', '😀', 'año 元 😀 and\ttabs\r\n', '\u{10FFFF}', '\u{E000}\u{FFFD}'];

  it.each(bodies)('%j comes out as it went in', async (body) => {
    await send('intake', body);
    expect(await drain(sqs.queue('intake'))).toEqual([body]);
  });

  it('of a batch as well', async () => {
    const Entries = bodies.map((MessageBody, n) => ({ Id: String(n), MessageBody }));
    const url = sqs.queue('intake').url;
    const { Successful } = await sqs.client.send(new SendMessageBatchCommand({ QueueUrl: url, Entries }));
    expect(Successful).toHaveLength(bodies.length);
    expect(await drain(sqs.queue('intake'))).toEqual(bodies);
  });

  it.each(['\u0000', 'a\u0008', '\uFFFE', '\uFFFF', '😀\u0000'])(
    '%j is refused: SQS does not carry it',
    async (body) => {
      await expect(send('intake', body)).rejects.toThrow('Invalid characters');
    },
  );

  it('of 1 MiB are taken, one byte more is refused', async () => {
    const mib = 1024 * 1024;
    await send('intake', '😀'.repeat(mib / 4));
    expect((await drain(sqs.queue('intake')))[0]).toHaveLength(mib / 2);
    await expect(send('intake', 'x'.repeat(mib + 1))).rejects.toThrow('shorter than 1048576 bytes');
    await expect(send('intake', `${'😀'.repeat(mib / 4)}x`)).rejects.toThrow('shorter than 1048576 bytes');
  });

  it('that together pass 1 MiB are refused as a batch', async () => {
    const MessageBody = 'x'.repeat(600 * 1024);
    const Entries = ['a', 'b'].map((Id) => ({ Id, MessageBody }));
    await expect(
      sqs.client.send(new SendMessageBatchCommand({ QueueUrl: sqs.queue('intake').url, Entries })),
    ).rejects.toThrow('longer than 1048576 bytes');
  });
});

describe('group and deduplication ids', () => {
  const bad = ['', 'with space', 'ü', '元', 'tab\t', 'x'.repeat(129)];

  it.each(bad.slice(1).flatMap((id) => [{ group: id }, { deduplication: id }]))(
    'are 1 to 128 letters, digits and punctuation: %j is refused',
    async (ids) => {
      await expect(send('calm.fifo', 'x', ids)).rejects.toThrow('1 to 128 in length');
    },
  );

  it('all punctuation, and 128 characters, are taken', async () => {
    await send('calm.fifo', 'x', {
      group: '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~',
      deduplication: 'x'.repeat(128),
    });
    expect(await drain(sqs.queue('calm.fifo'))).toEqual(['x']);
  });

  it('a bad one fails its entry of a batch, not the others', async () => {
    const url = sqs.queue('calm.fifo').url;
    const Entries = ['good', 'not good'].map((id, n) => ({
      Id: String(n),
      MessageBody: id,
      MessageGroupId: `batch-${group}`,
      MessageDeduplicationId: id,
    }));
    const answer = await sqs.client.send(new SendMessageBatchCommand({ QueueUrl: url, Entries }));
    expect(answer.Successful?.map(({ Id }) => Id)).toEqual(['0']);
    expect(answer.Failed).toMatchObject([{ Id: '1', SenderFault: true, Code: 'InvalidParameterValue' }]);
    expect(await drain(sqs.queue('calm.fifo'))).toEqual(['good']);
  });

  it('all bad ones fail all', async () => {
    const url = sqs.queue('calm.fifo').url;
    const entry = { Id: '0', MessageBody: 'x', MessageGroupId: 'not good', MessageDeduplicationId: 'x' };
    const answer = await sqs.client.send(new SendMessageBatchCommand({ QueueUrl: url, Entries: [entry] }));
    expect(answer.Failed).toHaveLength(1);
    expect(await drain(sqs.queue('calm.fifo'))).toEqual([]);
  });
});

describe('deduplication', () => {
  it('a deduplication id that was there before is taken and not queued', async () => {
    const first = await send('calm.fifo', 'once', { deduplication: 'same' });
    const again = await send('calm.fifo', 'once', { deduplication: 'same' });
    expect(again.MessageId).toBe(first.MessageId);
    expect(await drain(sqs.queue('calm.fifo'))).toEqual(['once']);
  });

  it.each(['plain', 'with 😀'])('by content: %s', async (body) => {
    await send('exports.fifo', body);
    await send('exports.fifo', body);
    await send('exports.fifo', `${body}!`);
    expect(await drain(sqs.queue('exports.fifo'))).toEqual([body, `${body}!`]);
  });
});

describe('a message group', () => {
  it('hands out nothing while a message of it is in flight, and then goes on in order', async () => {
    const queue = sqs.queue('calm.fifo');
    for (const body of ['1', '2', '3']) await send(queue.name, body, { group: 'a' });
    await send(queue.name, 'other', { group: 'b' });
    const inFlight = await receive(queue);
    expect(inFlight.map(({ body }) => body)).toEqual(['1', 'other']);
    expect(await receive(queue, { ...long, wait: 0 })).toEqual([]);
    for (const { handle } of inFlight) await remove(queue, handle);
    expect(await drain(queue)).toEqual(['2', '3']);
  });

  it('keeps its order when a message comes back', async () => {
    const queue = sqs.queue('lanes.fifo');
    for (const body of ['1', '2', '3']) await send(queue.name, body);
    await receive(queue);
    const [again] = await receive(queue, long);
    expect(again).toMatchObject({ body: '1', attributes: { ApproximateReceiveCount: '2' } });
    await remove(queue, again?.handle ?? '');
    expect(await drain(queue)).toEqual(['2', '3']);
  });
});

describe('a receipt handle of a FIFO message that has expired', () => {
  it('deletes nothing', async () => {
    const queue = sqs.queue('lanes.fifo');
    const { expired, valid } = await withExpiredHandle(queue);
    await expect(remove(queue, expired)).rejects.toThrow('The receipt handle has expired.');
    await remove(queue, valid);
    expect(await drain(queue)).toEqual([]);
    expect(await sqs.deadLetters(queue.name)).toEqual([]);
  });

  it('does not change the visibility', async () => {
    const queue = sqs.queue('lanes.fifo');
    const { expired, valid } = await withExpiredHandle(queue);
    const change = new ChangeMessageVisibilityCommand({
      QueueUrl: queue.url,
      ReceiptHandle: expired,
      VisibilityTimeout: 100,
    });
    await expect(sqs.client.send(change)).rejects.toThrow('The receipt handle has expired.');
    await remove(queue, valid);
  });

  it('fails its entry of a batch, not the others', async () => {
    const queue = sqs.queue('lanes.fifo');
    const { expired, valid } = await withExpiredHandle(queue);
    const Entries = [
      { Id: 'expired', ReceiptHandle: expired, VisibilityTimeout: 100 },
      { Id: 'valid', ReceiptHandle: valid, VisibilityTimeout: 100 },
    ];
    for (const command of [
      new ChangeMessageVisibilityBatchCommand({ QueueUrl: queue.url, Entries }),
      new DeleteMessageBatchCommand({ QueueUrl: queue.url, Entries }),
    ]) {
      const { Successful, Failed } = await sqs.client.send(command);
      expect(Successful).toMatchObject([{ Id: 'valid' }]);
      expect(Failed).toMatchObject([{ Id: 'expired', Code: 'ReceiptHandleIsInvalid', SenderFault: true }]);
    }
    expect(await drain(queue)).toEqual([]);
  });

  it('but one whose visibility was extended in time is good', async () => {
    const queue = sqs.queue('lanes.fifo');
    await send(queue.name, 'longer');
    const [message] = await receive(queue, { visibility: 6 });
    await sqs.client.send(
      new ChangeMessageVisibilityCommand({
        QueueUrl: queue.url,
        ReceiptHandle: message?.handle,
        VisibilityTimeout: 1000,
      }),
    );
    // The receive waits longer than the first visibility of the message lasts, and nothing comes.
    expect(await receive(queue, { wait: 0.4 })).toEqual([]);
    await remove(queue, message?.handle ?? '');
    expect(await drain(queue)).toEqual([]);
  });

  it('of a standard queue still deletes, as nobody has received the message again', async () => {
    const queue = sqs.queue('intake');
    await send(queue.name, 'x');
    const [message] = await receive(queue);
    // The visibility has ended, but no receive took the message, so the handle is still the newest.
    await pause(2 * secondMs);
    await remove(queue, message?.handle ?? '');
    expect(await receive(queue, { wait: 0.1 })).toEqual([]);
  });
});

describe('visibility', () => {
  it('of zero gives the message back at once, whatever its queue says', async () => {
    const queue = sqs.queue('calm.fifo');
    await send(queue.name, 'back');
    const [message] = await receive(queue);
    await sqs.client.send(
      new ChangeMessageVisibilityCommand({
        QueueUrl: queue.url,
        ReceiptHandle: message?.handle,
        VisibilityTimeout: 0,
      }),
    );
    expect(await drain(queue)).toEqual(['back']);
    await expect(remove(queue, message?.handle ?? '')).rejects.toThrow('expired');
  });

  it('of more than twelve hours is refused', async () => {
    const queue = sqs.queue('calm.fifo');
    await send(queue.name, 'x');
    const [message] = await receive(queue);
    await expect(
      sqs.client.send(
        new ChangeMessageVisibilityCommand({
          QueueUrl: queue.url,
          ReceiptHandle: message?.handle,
          VisibilityTimeout: 43_201,
        }),
      ),
    ).rejects.toThrow('43200');
    await remove(queue, message?.handle ?? '');
  });
});

describe('dead letters', () => {
  it('hold what was received too often, as it was sent', async () => {
    const queue = sqs.queue('intake');
    await send(queue.name, 'poison 😀');
    for (const time of ['1', '2', '3']) {
      const [message] = await receive(queue);
      expect(message?.attributes['ApproximateReceiveCount']).toBe(time);
    }
    expect(await receive(queue, { wait: 0.1 })).toEqual([]);
    expect(await sqs.deadLetters('intake')).toMatchObject([{ body: 'poison 😀' }]);
  });

  it('of a FIFO queue keep their group, which goes on', async () => {
    const queue = sqs.queue('lanes.fifo');
    await send(queue.name, 'poison', { group: 'g' });
    await send(queue.name, 'next', { group: 'g' });
    await receive(queue);
    await receive(queue);
    expect((await receive(queue)).map(({ body }) => body)).toEqual(['next']);
    expect(await sqs.deadLetters(queue.name)).toMatchObject([{ body: 'poison', messageGroupId: 'g' }]);
    await drain(queue);
  });
});
