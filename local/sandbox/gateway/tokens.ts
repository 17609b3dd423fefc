// Tenant access tokens: their issue, life, renewal and withdrawal.
// https://open.feishu.cn/document/server-docs/authentication-management/access-token/tenant_access_token_internal

import { randomBytes } from 'node:crypto';

export interface Tokens {
  issue(appId: string): { token: string; expireSeconds: number };
  appOf(token: string): string | undefined;
  withdraw(appId: string): void;
  reset(): void;
}

interface Token {
  readonly text: string;
  readonly appId: string;
  readonly endsMs: number;
}

export function createTokens(lifeMs: number, now: () => number): Tokens {
  const valid = new Map<string, Token>();
  const newest = new Map<string, Token>();
  // Milliseconds: 30 minutes of a life of two hours. If a token has less left, a new one is issued, and the old one stays
  // valid to its end.
  const renewMs = lifeMs / 4;

  const mint = (appId: string, nowMs: number): Token => {
    for (const token of valid.values()) if (token.endsMs <= nowMs) valid.delete(token.text);
    const token = { text: `t-${randomBytes(20).toString('hex')}`, appId, endsMs: nowMs + lifeMs };
    valid.set(token.text, token);
    newest.set(appId, token);
    return token;
  };

  return {
    issue(appId) {
      const nowMs = now();
      const held = newest.get(appId);
      const leftMs = held ? held.endsMs - nowMs : 0;
      // More than a whole life can be left only after the clock was moved back.
      const token = held && leftMs >= renewMs && leftMs <= lifeMs ? held : mint(appId, nowMs);
      return { token: token.text, expireSeconds: Math.floor((token.endsMs - nowMs) / 1000) };
    },
    appOf(text) {
      const token = valid.get(text);
      return token && token.endsMs > now() ? token.appId : undefined;
    },
    withdraw(appId) {
      newest.delete(appId);
      for (const token of valid.values()) if (token.appId === appId) valid.delete(token.text);
    },
    reset() {
      valid.clear();
      newest.clear();
    },
  };
}
