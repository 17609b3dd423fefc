import { inspect } from 'node:util';

import { describe, expect, it } from 'vitest';

import { handClock } from '../../test/hand-clock.ts';
import { aBonus, anAllowanceUpdate, aRemoval } from '../../test/records.ts';
import {
  aToken,
  respond,
  scriptedFeishu,
  type Script,
  type ScriptedFeishu,
} from '../../test/scripted-feishu.ts';
import { systemClock } from '../clock.ts';
import { isJsonObject, readJson, type JsonObject } from '../values/json.ts';
import type { RequestLine } from './call.ts';
import { createClient, type CallOptions } from './client.ts';
import { lumpSumCreate } from './operations/lump-sum-create.ts';
import { lumpSumQuery } from './operations/lump-sum-query.ts';
import { lumpSumRemove } from './operations/lump-sum-remove.ts';
import { recurringUpdate } from './operations/recurring-update.ts';
import { PagesCutOff, readPages } from './pages.ts';
import { allSlots, laneSlots } from './slots.ts';
import { createTimetable } from './timetable.ts';

const secret = 'the-secret-of-the-app';

function clientOf(feishu: Pick<ScriptedFeishu, 'baseUrl'>, { timeoutMs = 5000 } = {}) {
  const lines: RequestLine[] = [];
  const client = createClient({
    baseUrl: feishu.baseUrl,
    appId: 'cli_app',
    appSecret: () => Promise.resolve(secret),
    clock: systemClock,
    fetch,
    timeoutMs,
    onRequest: (line) => lines.push(line),
  });
  // A thousand calls a second, so that a test waits only briefly for its turn.
  const lane = createTimetable(systemClock, { callsPerSecond: 1000 }).lane(allSlots.owns);
  const options: CallOptions = { lane, userIdType: 'open_id', deadlineMs: Infinity };
  return { client, lines, options };
}

async function write(script: readonly Script[], { timeoutMs = 5000, tokens = [] as readonly Script[] } = {}) {
  await using feishu = await scriptedFeishu(script, tokens);
  const { client, options, lines } = clientOf(feishu, { timeoutMs });
  const answer = await client.write(lumpSumCreate, [aBonus({ unique_id: 'a' })], options);
  return { answer, lines, asked: feishu.asked, tokenRequests: feishu.tokenRequests };
}

const results = (...list: readonly JsonObject[]): JsonObject => ({
  code: 0,
  msg: 'success',
  data: { operate_results: list },
});
const success = results({ unique_id: 'a', id: '1', code: 0 });
const throttle: Script = (response) =>
  respond(response, 429, { code: 99991400 }, { 'x-ogw-ratelimit-reset': '0.01' });
const refuseToken: Script = (response) => respond(response, 400, { code: 99991663, msg: 'token expired' });

