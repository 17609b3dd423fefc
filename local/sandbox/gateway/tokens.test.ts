import { describe, expect, it } from 'vitest';

import { createTokens } from './tokens.ts';

describe('the life a token is given out with', () => {
  it('is whole, whatever the clock does while it is made', () => {
    let nowMs = 0;
    const tokens = createTokens(7_200_000, () => (nowMs += 1));
    expect(tokens.issue('app').expireSeconds).toBe(7200);
  });

  it('is never longer than two hours, also after the clock was moved back', () => {
    let nowMs = 10_000_000;
    const tokens = createTokens(7_200_000, () => nowMs);
    const { token } = tokens.issue('app');
    nowMs = 0;
    const again = tokens.issue('app');
    expect(again.expireSeconds).toBe(7200);
    expect(again.token).not.toBe(token);
  });
});
