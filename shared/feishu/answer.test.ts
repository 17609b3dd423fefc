import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { isJsonObject } from '../values/json.ts';
import { readAnswer, type Answer } from './answer.ts';
import { paymentCallCodes } from './codes/call.ts';
import { gatewayCodes, tokenCodes } from './codes/gateway.ts';
import { paymentCallWords } from '../words/codes/call.ts';
import { gatewayWords, tokenWords } from '../words/codes/gateway.ts';
import type { Exchange } from './exchange.ts';

const response = (status: number, body: unknown, headers: Record<string, string> = {}): Exchange => ({
  kind: 'response',
  status,
  headers: new Headers(headers),
  body: typeof body === 'string' ? body : JSON.stringify(body),
});
const read = (exchange: Exchange): Answer => readAnswer(paymentCallCodes, exchange);
const kindOf = (status: number, body: unknown) => read(response(status, body)).kind;

describe('what an answer means for the records', () => {
  it.each([
    ['accepted', 200, { code: 0, msg: 'success', data: {} }],
    ['refused', 400, { code: 2290001, msg: 'param is invalid' }],
    ['refused', 200, { code: 2290001, msg: 'param is invalid' }],
    ['refused', 400, { code: 99992402 }],
    ['refused', 400, { code: 99992351 }],
    ['refused', 400, { code: 99992359 }],
    ['refused', 400, { code: 99992360 }],
    ['refused', 400, { code: 99992361 }],
    ['refused', 400, { code: 99992363 }],
    ['refused', 400, { code: 99992364 }],
    ['refused', 400, { code: 99992381 }],
    ['refused', 413, '<html>Request Entity Too Large</html>'],
    ['refused', 413, { code: 1234567 }],
    ['throttled', 429, { code: 99991400 }],
    ['throttled', 400, { code: 99991400 }],
    ['throttled', 200, { code: 99991400 }],
    ['throttled', 429, 'slow down'],
    ['throttled', 429, { code: 1234567 }],
    ['unauthorised', 400, { code: 99991661 }],
    ['unauthorised', 401, { code: 99991663 }],
    ['unauthorised', 200, { code: 99991664 }],
    ['unauthorised', 400, { code: 99991665 }],
    ['unauthorised', 400, { code: 99991668 }],
    ['unauthorised', 400, { code: 99991671 }],
    ['barred', 400, { code: 99991662 }],
    ['barred', 400, { code: 99991672 }],
    ['barred', 403, { code: 99991673 }],
    ['barred', 400, { code: 99991401 }],
    ['barred', 429, { code: 99991403 }],
    ['broken', 500, { code: 2290002, msg: 'server error' }],
    ['broken', 200, { code: 2290002 }],
    ['broken', 400, { code: 1500 }],
    ['broken', 400, { code: 1663 }],
    ['broken', 400, { code: 1668 }],
    ['broken', 200, { code: 2200 }],
    ['broken', 200, { code: 5000 }],
    ['broken', 200, { code: 10101 }],
    ['broken', 200, { code: 10500 }],
    ['broken', 502, '<html>Bad Gateway</html>'],
    ['broken', 200, '<html>Welcome to the guest network</html>'],
    ['broken', 200, ''],
    ['broken', 200, '{"code":0,"msg":"succ'],
    ['broken', 200, '[]'],
    ['broken', 200, 'null'],
    ['broken', 200, { msg: 'success' }],
    ['broken', 200, { code: '0' }],
    ['broken', 200, { code: 0.5 }],
    ['accepted', 200, '{"code":0.0}'],
    ['broken', 404, '404 page not found'],
    ['broken', 302, ''],
    // Contradictions: the records are in doubt.
    ['broken', 500, { code: 0 }],
    ['broken', 300, { code: 0 }],
    ['broken', 302, { code: 0 }],
    ['broken', 400, { code: 0 }],
    ['broken', 429, { code: 0 }],
    ['broken', 500, { code: 2290001 }],
    ['broken', 503, { code: 99991400 }],
    ['unknown_code', 400, { code: 1234567, msg: 'new' }],
    ['unknown_code', 200, { code: -1 }],
  ] as const)('%s: HTTP %i %j', (kind, status, body) => {
    expect(kindOf(status, body)).toBe(kind);
  });

  it.each(['timeout', 'aborted', 'cut_off'] as const)('unanswered: %s', (why) => {
    expect(read({ kind: 'silence', why, cause: 'ECONNRESET', waitedMs: 7, begun: undefined })).toEqual({
      kind: 'unanswered',
      why,
      cause: 'ECONNRESET',
      waitedMs: 7,
      status: undefined,
      logId: undefined,
    });
  });

  it('unreachable: nothing was sent', () => {
    const refused = {
      kind: 'silence',
      why: 'no_connection',
      cause: 'ECONNREFUSED',
      waitedMs: 7,
      begun: undefined,
    } as const;
    expect(read(refused)).toEqual({ kind: 'unreachable', cause: 'ECONNREFUSED' });
  });

  it('an answer that was cut off keeps the log id it began with', () => {
    const begun = { status: 200, headers: new Headers({ 'X-Tt-Logid': 'L-42' }) };
    expect(read({ kind: 'silence', why: 'cut_off', cause: undefined, waitedMs: 7, begun })).toMatchObject({
      status: 200,
      logId: 'L-42',
    });
  });

  it("the operation's own codes come before the gateway's", () => {
    const own = { 99991400: 'refused' } as const;
    expect(readAnswer(own, response(400, { code: 99991400 })).kind).toBe('refused');
  });

  it.each([
    ['no_json', 200, '<html>Welcome to the guest network</html>'],
    ['no_json', 404, '404 page not found'],
    ['no_json', 200, '[{"code":0}]'],
    ['missing', 200, { msg: 'success' }],
    ['bent', 200, { code: '0' }],
  ] as const)('without a code it names the field that it lacks (%s: HTTP %i %j)', (why, status, body) => {
    expect(read(response(status, body))).toMatchObject({ kind: 'broken', status, field: 'code', why });
  });

  it('behind a 5xx no field is to blame', () => {
    expect(read(response(502, '<html>Bad Gateway</html>'))).not.toHaveProperty('field');
  });

  it('the words of an answer decide nothing', () => {
    expect(kindOf(200, { code: 0, msg: 'server error' })).toBe('accepted');
    expect(kindOf(400, { code: 2290001, msg: 'success' })).toBe('refused');
  });

  it('a code belongs to the operation: on the list of items 2290001 and 2290002 change places', () => {
    const itemCodes = {
      2290001: 'broken',
      2290002: 'refused',
    } as const;
    expect(readAnswer(itemCodes, response(400, { code: 2290001 })).kind).toBe('broken');
    expect(readAnswer(itemCodes, response(400, { code: 2290002 })).kind).toBe('refused');
  });

  it.each([10003, 10005, 10012, 10013, 10014, 10015, 99991543])(
    'the token request: %i are bad credentials, with HTTP 200 or 400',
    (code) => {
      expect(readAnswer(tokenCodes, response(200, { code })).kind).toBe('barred');
      expect(readAnswer(tokenCodes, response(400, { code })).kind).toBe('barred');
      // Every other operation does not know this code.
      expect(kindOf(200, { code })).toBe('unknown_code');
    },
  );

  it('every code of the gateway has its meaning and an advice in both languages', () => {
    for (const { en, zh, advice } of Object.values({ ...gatewayWords, ...tokenWords, ...paymentCallWords })) {
      expect([en, advice.en].join(' ')).toMatch(/^[A-Za-z].+\.$/);
      expect(zh).toMatch(/[\u4e00-\u9fff]/);
      expect(advice.zh).toMatch(/[\u4e00-\u9fff].*。$/);
    }
  });
});

