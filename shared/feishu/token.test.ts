import { describe, expect, it } from 'vitest';

import { handClock } from '../../test/hand-clock.ts';
import type { Answer } from './answer.ts';
import { takeFrom } from './reading.ts';
import { createTokens } from './token.ts';

const minuteMs = 60_000;
const given = (token: string, expire = 7200): Answer => ({
  kind: 'accepted',
  status: 200,
  code: 0,
  message: 'ok',
  logId: undefined,
  body: { code: 0, tenant_access_token: token, expire },
});
const failed: Answer = { kind: 'unreachable', cause: 'ECONNREFUSED' };

/** Gives tokens from a list of answers, each after `tookMs`. The secret may change from request to request. */
function tokensFrom(
  answers: readonly Answer[],
  { tookMs = 0, appSecret = undefined as (() => Promise<string>) | undefined } = {},
) {
  const clock = handClock();
  const asked: string[] = [];
  const tokens = createTokens({
    baseUrl: 'https://open.feishu.cn',
    appId: 'cli_app',
    appSecret: appSecret ?? (() => Promise.resolve(`secret-${asked.length + 1}`)),
    clock,
    timeoutMs: 500,
    send: async ({ body }, read) => {
      asked.push(body);
      const answer = answers[asked.length - 1] ?? failed;
      if (tookMs > 0) await clock.sleep(tookMs);
      return takeFrom(answer, read);
    },
  });
  const get = async () => {
    const answer = await clock.until(tokens.get());
    return answer.kind === 'token' ? answer.token : answer.kind;
  };
  return { clock, tokens, get, asked };
}

describe('a token', () => {
  it('is renewed in its last five minutes, while calls go on with the old one', async () => {
    const { clock, get, asked } = tokensFrom([given('first'), given('second')]);
    expect(await get()).toBe('first');
    await clock.advance(115 * minuteMs - 1);
    expect(await get()).toBe('first');
    expect(asked).toHaveLength(1);
    await clock.advance(1);
    expect(await get()).toBe('first');
    await clock.advance(0);
    expect(await get()).toBe('second');
    expect(asked).toHaveLength(2);
  });

  it('of a short life is renewed in its last tenth, not with every call', async () => {
    const { clock, get, asked } = tokensFrom([given('first', 60), given('second', 60)]);
    await get();
    await clock.advance(53_999);
    await get();
    expect(asked).toHaveLength(1);
    await clock.advance(1);
    await get();
    expect(asked).toHaveLength(2);
  });

  it('that cannot be renewed serves to its very end, and the renewal is tried every half minute', async () => {
    const { clock, get, asked } = tokensFrom([given('first')]);
    await get();
    await clock.advance(115 * minuteMs);
    for (let call = 0; call < 10; call += 1) expect(await get()).toBe('first');
    expect(asked).toHaveLength(2);
    await clock.advance(30_000);
    expect(await get()).toBe('first');
    expect(asked).toHaveLength(3);
    await clock.advance(4.5 * minuteMs);
    expect(await get()).toBe('unreachable');
  });

  it('lives from the asking, not from an answer that was long on its way', async () => {
    const { clock, get } = tokensFrom([given('first', 60), given('second', 60)], { tookMs: 10_000 });
    const askedMs = clock.now();
    await get();
    await clock.advance(60_000 - (clock.now() - askedMs));
    expect(await get()).toBe('second');
  });

  it.each([
    [-1, 'bent'],
    [undefined, 'missing'],
    ['7200', 'bent'],
  ])('whose life is %j is none, and the field is named', async (expire, why) => {
    const bent: Answer = {
      kind: 'accepted',
      status: 200,
      code: 0,
      message: '',
      logId: undefined,
      body: { tenant_access_token: 't', expire },
    };
    const { clock, tokens } = tokensFrom([bent]);
    expect(await clock.until(tokens.get())).toMatchObject({ kind: 'broken', field: 'expire', why });
  });

  it('is asked for again after a request that failed', async () => {
    const { get } = tokensFrom([failed, given('first')]);
    expect(await get()).toBe('unreachable');
    expect(await get()).toBe('first');
  });

  it('that was refused is not used again', async () => {
    const { tokens, get } = tokensFrom([given('first'), given('second')]);
    await get();
    tokens.discard('first');
    expect(await get()).toBe('second');
  });

  it('is not thrown away for the refusal of an older one', async () => {
    const { tokens, get, asked } = tokensFrom([given('first')]);
    await get();
    tokens.discard('older');
    expect(await get()).toBe('first');
    expect(asked).toHaveLength(1);
  });

  it('is asked for with the secret of the day: a rotated one needs no restart', async () => {
    const { tokens, get, asked } = tokensFrom([given('first'), given('second')]);
    await get();
    tokens.discard('first');
    await get();
    expect(asked.map((body) => JSON.parse(body))).toEqual([
      { app_id: 'cli_app', app_secret: 'secret-1' },
      { app_id: 'cli_app', app_secret: 'secret-2' },
    ]);
  });
});

describe('a secret that cannot be had', () => {
  it('is no token, and says what went wrong by name only', async () => {
    const denied = Object.assign(new Error('not allowed to read arn:aws:secretsmanager:…'), {
      name: 'AccessDeniedException',
    });
    const { clock, tokens, asked } = tokensFrom([], { appSecret: () => Promise.reject(denied) });
    expect(await clock.until(tokens.get())).toEqual({ kind: 'no_secret', cause: 'AccessDeniedException' });
    expect(asked).toEqual([]);
  });

  it('is not waited for longer than any request', async () => {
    const { clock, tokens } = tokensFrom([], { appSecret: () => new Promise(() => undefined) });
    const startMs = clock.now();
    expect(await clock.until(tokens.get())).toEqual({ kind: 'no_secret', cause: 'timeout' });
    expect(clock.now() - startMs).toBe(500);
  });
});
