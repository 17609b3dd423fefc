// Nonsense of many kinds does not end the sandbox and gets no 200.

import { once } from 'node:events';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { apis, endpoints } from '../endpoints.ts';
import { startSandbox, type Sandbox } from '../start.ts';
import { aToken, callerFor, codesOf, jsonType } from './caller.ts';
import { aBonus } from './payments.ts';

let sandbox: Sandbox;
let token: string;
beforeAll(async () => {
  sandbox = await startSandbox({ rate: 0 });
  token = await aToken(sandbox);
});
afterAll(() => sandbox.stop());

const posts = apis.filter((api) => endpoints[api].method === 'POST');

async function post(api: (typeof apis)[number], body: string | Uint8Array): Promise<number> {
  const search = 'user_id_type=open_id&page_size=10';
  const response = await fetch(`${sandbox.baseUrl}${endpoints[api].path}?${search}`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${token}`, ...jsonType },
    body: typeof body === 'string' ? body : Buffer.from(body),
  });
  await response.text();
  return response.status;
}

/** Writes bytes to a socket, and returns all that comes back until the other side closes. */
async function raw(bytes: string): Promise<string> {
  const { hostname, port } = new URL(sandbox.baseUrl);
  const socket = connect(Number(port), hostname);
  await once(socket, 'connect');
  socket.on('error', () => undefined);
  const answer = text(socket);
  socket.end(bytes);
  return answer.catch(() => 'cut');
}

describe.each(posts)('%s', (api) => {
  const itsList = /remove/.test(api)
    ? 'record_ids'
    : /query/.test(api)
      ? 'user_ids'
      : /search/.test(api)
        ? 'status_list'
        : 'records';

  it('refuses any JSON that is no object', async () => {
    const noObject = fc
      .jsonValue()
      .filter((value) => typeof value !== 'object' || value === null || Array.isArray(value));
    await fc.assert(
      fc.asyncProperty(noObject, async (value) => {
        expect(await post(api, JSON.stringify(value))).toBe(400);
      }),
      { numRuns: 40 },
    );
  });

  it('refuses any wrong type in its list', async () => {
    const wrong = fc
      .jsonValue()
      .filter((value) => value !== null && !(Array.isArray(value) && value.length === 0));
    const isString = (value: unknown) => typeof value === 'string';
    await fc.assert(
      fc.asyncProperty(wrong, async (value) => {
        fc.pre(!(Array.isArray(value) && value.every(isString)));
        expect(await post(api, JSON.stringify({ [itsList]: value }))).toBe(400);
      }),
      { numRuns: 40 },
    );
  });

  it.each([
    ['text', 'hello'],
    ['half a JSON text', '{"records": [{"unique_id"'],
    ['two JSON texts', '{}{}'],
    ['a byte order mark', '\ufeff{}'],
    ['10,000 lists in each other', '['.repeat(10_000) + ']'.repeat(10_000)],
    ['10,000 lists in its list', `{"${itsList}":${'['.repeat(10_000)}${']'.repeat(10_000)}}`],
    ['10,000 objects in its list', `{"${itsList}":[${'{"details":['.repeat(10_000)}${']}'.repeat(10_000)}]}`],
    ['a number too large', `{"${itsList}":1e999}`],
  ])('refuses %s', async (_, body) => {
    expect(await post(api, body)).toBe(400);
  });

  it('refuses broken UTF-8', async () => {
    const bytes = Buffer.from(JSON.stringify({ [itsList]: ['x'] }));
    bytes[bytes.indexOf('x')] = 0xff;
    expect(await post(api, bytes)).toBe(400);
  });
});

describe('a body that is too much', () => {
  it('of 50 MB is read to its end and refused with 413 in an envelope', async () => {
    const response = await fetch(sandbox.baseUrl + endpoints['lump_sum_payment.batch_create'].path, {
      method: 'POST',
      headers: { Authorization: `Bearer ${token}` },
      body: Buffer.alloc(50 * 1024 * 1024, ' '),
    });
    expect([response.status, await response.json()]).toMatchObject([
      413,
      { code: 2290001, error: { log_id: expect.any(String) } },
    ]);
  });

  it('of 3,000,000 empty details costs no more than a refusal', async () => {
    const body = `{"records":[{"details":[${'{},'.repeat(3_000_000)}{}]}]}`;
    expect(await post('lump_sum_payment.batch_create', body)).toBe(400);
  });
});

describe('HTTP that is none', () => {
  const path = endpoints['lump_sum_payment.batch_create'].path;
  const head = (more: string) =>
    `POST ${path}?user_id_type=people_corehr_id HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${token}\r\nContent-Type: application/json\r\n${more}\r\n`;

  it.each([
    ['garbage', () => 'GARBAGE\r\n\r\n'],
    ['a content length that is no number', () => head('Content-Length: many\r\n')],
    ['a negative content length', () => head('Content-Length: -5\r\n')],
    ['two content lengths', () => head('Content-Length: 2\r\nContent-Length: 3\r\n')],
    ['a length and chunks at once', () => `${head('Content-Length: 2\r\nTransfer-Encoding: chunked\r\n')}{}`],
    ['a broken chunk', () => `${head('Transfer-Encoding: chunked\r\n')}zz\r\n{}`],
    ['headers of 200 kB', () => head(`X-Long: ${'x'.repeat(200_000)}\r\n`)],
    ['a header with a NUL', () => head('X-Bad: a\u0000b\r\n')],
    ['a version nobody speaks', () => `POST ${path} HTTP/9.9\r\n\r\n`],
    ['half a request, then the end', () => `${head('Content-Length: 100\r\n')}{"records"`],
    ['half a header, then the end', () => `POST ${path} HTTP/1.1\r\nHost`],
  ])('%s gets no 200', async (_, bytes) => {
    expect(await raw(bytes())).not.toMatch(/^HTTP\/1\.1 2/);
  });

  it('a caller who leaves in the middle stores nothing', async () => {
    const { hostname, port } = new URL(sandbox.baseUrl);
    await sandbox.reset();
    token = await aToken(sandbox);
    const socket = connect(Number(port), hostname);
    await once(socket, 'connect');
    const body = JSON.stringify({ records: [aBonus()] });
    // The JSON is complete; only the length promises more.
    socket.write(`${head(`Content-Length: ${body.length + 5}\r\n`)}${body}`);
    await expect.poll(async () => (await sandbox.calls()).at(-1)?.api).toBe('lump_sum_payment.batch_create');
    socket.destroy();
    await once(socket, 'close');
    // Calls are processed in order: once this later one is stored, the damaged one would be too.
    const call = await callerFor(sandbox);
    expect(
      codesOf(await call('lump_sum_payment.batch_create', { records: [aBonus({ unique_id: 'later' })] })),
    ).toEqual([0]);
    expect(await sandbox.records()).toMatchObject([{ unique_id: 'later' }]);
  });

  it.each(['GET', 'PUT', 'PATCH', 'OPTIONS', 'HEAD', 'DELETE', 'PROPFIND'])(
    '%s is no way to create',
    async (method) => {
      expect((await fetch(sandbox.baseUrl + path, { method })).status).toBe(404);
    },
  );

  it.each(['CONNECT', 'TRACE'])('%s neither', async (method) => {
    expect(await raw(`${method} ${path} HTTP/1.1\r\nHost: x\r\n\r\n`)).not.toMatch(/^HTTP\/1\.1 2/);
  });

  it.each([
    '/',
    '/%',
    '/%00',
    `/${'x'.repeat(8000)}`,
    '/open-apis/../_sandbox/reset',
    '//_sandbox/reset',
    '/_sandbox/constructor',
  ])('the path %s leads nowhere', async (odd) => {
    expect((await raw(`GET ${odd} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`)).slice(0, 13)).toMatch(
      /^HTTP\/1\.1 40[04]/,
    );
  });
});

describe('nonsense on the control endpoints', () => {
  it.each(['calls?after=x', 'calls?limit=-1', 'records?resource=salaries', 'nothing'])(
    'GET %s is refused with a sentence',
    async (control) => {
      const response = await fetch(`${sandbox.baseUrl}/_sandbox/${control}`);
      expect([response.status, await response.json()]).toEqual([400, { error: expect.any(String) }]);
    },
  );

  it.each([
    ['switches', 'nonsense'],
    ['switches', '[1]'],
    ['clock', '{}'],
    ['clock', '{"now":"tomorrow"}'],
    ['clock', '{"advance_ms":"1"}'],
    ['clock', '{"advance_ms":1e300}'],
    ['pay', '{"record_ids":7}'],
    ['faults', '{"next":[null]}'],
    ['faults', '{"slow_body_ms":1e999}'],
    ['nothing', '{}'],
  ])('POST %s %s is refused with a sentence', async (control, body) => {
    const response = await fetch(`${sandbox.baseUrl}/_sandbox/${control}`, { method: 'POST', body });
    expect([response.status, await response.json()]).toEqual([400, { error: expect.any(String) }]);
  });
});

it('after all this it is still there and does its work', async () => {
  const call = await callerFor(sandbox);
  expect(codesOf(await call('lump_sum_payment.batch_create', { records: [aBonus()] }))).toEqual([0]);
});