describe('a write', () => {
  it('posts the records as they are, with a token, and tells what became of each', async () => {
    await using feishu = await scriptedFeishu([success]);
    const { client, options } = clientOf(feishu);
    const record = readJson('{"zeta":1.50,"unique_id":"a","new_id":12345678901234567890,"alpha":null}');
    if (!isJsonObject(record)) throw new Error('the record is JSON');
    const answer = await client.write(lumpSumCreate, [record], options);
    expect(answer).toMatchObject({ kind: 'accepted', verdicts: [{ kind: 'done', id: '1' }] });
    expect(feishu.asked).toEqual([
      {
        path: '/open-apis/compensation/v1/lump_sum_payment/batch_create?user_id_type=open_id',
        authorization: 'Bearer t-1',
        contentType: 'application/json; charset=utf-8',
        body: '{"records":[{"zeta":1.50,"unique_id":"a","new_id":12345678901234567890,"alpha":null}]}',
      },
    ]);
  });

  it('asks for a token with id and secret, and without one', async () => {
    const { tokenRequests } = await write([success]);
    expect(tokenRequests).toEqual([
      {
        path: '/open-apis/auth/v3/tenant_access_token/internal',
        authorization: undefined,
        contentType: 'application/json; charset=utf-8',
        body: JSON.stringify({ app_id: 'cli_app', app_secret: secret }),
      },
    ]);
  });

  it('sends a user_id_type only where the operation takes one', async () => {
    await using feishu = await scriptedFeishu([results({ id: '7', code: 0 }), results({ id: '7', code: 0 })]);
    const { client, options } = clientOf(feishu);
    await client.write(lumpSumRemove, [aRemoval({ id: '7' })], options);
    await client.write(recurringUpdate, [anAllowanceUpdate({ id: '7' })], {
      ...options,
      userIdType: 'user_id',
    });
    expect(feishu.asked.map(({ path }) => path)).toEqual([
      '/open-apis/compensation/v1/lump_sum_payment/batch_remove',
      '/open-apis/compensation/v1/recurring_payment/batch_update?user_id_type=user_id',
    ]);
  });

  it('a remove sends ids, and one reason for all', async () => {
    await using feishu = await scriptedFeishu([results(), results()]);
    const { client, options } = clientOf(feishu);
    await client.write(
      lumpSumRemove,
      [aRemoval({ id: '7', reason: 'twice' }), aRemoval({ id: '8', reason: 'twice' })],
      options,
    );
    await client.write(lumpSumRemove, [{ id: '7' }], options);
    expect(feishu.asked.map(({ body }) => body)).toEqual([
      '{"record_ids":["7","8"],"reason":"twice"}',
      '{"record_ids":["7"]}',
    ]);
  });
});

describe('too many calls', () => {
  it('were not processed: the call waits and goes out again, however often', async () => {
    const { answer, asked, lines } = await write([throttle, throttle, throttle, success]);
    expect(answer.kind).toBe('accepted');
    expect(asked).toHaveLength(4);
    expect(lines.map(({ kind }) => kind)).toEqual([
      'accepted',
      'throttled',
      'throttled',
      'throttled',
      'accepted',
    ]);
  });
});

describe('too many calls, by the clock', () => {
  it('nothing goes out before the time that Feishu says, and then one turn is skipped', async () => {
    const clock = handClock(105 * 20 * 800_000);
    const startMs = clock.now();
    const sentMs: number[] = [];
    const answers = [
      new Response(JSON.stringify({ code: 99991400 }), {
        status: 429,
        headers: { 'x-ogw-ratelimit-reset': '2.5' },
      }),
      new Response(JSON.stringify(success)),
    ];
    const client = createClient({
      baseUrl: 'https://open.feishu.cn',
      appId: 'cli_app',
      appSecret: () => Promise.resolve(secret),
      clock,
      timeoutMs: 5000,
      fetch: (url) => {
        if (typeof url === 'string' && url.endsWith('/internal'))
          return Promise.resolve(new Response(JSON.stringify(aToken('t-1'))));
        sentMs.push(clock.now() - startMs);
        return Promise.resolve(answers[sentMs.length - 1] ?? Response.error());
      },
    });
    const lane = createTimetable(clock, { callsPerSecond: 10 }).lane(laneSlots(3, 20));
    const options: CallOptions = { lane, userIdType: 'open_id', deadlineMs: Infinity };
    expect(
      await clock.until(client.write(lumpSumCreate, [aBonus({ unique_id: 'a' })], options)),
    ).toMatchObject({ kind: 'accepted' });
    expect(sentMs.map((ms) => ms / 105)).toEqual([3, 63]);
  });

  it('do not use up the one replay that a refused token has', async () => {
    const { answer, asked } = await write([throttle, refuseToken, throttle, success]);
    expect(answer.kind).toBe('accepted');
    expect(asked).toHaveLength(4);
  });
});

