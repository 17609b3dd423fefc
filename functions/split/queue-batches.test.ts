// SQS may answer HTTP 200 and accept only some messages of a batch request. This server does so, and counts.

import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { setImmediate } from 'node:timers/promises';

import { SQSClient } from '@aws-sdk/client-sqs';
import * as v from 'valibot';
import { afterEach, describe, expect, it } from 'vitest';

import { createQueue, type QueuedMessage } from '../../shared/aws/queue.ts';
import { aPlan } from '../../test/plan.ts';
import { queueBatches } from './queue-batches.ts';

const request = v.object({
  Entries: v.array(v.object({ Id: v.string(), MessageBody: v.string(), MessageDeduplicationId: v.string() })),
});

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

/** A server for SQS that refuses the message of a batch `refusals(batch)` times. */
async function fickleSqs(refusals: (batch: number) => number) {
  const taken: number[] = [];
  const refused = new Map<number, number>();
  const answer = (body: string) => {
    const [successful, failed] = [[] as object[], [] as object[]];
    for (const { Id, MessageBody } of v.parse(request, JSON.parse(body)).Entries) {
      const { batch } = JSON.parse(MessageBody);
      const times = refused.get(batch) ?? 0;
      if (times < refusals(batch)) {
        refused.set(batch, times + 1);
        failed.push({ Id, Code: 'InternalError', SenderFault: false });
      } else {
        taken.push(batch);
        successful.push({
          Id,
          MessageId: Id,
          MD5OfMessageBody: createHash('md5').update(MessageBody).digest('hex'),
        });
      }
    }
    return JSON.stringify({ Successful: successful, Failed: failed });
  };
  const server = createServer((incoming, response) => {
    void text(incoming).then((body) =>
      response.writeHead(200, { 'content-type': 'application/x-amz-json-1.0' }).end(answer(body)),
    );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  closing.push(async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  });
  const address = server.address();
  const endpoint = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  return {
    taken,
    sqs: new SQSClient({ endpoint, region: 'us-east-1', credentials }),
    url: `${endpoint}/000000000000/lanes.fifo`,
  };
}

/** A clock whose pauses take no time. */
const noWait = { now: () => 0, sleep: () => Promise.resolve() };

describe('messages that SQS does not take', () => {
  it('are sent again, and only they: each batch is queued once', async () => {
    const { sqs, url, taken } = await fickleSqs((batch) => (batch % 3 === 0 ? 2 : 0));
    await queueBatches({ lanes: createQueue(sqs, url), clock: noWait }, aPlan({ batches: 25 }));
    expect(taken.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 25 }, (_, index) => index));
  });

  it('again and again are an error: the job is not called sent', async () => {
    const { sqs, url } = await fickleSqs((batch) => (batch === 1 ? Infinity : 0));
    const queueing = { lanes: createQueue(sqs, url), clock: noWait };
    await expect(queueBatches(queueing, aPlan({ batches: 2 }))).rejects.toThrow(
      'SQS refused 1 messages 8 times',
    );
  });
});

/** A queue that answers each request when the test says so. */
function slowQueue() {
  const requests: { readonly batches: readonly number[]; end(): void; fail(): void }[] = [];
  const send = (messages: readonly QueuedMessage[]) => {
    const { promise, resolve, reject } = Promise.withResolvers<readonly QueuedMessage[]>();
    const batches = messages.map(({ body }) => Number(JSON.parse(body).batch));
    requests.push({
      batches,
      end: () => resolve([]),
      fail: () => reject(new Error('the network went away')),
    });
    return promise;
  };
  return { requests, lanes: { send } };
}

describe('requests to SQS', () => {
  it('go out several at once, and the last message of each lane only when all others are on the queue', async () => {
    const { requests, lanes } = slowQueue();
    const queued = queueBatches({ lanes, clock: noWait }, aPlan({ batches: 95 }));
    await setImmediate();
    expect(requests.map(({ batches }) => batches[0])).toEqual([0, 10, 20, 30]);
    // The first of them takes the longest.
    for (let answered = 1; answered < 8; answered += 1) {
      requests[answered]?.end();
      await setImmediate();
    }
    expect(requests.map(({ batches }) => [batches[0], batches.length])).toEqual([
      ...[0, 10, 20, 30, 40, 50, 60].map((first) => [first, 10]),
      [70, 5],
    ]);
    requests[0]?.end();
    await setImmediate();
    expect(requests.at(-1)?.batches).toEqual([75, 76, 77, 78, 79, 80, 81, 82, 83, 84]);
    requests[8]?.end();
    await setImmediate();
    expect(requests.at(-1)?.batches).toEqual([85, 86, 87, 88, 89, 90, 91, 92, 93, 94]);
    requests[9]?.end();
    await queued;
  });

  it('go out no more once one has failed, and none is on the way when that is told', async () => {
    const { requests, lanes } = slowQueue();
    let told: unknown;
    const queued = queueBatches({ lanes, clock: noWait }, aPlan({ batches: 95 })).catch(
      (error: unknown) => (told = error),
    );
    await setImmediate();
    requests[1]?.fail();
    for (const other of [0, 2, 3]) {
      await setImmediate();
      expect(told).toBeUndefined();
      requests[other]?.end();
    }
    await queued;
    expect(told).toMatchObject({ message: 'the network went away' });
    expect(requests).toHaveLength(4);
  });
});
