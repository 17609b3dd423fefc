// Requests that no SDK sends: framing, lengths, addresses, and operations that are not implemented.

import { PutObjectCommand, GetObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { rawRequest, type RawRequest } from './raw-http.ts';
import { startLocal, type LocalUnderTest } from './s3-under-test.ts';

let local: LocalUnderTest;
beforeAll(async () => {
  local = await startLocal({ buckets: [{ name: 'plain' }] });
});
afterAll(() => local[Symbol.asyncDispose]());

const send = (request: RawRequest) => rawRequest(local.s3.endpoint, request);
const length = (body: string) => ({ 'content-length': String(Buffer.byteLength(body)) });
const put = (path: string, body: string, headers: Record<string, string> = {}) =>
  send({ method: 'PUT', path, body, headers: { ...length(body), ...headers } });

async function contentOf(Key: string): Promise<string | undefined> {
  const { Body } = await local.client.send(new GetObjectCommand({ Bucket: 'plain', Key }));
  return Body?.transformToString();
}

const signature = `chunk-signature=${'0'.repeat(64)}`;

describe('a framed body', () => {
  const large = 'x'.repeat(8192);
  const framed = (sizeBytes: number, more: Record<string, string> = {}) => ({
    'content-encoding': 'aws-chunked',
    'x-amz-content-sha256': 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD',
    'x-amz-decoded-content-length': String(sizeBytes),
    ...more,
  });

  it('with signed chunks is stored without its frame', async () => {
    const body = `2000;${signature}\r\n${large}\r\n3;${signature}\r\nend\r\n0;${signature}\r\n\r\n`;
    expect(await put('/plain/signed', body, framed(8195))).toMatchObject({ status: 200 });
    expect(await contentOf('signed')).toBe(`${large}end`);
  });

  it('with a signed trailer is held against its checksum', async () => {
    const trailer = framed(9, {
      'x-amz-content-sha256': 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER',
      'x-amz-trailer': 'x-amz-checksum-crc32',
    });
    const bodyWith = (sum: string) =>
      `9;${signature}\r\n123456789\r\n0;${signature}\r\nx-amz-checksum-crc32:${sum}\r\nx-amz-trailer-signature:0\r\n\r\n`;
    expect(await put('/plain/trailer', bodyWith('y/Q5Jg=='), trailer)).toMatchObject({ status: 200 });
    const damaged = await put('/plain/damaged', bodyWith('AAAAAA=='), trailer);
    expect(damaged).toMatchObject({ status: 400, text: expect.stringContaining('<Code>BadDigest</Code>') });
    expect((await send({ method: 'GET', path: '/plain/damaged' })).status).toBe(404);
  });

  it.each([
    [
      'without the promised trailer',
      9,
      '9\r\n123456789\r\n0\r\n\r\n',
      { 'x-amz-trailer': 'x-amz-checksum-crc32' },
      'MalformedTrailerError',
    ],
    ['shorter than declared', 10, '9\r\n123456789\r\n0\r\n\r\n', {}, 'IncompleteBody'],
    ['longer than declared', 8, '9\r\n123456789\r\n0\r\n\r\n', {}, 'IncompleteBody'],
    ['that ends in a chunk', 9, '9\r\n12345', {}, 'IncompleteBody'],
    ['that ends before the last chunk', 9, '9\r\n123456789\r\n', {}, 'IncompleteBody'],
    ['without frames', 9, '123456789', {}, 'IncompleteBody'],
    ['with a chunk size that is no number', 9, 'zz\r\n123456789\r\n0\r\n\r\n', {}, 'IncompleteBody'],
    [
      'with a small chunk in the middle',
      9,
      '4\r\n1234\r\n5\r\n56789\r\n0\r\n\r\n',
      {},
      'InvalidChunkSizeError',
    ],
    [
      'with a checksum nobody here knows',
      9,
      '9\r\n123456789\r\n0\r\n\r\n',
      { 'x-amz-trailer': 'x-amz-checksum-crc64nvme' },
      'NotImplemented',
    ],
  ])('%s leaves no object', async (_, sizeBytes, body, more, code) => {
    const answer = await put('/plain/none', body, framed(sizeBytes, more));
    expect(answer.text).toContain(`<Code>${code}</Code>`);
    expect((await send({ method: 'GET', path: '/plain/none' })).status).toBe(404);
  });
});

describe('a body', () => {
  it('of which the client sends only a part leaves no object', async () => {
    const headers = { 'content-length': '100' };
    await send({ method: 'PUT', path: '/plain/half', headers, body: 'x'.repeat(50), goesAway: true });
    expect((await send({ method: 'GET', path: '/plain/half' })).status).toBe(404);
  });

  it('without a length is refused', async () => {
    const headers = { 'transfer-encoding': 'chunked' };
    const answer = await send({ method: 'PUT', path: '/plain/k', headers, body: '1\r\nx\r\n0\r\n\r\n' });
    expect(answer).toMatchObject({ status: 411, text: expect.stringContaining('MissingContentLength') });
  });

  it('of more than 5 GiB is refused before it is sent', async () => {
    const headers = { 'content-length': String(5 * 1024 ** 3 + 1) };
    const answer = await send({ method: 'PUT', path: '/plain/k', headers });
    expect(answer).toMatchObject({
      status: 400,
      text: expect.stringContaining('<Code>EntityTooLarge</Code>'),
    });
  });

  it('that is not the one that was signed is refused', async () => {
    const answer = await put('/plain/k', 'body', { 'x-amz-content-sha256': '0'.repeat(64) });
    expect(answer).toMatchObject({ status: 400, text: expect.stringContaining('XAmzContentSHA256Mismatch') });
  });

  it.each([
    ['before it is read', { 'if-none-match': 'no-star' }, 501],
    [
      'in the middle',
      { 'x-amz-content-sha256': 'STREAMING-UNSIGNED-PAYLOAD-TRAILER', 'x-amz-decoded-content-length': '9' },
      400,
    ],
  ])('that is refused %s leaves the connection to the next request', async (_, more, status) => {
    // The body is no frame, and most of it is still to come when the server refuses it.
    const body = `no frame\r\n${'x'.repeat(2_000_000)}`;
    const next = 'PUT /plain/next HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 4\r\n\r\nnext';
    const headers = { connection: 'keep-alive', ...length(body), ...more };
    const answer = await send({ method: 'PUT', path: '/plain/first', headers, body: body + next });
    expect(answer.text.match(/HTTP\/1.1 \d+/g)).toEqual([`HTTP/1.1 ${status}`, 'HTTP/1.1 200']);
    expect(await contentOf('next')).toBe('next');
  });
});

describe('an address', () => {
  it.each(['/plain/../../../../tmp/x', '/plain/%2e%2e/%2e%2e/x', '/plain//etc/passwd', '/plain/a/./b'])(
    '%s is a key and no path',
    async (path) => {
      expect(await put(path, path)).toMatchObject({ status: 200 });
      expect(await contentOf(decodeURIComponent(path.slice('/plain/'.length)))).toBe(path);
    },
  );

  it.each(['/../plain/k', '/plain%2Fk%00/../x', '/nowhere/k'])(
    '%s leads to no other bucket',
    async (path) => {
      const answer = await send({ method: 'GET', path });
      expect(answer.status).toBe(404);
    },
  );

  it('that is not UTF-8 is refused', async () => {
    const answer = await put('/plain/%ff', 'x');
    expect(answer).toMatchObject({ status: 400, text: expect.stringContaining('<Code>InvalidURI</Code>') });
  });
});

describe('what this server does not do', () => {
  it.each([
    ['GET', '/plain?acl', {}],
    ['GET', '/plain?location', {}],
    ['GET', '/plain?policy', {}],
    ['GET', '/plain', {}],
    ['GET', '/plain?list-type=2&fetch-owner=true', {}],
    ['PUT', '/new-bucket', {}],
    ['DELETE', '/plain', {}],
    ['PUT', '/plain/k?tagging', {}],
    ['PUT', '/plain/k?acl', {}],
    ['GET', '/plain/k?uploadId=1', {}],
    ['GET', '/plain/k?partNumber=1', {}],
    ['POST', '/plain/k?restore', {}],
    ['POST', '/plain/k', {}],
    ['PUT', '/plain/k', { 'x-amz-storage-class': 'GLACIER' }],
    ['PUT', '/plain/k', { 'x-amz-tagging': 'a=b' }],
    ['PUT', '/plain/k', { 'x-amz-object-lock-mode': 'GOVERNANCE' }],
    ['PUT', '/plain/k', { 'x-amz-acl': 'public-read' }],
    ['PUT', '/plain/k', { 'x-amz-checksum-crc64nvme': 'AAAAAAAAAAA=' }],
    ['PUT', '/plain/k', { 'if-none-match': '"etag"' }],
    ['PUT', '/plain/k?partNumber=1&uploadId=1', { 'x-amz-copy-source': '/plain/k' }],
    ['DELETE', '/plain/k', { 'if-match': '"etag"' }],
  ])('%s %s %j is NotImplemented, and nothing happens', async (method, path, headers) => {
    const answer = await send({ method, path, headers: { ...headers, 'content-length': '0' } });
    expect(answer).toMatchObject({
      status: 501,
      text: expect.stringContaining('<Code>NotImplemented</Code>'),
    });
    expect((await send({ method: 'GET', path: '/plain/k' })).status).toBe(404);
  });

  it('is also any other method', async () => {
    const answer = await send({ method: 'PATCH', path: '/plain/k', headers: { 'content-length': '0' } });
    expect(answer).toMatchObject({ status: 405, text: expect.stringContaining('MethodNotAllowed') });
  });
});

describe('an error', () => {
  it('is XML with code, message, resource and request id', async () => {
    const { text } = await send({ method: 'GET', path: '/plain/a%26b' });
    expect(text).toMatch(
      /<Error><Code>NoSuchKey<\/Code><Message>.+<\/Message><Key>a&amp;b<\/Key><Resource>\/plain\/a%26b<\/Resource><RequestId>(\w{16})<\/RequestId>/,
    );
    expect(text.toLowerCase()).toMatch(/x-amz-request-id: \w{16}/);
  });

  it('of a range tells how long the object is', async () => {
    await local.client.send(new PutObjectCommand({ Bucket: 'plain', Key: 'ten', Body: '0123456789' }));
    const { status, text } = await send({
      method: 'GET',
      path: '/plain/ten',
      headers: { range: 'bytes=10-' },
    });
    expect(status).toBe(416);
    expect(text.toLowerCase()).toContain('content-range: bytes */10');
  });

  it.each([
    '',
    '<Delete>',
    '<Delete></Other>',
    '<Delete/>',
    '<Other/>',
    '<Delete><Object><Key></Key></Object></Delete>',
    '<Delete><Object><Key>&unknown;</Key></Object></Delete>',
    '<Delete><Object><Key>a</Key></Object></Delete><Delete/>',
    '<!DOCTYPE x><Delete/>',
  ])('is the answer to the document %j', async (body) => {
    const answer = await send({ method: 'POST', path: '/plain?delete', body, headers: length(body) });
    expect(answer).toMatchObject({ status: 400, text: expect.stringContaining('<Code>MalformedXML</Code>') });
  });
});