describe('a token that is refused', () => {
  it('is thrown away, and the call goes out once more with a fresh one', async () => {
    const { answer, asked } = await write([refuseToken, success]);
    expect(answer.kind).toBe('accepted');
    expect(asked.map(({ authorization }) => authorization)).toEqual(['Bearer t-1', 'Bearer t-2']);
  });

  it('twice is the answer', async () => {
    const { answer, asked } = await write([refuseToken, refuseToken, success]);
    expect(answer).toMatchObject({ kind: 'unauthorised', code: 99991663, message: 'token expired' });
    expect(asked).toHaveLength(2);
  });

  it('is never used again, also not by the next call', async () => {
    await using feishu = await scriptedFeishu([refuseToken, refuseToken, success]);
    const { client, options } = clientOf(feishu);
    await client.write(lumpSumCreate, [aBonus()], options);
    await client.write(lumpSumCreate, [aBonus()], options);
    expect(feishu.asked.map(({ authorization }) => authorization)).toEqual([
      'Bearer t-1',
      'Bearer t-2',
      'Bearer t-3',
    ]);
  });

  it('by many calls at once costs one token request', async () => {
    const calls = 20;
    const script: Script = (response, { authorization }) =>
      authorization === 'Bearer t-1'
        ? respond(response, 400, { code: 99991663 })
        : respond(response, 200, success);
    await using feishu = await scriptedFeishu(Array.from({ length: 2 * calls }, () => script));
    const { client, options } = clientOf(feishu);
    const record = aBonus({ unique_id: 'a' });
    const answers = await Promise.all(
      Array.from({ length: calls }, () => client.write(lumpSumCreate, [record], options)),
    );
    expect(new Set(answers.map(({ kind }) => kind))).toEqual(new Set(['accepted']));
    expect(feishu.tokenRequests).toHaveLength(2);
  });
});

describe('a call without a token never goes out', () => {
  it('bad credentials bar it', async () => {
    const { answer, asked } = await write([success], {
      tokens: [{ code: 10014, msg: 'app secret invalid' }],
    });
    expect(answer).toMatchObject({ kind: 'barred', code: 10014 });
    expect(asked).toEqual([]);
  });

  it.each([
    ['broken', (response) => respond(response, 500, { code: 2200 })],
    ['broken', { code: 0, msg: 'ok' }],
    ['broken', { code: 0, tenant_access_token: '', expire: 7200 }],
    ['throttled', throttle],
    ['unauthorised', refuseToken],
    ['unanswered', (response) => response.destroy()],
  ] as readonly (readonly [string, Script])[])(
    'a token request that ends %s leaves nothing in doubt',
    async (kind, token) => {
      const { answer, asked } = await write([success], { tokens: [token] });
      expect(answer).toMatchObject({ kind: 'not_sent', why: 'no_token', because: { kind } });
      expect(asked).toEqual([]);
    },
  );
});

