// A server with an access key: a request that does not show it can neither send, receive nor list messages.

import { ReceiveMessageCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { startSqs, type Sqs } from '../start.ts';

const accessKeyId = 'f00dfeedf00dfeedf00dfeed';
const actions: string[] = [];
let sqs: Sqs;
beforeAll(async () => {
  sqs = await startSqs({
    queues: [{ name: 'intake', visibilitySeconds: 30, maxReceiveCount: 3 }],
    accessKeyId,
    onRequest: async ({ action }) => void actions.push(action),
  });
  await sqs.client.send(new SendMessageCommand({ QueueUrl: sqs.queue('intake').url, MessageBody: 'pay' }));
});
afterAll(() => sqs.stop());
beforeEach(() => void actions.splice(0));

const bodies = async () => (await sqs.waiting('intake')).map(({ body }) => body);

/** Sends a request as an SDK does, but without an Authorization header unless `headers` has one. */
const request = (action: string, body: object, headers: Record<string, string> = {}) =>
  fetch(sqs.endpoint, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': `AmazonSQS.${action}`,
      ...headers,
    },
    body: JSON.stringify({ QueueUrl: sqs.queue('intake').url, ...body }),
  });

describe('without a key', () => {
  it.each([
    ['SendMessage', { MessageBody: 'pay me' }],
    ['ReceiveMessage', {}],
    ['PurgeQueue', {}],
    ['DeleteQueue', {}],
    ['ListQueues', {}],
    ['NoSuchAction', {}],
  ])('%s is a 403 and nothing else', async (action, body) => {
    const answer = await request(action, body);
    expect(answer.status).toBe(403);
    expect(answer.headers.get('x-amzn-query-error')).toBe('MissingAuthenticationToken;Sender');
    expect(await answer.text()).not.toContain('intake');
    expect([actions, await bodies()]).toEqual([[], ['pay']]);
  });

  it.each([
    ['GET', '/_fauxqs/queues'],
    ['GET', '/_fauxqs/queues/intake'],
    ['GET', '/health'],
    ['GET', '/'],
    ['PUT', '/bucket'],
    ['GET', '/no/such/route/at/all'],
    ['OPTIONS', '/'],
  ])('%s %s is a 403, whether or not it is a way in', async (method, path) => {
    const answer = await fetch(`${sqs.endpoint}${path}`, { method });
    expect(answer.status).toBe(403);
    expect(await answer.text()).not.toContain('pay');
  });

  it('a call of another service is a 403', async () => {
    const body = new URLSearchParams({ Action: 'GetCallerIdentity' });
    expect((await fetch(sqs.endpoint, { method: 'POST', body })).status).toBe(403);
  });
});

describe('with a key', () => {
  it('that is not the one of this server, a client is told that its token is not valid', async () => {
    const credentials = { accessKeyId: `${accessKeyId}0`, secretAccessKey: 'local' };
    const stranger = new SQSClient({ endpoint: sqs.endpoint, region: 'us-east-1', credentials });
    const QueueUrl = sqs.queue('intake').url;
    const invalid = { name: 'InvalidClientTokenId', $metadata: { httpStatusCode: 403 } };
    const send = new SendMessageCommand({ QueueUrl, MessageBody: 'pay me' });
    await expect(stranger.send(send)).rejects.toMatchObject(invalid);
    await expect(stranger.send(new ReceiveMessageCommand({ QueueUrl }))).rejects.toMatchObject(invalid);
    stranger.destroy();
    expect([actions, await bodies()]).toEqual([[], ['pay']]);
  });

  it('of the server, a request is taken', async () => {
    const authorization = `AWS4-HMAC-SHA256 Credential=${accessKeyId}/20261120/us-east-1/sqs/aws4_request, SignedHeaders=host, Signature=0`;
    expect((await request('GetQueueAttributes', {}, { authorization })).status).toBe(200);
    expect((await request('GetQueueAttributes', {}, { authorization: `Bearer ${accessKeyId}` })).status).toBe(
      403,
    );
  });

  it('its owner looks into the queues and their dead letters', async () => {
    expect(await bodies()).toEqual(['pay']);
    expect(await sqs.deadLetters('intake')).toEqual([]);
  });
});
