import { describe, expect, it } from 'vitest';

import { handClock } from '../../test/hand-clock.ts';
import type { Answer } from './answer.ts';
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
const failed: Answer = { kind: 'unanswered', why: 'timeout' };

/** Tokens from a list of answers; secrets change from request to request. */
function tokensFrom(...answers: readonly Answer[]) {
  const clock = handClock();
  const asked: string[] = [];
  const tokens = createTokens({
    baseUrl: 'https://open.feishu.cn',
    appId: 'cli_app',
    appSecret: () => Promise.resolve(`secret-${asked.length + 1}`),
    clock,
    send: ({ body }) => {
      asked.push(body);
      return Promise.resolve(answers[asked.length - 1] ?? failed);
    },
  });
  const get = async () => {
    const answer = await tokens.get();
    return answer.kind === 'token' ? answer.token : answer.kind;
  };
  return { clock, tokens, get, asked };
}

describe('a token', () => {
  it('serves until five minutes before its end, and then there is a new one', async () => {
    const { clock, get, asked } = tokensFrom(given('first'), given('second'));
    expect(await get()).toBe('first');
    await clock.advance(115 * minuteMs - 1);
    expect(await get()).toBe('first');
    await clock.advance(1);
    expect(await get()).toBe('second');
    expect(asked).toHaveLength(2);
  });

  it('of a short life is renewed in its last tenth, not with every call', async () => {
    const { clock, get, asked } = tokensFrom(given('first', 60), given('second', 60));
    await get();
    await clock.advance(53_000);
    expect(await get()).toBe('first');
    await clock.advance(1_000);
    expect(await get()).toBe('second');
    expect(asked).toHaveLength(2);
  });

  it('that cannot be renewed serves to its very end', async () => {
    const { clock, get } = tokensFrom(given('first'), failed, failed);
    await get();
    await clock.advance(119 * minuteMs);
    expect(await get()).toBe('first');
    await clock.advance(minuteMs);
    expect(await get()).toBe('unanswered');
  });

  it('is asked for again after a request that failed', async () => {
    const { get } = tokensFrom(failed, given('first'));
    expect(await get()).toBe('unanswered');
    expect(await get()).toBe('first');
  });

  it('that was refused is not used again', async () => {
    const { tokens, get } = tokensFrom(given('first'), given('second'));
    await get();
    tokens.discard('first');
    expect(await get()).toBe('second');
  });

  it('is not thrown away for the refusal of an older one', async () => {
    const { tokens, get, asked } = tokensFrom(given('first'));
    await get();
    tokens.discard('older');
    expect(await get()).toBe('first');
    expect(asked).toHaveLength(1);
  });

  it('is asked for with the secret of the day: a rotated one needs no restart', async () => {
    const { tokens, get, asked } = tokensFrom(given('first'), given('second'));
    await get();
    tokens.discard('first');
    await get();
    expect(asked.map((body) => JSON.parse(body))).toEqual([
      { app_id: 'cli_app', app_secret: 'secret-1' },
      { app_id: 'cli_app', app_secret: 'secret-2' },
    ]);
  });
});