describe('no answer', () => {
  it('in time: the call is given up and its outcome unknown', async () => {
    const { answer, lines } = await write([() => undefined], { timeoutMs: 500 });
    expect(answer).toMatchObject({ kind: 'unanswered', why: 'timeout' });
    expect(lines.at(-1)).toMatchObject({ kind: 'unanswered', why: 'timeout', status: undefined, records: 1 });
  });

  it('in time, for the body drips', async () => {
    const drip: Script = (response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      const timer = setInterval(() => response.write(' '), 5);
      response.on('close', () => clearInterval(timer));
    };
    const { answer } = await write([drip], { timeoutMs: 500 });
    expect(answer).toMatchObject({ kind: 'unanswered', why: 'timeout' });
  });

  it('at all: the connection is cut', async () => {
    const { answer } = await write([(response) => response.destroy()]);
    expect(answer).toMatchObject({ kind: 'unanswered', why: 'cut_off' });
  });

  it('for the connection is reset after the call was read: it may have been processed', async () => {
    const reset: Script = (response) => response.socket?.resetAndDestroy();
    const { answer, lines } = await write([reset]);
    expect(answer).toMatchObject({ kind: 'unanswered', why: 'cut_off', cause: 'ECONNRESET' });
    expect(lines.at(-1)).toMatchObject({ why: 'cut_off', cause: 'ECONNRESET' });
  });

  it('to the end: the body is cut off', async () => {
    const half: Script = (response) => {
      response.writeHead(200, { 'content-length': '1000', 'x-tt-logid': 'L-42' });
      response.write('{"code":0,', () => response.destroy());
    };
    const { answer, lines } = await write([half]);
    expect(answer).toMatchObject({ kind: 'unanswered', why: 'cut_off', logId: 'L-42' });
    expect(lines.at(-1)).toMatchObject({ status: 200, logId: 'L-42' });
  });

  it('but the server refuses the connection: nothing was sent', async () => {
    const gone = await scriptedFeishu([]);
    await gone[Symbol.asyncDispose]();
    const { client, options } = clientOf(gone);
    expect(await client.write(lumpSumCreate, [aBonus()], options)).toMatchObject({
      kind: 'not_sent',
      because: { kind: 'unreachable', cause: 'ECONNREFUSED' },
    });
  });

  it('but the server went away between the token and the call: nothing was sent', async () => {
    await using feishu = await scriptedFeishu([]);
    const { client, options } = clientOf({ baseUrl: feishu.baseUrl });
    const gone: CallOptions['lane'] = {
      ...options.lane,
      turn: async (wait) => {
        await feishu[Symbol.asyncDispose]();
        return options.lane.turn(wait);
      },
    };
    expect(await client.write(lumpSumCreate, [aBonus()], { ...options, lane: gone })).toEqual({
      kind: 'unreachable',
      cause: 'ECONNREFUSED',
    });
  });

  it('that can be read: HTML, an empty body, broken JSON, no list of results', async () => {
    const pages: readonly Script[] = [
      (response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<html>'),
      (response) => response.writeHead(200).end(),
      (response) => response.writeHead(200).end('{"code":0,"da'),
      { code: 0, msg: 'success' },
    ];
    for (const page of pages)
      expect((await write([page])).answer).toMatchObject({ kind: 'broken', status: 200 });
  });

  it.each<[string, Script, object]>([
    [
      'no list of results',
      { code: 0, msg: 'success' },
      { kind: 'broken', field: 'data.operate_results', why: 'missing' },
    ],
    [
      'results that are no list',
      { code: 0, data: { operate_results: {} } },
      { kind: 'broken', field: 'data.operate_results', why: 'bent' },
    ],
    ['no code', { msg: 'success' }, { kind: 'broken', field: 'code', why: 'missing' }],
    [
      'a page that is not there',
      (response) => response.writeHead(404).end('404 page not found'),
      { kind: 'broken', status: 404, field: 'code', why: 'no_json' },
    ],
    [
      'one result of which is bent',
      results({ unique_id: 'a', id: '1', code: '0' }),
      { kind: 'accepted', field: 'data.operate_results.0.code', why: 'bent' },
    ],
    [
      'no result of a record',
      results(),
      { kind: 'accepted', field: 'data.operate_results', why: 'incomplete' },
    ],
  ])('that can be read, for it has %s: the log names the field', async (_, script, line) => {
    const { lines } = await write([script]);
    expect(lines.at(-1)).toMatchObject(line);
  });

  it('to a token request that can be read: the log names the field', async () => {
    const { lines } = await write([success], { tokens: [{ code: 0, tenant_access_token: 't' }] });
    expect(lines).toMatchObject([{ operation: 'tenant_access_token', kind: 'broken', field: 'expire' }]);
  });

  it('a redirect is not followed: it would carry token and pay data elsewhere', async () => {
    const redirect: Script = (response) => response.writeHead(307, { location: '/elsewhere' }).end();
    const { answer, asked } = await write([redirect, success]);
    expect(answer).toMatchObject({ kind: 'broken', status: 307 });
    expect(asked).toHaveLength(1);
  });
});

describe('a call whose time is over', () => {
  it('before its turn is not sent', async () => {
    await using feishu = await scriptedFeishu([success]);
    const { client, options } = clientOf(feishu);
    const answer = await client.write(lumpSumCreate, [aBonus()], {
      ...options,
      deadlineMs: systemClock.now() - 1,
    });
    expect(answer).toEqual({ kind: 'not_sent', why: 'deadline' });
    expect(feishu.asked).toEqual([]);
  });

  it('while it waits for a token is not sent', async () => {
    await using feishu = await scriptedFeishu([success], [() => undefined]);
    const { client, options } = clientOf(feishu);
    const answer = await client.write(lumpSumCreate, [aBonus()], {
      ...options,
      deadlineMs: systemClock.now() + 30,
    });
    expect(answer).toEqual({ kind: 'not_sent', why: 'deadline' });
  });

  it('aborted while it waits for a token is not sent', async () => {
    const abort = new AbortController();
    await using feishu = await scriptedFeishu([success], [() => abort.abort()]);
    const { client, options } = clientOf(feishu);
    const answer = await client.write(lumpSumCreate, [aBonus()], { ...options, signal: abort.signal });
    expect(answer).toEqual({ kind: 'not_sent', why: 'aborted' });
  });

  it('aborted before it went out: not sent; aborted after: in doubt', async () => {
    const abort = new AbortController();
    await using feishu = await scriptedFeishu([() => abort.abort()]);
    const { client, options } = clientOf(feishu);
    const aborted = { ...options, signal: abort.signal };
    expect(await client.write(lumpSumCreate, [aBonus()], aborted)).toMatchObject({
      kind: 'unanswered',
      why: 'aborted',
    });
    expect(await client.write(lumpSumCreate, [aBonus()], aborted)).toEqual({
      kind: 'not_sent',
      why: 'aborted',
    });
    expect(feishu.asked).toHaveLength(1);
  });
});

describe('tokens', () => {
  it('twenty first calls at once ask for one', async () => {
    await using feishu = await scriptedFeishu(Array.from({ length: 20 }, () => success));
    const { client, options } = clientOf(feishu);
    await Promise.all(Array.from({ length: 20 }, () => client.write(lumpSumCreate, [aBonus()], options)));
    expect(feishu.asked).toHaveLength(20);
    expect(feishu.tokenRequests).toHaveLength(1);
  });

  it('no prefix is expected of them', async () => {
    const { asked } = await write([success], { tokens: [aToken('eyJhbGciOi')] });
    expect(asked[0]?.authorization).toBe('Bearer eyJhbGciOi');
  });
});

describe('pages', () => {
  const page = (token: string | undefined, ...ids: readonly string[]): JsonObject => ({
    code: 0,
    data: { has_more: token !== undefined, page_token: token ?? '', records: ids.map((id) => ({ id })) },
  });

  async function readAll(script: readonly Script[]) {
    await using feishu = await scriptedFeishu(script);
    const { client, options } = clientOf(feishu);
    const ids: unknown[] = [];
    const read = async () => {
      for await (const { records } of readPages(client, lumpSumQuery, { item_ids: ['5'] }, options)) {
        ids.push(...records.map(({ id }) => id));
      }
    };
    const error: unknown = await read().catch((thrown: unknown) => thrown);
    return { ids, error, asked: feishu.asked };
  }

  it('follow one another to the last, with the same filters and 500 records each', async () => {
    const { ids, error, asked } = await readAll([
      page('t/1=', '1', '2'),
      page('t2', '3'),
      page(undefined, '4'),
    ]);
    expect(error).toBeUndefined();
    expect(ids).toEqual(['1', '2', '3', '4']);
    const path = '/open-apis/compensation/v1/lump_sum_payment/query?page_size=500';
    expect(asked.map((call) => `${call.path} ${call.body}`)).toEqual([
      `${path}&user_id_type=open_id {"item_ids":["5"]}`,
      `${path}&page_token=t%2F1%3D&user_id_type=open_id {"item_ids":["5"]}`,
      `${path}&page_token=t2&user_id_type=open_id {"item_ids":["5"]}`,
    ]);
  });

  it.each([
    ['refused', { code: 2290001 }],
    ['broken', (response) => respond(response, 500, { code: 2290002 })],
    ['broken', page('', '3')],
    ['broken', { code: 0, data: { has_more: false, records: [{}] } }],
    ['unknown_code', { code: 1234567 }],
    ['barred', { code: 99991672 }],
    ['unanswered', (response) => response.destroy()],
  ] as readonly (readonly [string, Script])[])(
    'a second page that is %s is an error, never the end',
    async (kind, second) => {
      const { ids, error } = await readAll([page('t1', '1'), second]);
      expect(ids).toEqual(['1']);
      expect(error).toBeInstanceOf(PagesCutOff);
      expect(error).toMatchObject({ kind });
      expect(String(error)).toContain(`lump_sum_payment.query, page 2 could not be read: ${kind}`);
    },
  );

  it('a throttled page comes later, and nothing is missing', async () => {
    const { ids, error } = await readAll([page('t1', '1'), throttle, page(undefined, '2')]);
    expect([ids, error]).toEqual([['1', '2'], undefined]);
  });

  it('a token seen before is an error, not a walk in circles', async () => {
    const { error, asked } = await readAll([page('t1', '1'), page('t2', '2'), page('t1', '3')]);
    expect(error).toMatchObject({ kind: 'repeated_token' });
    expect(asked).toHaveLength(3);
  });

  it('a page_size beyond the limits is a bug of ours and goes nowhere', async () => {
    await using feishu = await scriptedFeishu([page(undefined)]);
    const { client, options } = clientOf(feishu);
    await expect(client.read(lumpSumQuery, { filters: {}, pageSize: 501 }, options)).rejects.toThrow('501');
    expect(feishu.asked).toEqual([]);
  });
});

describe('bugs of ours are thrown, and nothing goes out', () => {
  it.each(['', 'open.feishu.cn', 'not a url'])('%j is no base URL', (baseUrl) => {
    expect(() => clientOf({ baseUrl })).toThrow(TypeError);
  });

  it('more records than a call may carry', async () => {
    await using feishu = await scriptedFeishu([success]);
    const { client, options } = clientOf(feishu);
    const records = Array.from({ length: 501 }, () => aBonus());
    await expect(client.write(lumpSumCreate, records, options)).rejects.toThrow('takes 500 records, not 501');
    expect(feishu.asked).toEqual([]);
  });

  it('removals of two reasons in one call', async () => {
    await using feishu = await scriptedFeishu([success]);
    const { client, options } = clientOf(feishu);
    const removals = [aRemoval({ id: '7', reason: 'twice' }), aRemoval({ id: '8', reason: undefined })];
    await expect(client.write(lumpSumRemove, removals, options)).rejects.toThrow('several reasons');
    expect(feishu.asked).toEqual([]);
  });
});

describe('what is logged and thrown', () => {
  it('holds neither token nor secret nor pay data', async () => {
    const script: readonly Script[] = [
      refuseToken,
      throttle,
      (response) =>
        respond(response, 400, {
          code: 99992351,
          msg: 'not a valid open_id ou_person',
          error: { log_id: 'L1', field_violations: [{ field: 'user_ids[0]', value: 'ou_person' }] },
        }),
    ];
    await using feishu = await scriptedFeishu(script);
    const { client, options, lines } = clientOf(feishu);
    const error: unknown = await (async () => {
      for await (const _ of readPages(client, lumpSumQuery, { user_ids: ['ou_person'] }, options));
    })().catch((thrown: unknown) => thrown);
    await client.write(lumpSumCreate, [aBonus({ total_amount: '9876.54' })], options);

    const seen = inspect([client, lines, error], { depth: Infinity, showHidden: true });
    expect(lines).toHaveLength(6);
    expect(seen).toContain('L1');
    for (const hidden of [secret, 't-1', 't-2', '9876.54', 'ou_person', 'Bearer'])
      expect(seen).not.toContain(hidden);
  });
});
