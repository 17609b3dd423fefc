// A server with an access key: a request that does not show it reads nothing and changes nothing.

import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { GetObjectCommand, ListBucketsCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { rawRequest, type RawRequest } from './raw-http.ts';
import { clientOf, refused, startLocal, type LocalUnderTest } from './s3-under-test.ts';

const Bucket = 'inbox';
const accessKeyId = 'f00dfeedf00dfeedf00dfeed';
const told: string[] = [];
let local: LocalUnderTest;

beforeEach(async () => {
  told.length = 0;
  local = await startLocal({
    buckets: [{ name: Bucket }],
    accessKeyId,
    intercept: ({ operation }) => {
      told.push(operation);
      return 'pass';
    },
    onObjectCreated: ({ key }) => void told.push(key),
  });
  await local.client.send(new PutObjectCommand({ Bucket, Key: 'pay.csv', Body: 'names and amounts' }));
  told.length = 0;
});
afterEach(() => local[Symbol.asyncDispose]());

const send = (request: RawRequest) => rawRequest(local.s3.endpoint, request);
const filesIn = (folder: string) => readdir(join(local.dir, Bucket, folder));

describe('without a key', () => {
  it.each([
    ['GET', '/'],
    ['GET', '/inbox?list-type=2'],
    ['GET', '/inbox/pay.csv'],
    ['HEAD', '/inbox/pay.csv'],
    ['PUT', '/inbox/more.csv'],
    ['PUT', '/inbox/pay.csv'],
    ['DELETE', '/inbox/pay.csv'],
    ['POST', '/inbox/pay.csv?uploads'],
    ['POST', '/inbox?delete'],
    ['OPTIONS', '/inbox/pay.csv'],
    ['GET', '/nowhere/at/all'],
    ['GET', '/%ff'],
  ])('%s %s is a 403 and nothing else', async (method, path) => {
    const body = 'unique_id,user_id\n';
    const answer = await send({ method, path, body, headers: { 'content-length': String(body.length) } });
    expect(answer.status).toBe(403);
    if (method !== 'HEAD') expect(answer.text).toContain('<Code>AccessDenied</Code>');
    expect(answer.text).not.toContain('pay.csv</Key>');
    expect([told, await filesIn('drafts'), await filesIn('uploads')]).toEqual([[], [], []]);
    expect(await filesIn('objects')).toHaveLength(1);
  });

  it('a body is refused before it has come', async () => {
    const headers = { 'content-length': '1000000' };
    const answer = await send({ method: 'PUT', path: '/inbox/k', headers, body: 'the first bytes' });
    expect(answer.status).toBe(403);
  });
});

describe('with a key', () => {
  it('that is not the one of this server, a client is told that there is no such key', async () => {
    const stranger = clientOf(local.s3.endpoint);
    const put = new PutObjectCommand({ Bucket, Key: 'more.csv', Body: 'x' });
    await expect(stranger.send(put)).rejects.toMatchObject(refused(403, 'InvalidAccessKeyId'));
    const list = new ListBucketsCommand({});
    await expect(stranger.send(list)).rejects.toMatchObject(refused(403, 'InvalidAccessKeyId'));
    expect([told, await filesIn('drafts')]).toEqual([[], []]);
  });

  const signed = (credential: string) => ({
    authorization: `AWS4-HMAC-SHA256 Credential=${credential}, SignedHeaders=host, Signature=0`,
  });

  it.each([
    ['shortened', `${accessKeyId.slice(0, -1)}/20261120/us-east-1/s3/aws4_request`],
    ['with more behind it', `${accessKeyId}0/20261120/us-east-1/s3/aws4_request`],
    ['in capitals', `${accessKeyId.toUpperCase()}/20261120/us-east-1/s3/aws4_request`],
    ['empty', '/20261120/us-east-1/s3/aws4_request'],
    ['that stands where the date does', `x/${accessKeyId}/us-east-1/s3/aws4_request`],
  ])('%s there is no object', async (_, credential) => {
    const headers = signed(credential);
    expect((await send({ method: 'GET', path: '/inbox/pay.csv', headers })).status).toBe(403);
    const path = `/inbox/pay.csv?X-Amz-Credential=${encodeURIComponent(credential)}`;
    expect((await send({ method: 'GET', path })).status).toBe(403);
  });

  it.each([
    ['Basic', `Basic ${Buffer.from(`${accessKeyId}:x`).toString('base64')}`],
    ['Bearer', `Bearer ${accessKeyId}`],
    ['the older signature', `AWS ${accessKeyId}:signature`],
  ])('shown in another way than its signature, %s, it is not seen', async (_, authorization) => {
    const answer = await send({ method: 'GET', path: '/inbox/pay.csv', headers: { authorization } });
    expect(answer).toMatchObject({ status: 403, text: expect.stringContaining('AccessDenied') });
  });

  it('of the server, header or signed URL open it', async () => {
    const credential = `${accessKeyId}/20261120/us-east-1/s3/aws4_request`;
    const path = '/inbox/pay.csv';
    const byHeader = await send({ method: 'GET', path, headers: signed(credential) });
    const byUrl = await send({
      method: 'GET',
      path: `${path}?X-Amz-Credential=${encodeURIComponent(credential)}`,
    });
    for (const answer of [byHeader, byUrl])
      expect(answer).toMatchObject({ status: 200, text: expect.stringContaining('names and amounts') });
    // If header and query both have a credential, the header counts.
    const other = await send({
      method: 'GET',
      path: `${path}?X-Amz-Credential=${encodeURIComponent(credential)}`,
      headers: signed('other/20261120/us-east-1/s3/aws4_request'),
    });
    expect(other.status).toBe(403);
  });
});

it('a server that was given no key takes any', async () => {
  await using open = await startLocal({ buckets: [{ name: Bucket }] });
  await open.client.send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'x' }));
  const { Body } = await clientOf(open.s3.endpoint).send(new GetObjectCommand({ Bucket, Key: 'k' }));
  expect(await Body?.transformToString()).toBe('x');
});