describe('what an answer tells besides', () => {
  it('the log id, from the header or else the body', () => {
    const body = { code: 2290001, error: { log_id: 'from-body' } };
    expect(read(response(400, body, { 'X-Tt-Logid': 'from-header' }))).toMatchObject({
      logId: 'from-header',
    });
    expect(read(response(400, body))).toMatchObject({ logId: 'from-body' });
    expect(read(response(502, '<html>', { 'X-Tt-Logid': 'kept' }))).toMatchObject({ logId: 'kept' });
  });

  it.each([
    ['2', 2000],
    ['0', 0],
    ['0.35', 350],
    [undefined, undefined],
    ['soon', undefined],
    ['-1', undefined],
    ['', undefined],
  ])('how long to wait after too many calls: %j means %i ms', (reset, resetMs) => {
    const headers = reset === undefined ? {} : { 'x-ogw-ratelimit-reset': reset };
    expect(read(response(429, { code: 99991400 }, headers))).toMatchObject({ kind: 'throttled', resetMs });
  });

  it('which fields a call was refused for', () => {
    const field_violations = [
      { field: 'records[3].user_id', value: 'ou_none', description: 'invalid open_id' },
      { field: 'records[5].user_id' },
    ];
    expect(
      read(response(400, { code: 99992351, msg: 'not a valid open_id', error: { field_violations } })),
    ).toMatchObject({
      code: 99992351,
      message: 'not a valid open_id',
      violations: field_violations,
    });
  });

  it('which scope is missing, and where to ask for it', () => {
    const error = {
      permission_violations: [
        { type: 'action_scope_required', subject: 'corehr:compensation.lump_sum_payment:write' },
        { type: 'action_scope_required' },
      ],
      helps: [{ url: 'https://open.feishu.cn/app/cli_1/auth', description: 'apply' }],
    };
    expect(read(response(400, { code: 99991672, error }))).toMatchObject({
      missingScopes: ['corehr:compensation.lump_sum_payment:write'],
      help: 'https://open.feishu.cn/app/cli_1/auth',
    });
  });

  it.each([
    { error: 'none' },
    { error: { field_violations: 'many', log_id: 7 } },
    { msg: { en: 'no' } },
    { error: null },
  ])('bent around the code, %j, does not hide the code', (bent) => {
    expect(read(response(400, { code: 2290001, ...bent }))).toMatchObject({
      kind: 'refused',
      code: 2290001,
      violations: [],
    });
  });
});

describe('whatever comes', () => {
  const anyStatus = fc.integer({ min: 200, max: 599 });
  const anyBody = fc.oneof(
    fc.string(),
    fc.json(),
    fc
      .record({
        code: fc.oneof(fc.integer(), fc.constantFrom(0, ...Object.keys(gatewayCodes).map(Number))),
        error: fc.jsonValue(),
      })
      .map((body) => JSON.stringify(body)),
  );

  it('reading never throws, and HTTP 2xx with code 0 is accepted and nothing else', () => {
    fc.assert(
      fc.property(anyStatus, anyBody, (status, body) => {
        expect(kindOf(status, body) === 'accepted').toBe(status < 300 && codeIn(body) === 0);
      }),
    );
  });

  it('behind a 5xx records are never called unprocessed', () => {
    fc.assert(
      fc.property(fc.integer({ min: 500, max: 599 }), anyBody, (status, body) => {
        expect(kindOf(status, body)).toBe('broken');
      }),
    );
  });
});

function codeIn(body: string): unknown {
  try {
    const parsed: unknown = JSON.parse(body);
    return isJsonObject(parsed) ? parsed.code : undefined;
  } catch {
    return undefined;
  }
}
