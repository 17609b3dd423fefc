// SQS may answer HTTP 200 and accept only some messages of a batch request. This server does so, and counts.

import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';

import { SQSClient } from '@aws-sdk/client-sqs';
import * as v from 'valibot';
import { afterEach, describe, expect, it } from 'vitest';

import { createQueue } from '../../shared/aws/queue.ts';
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
