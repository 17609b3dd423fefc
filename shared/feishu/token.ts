// The tenant access token: asked for once however many callers wait, renewed before it ends, thrown away when refused.
// https://open.feishu.cn/document/server-docs/authentication-management/access-token/tenant_access_token_internal

import * as v from 'valibot';

import type { Clock } from '../clock.ts';
import type { Accepted, Answer } from './answer.ts';
import type { Request } from './exchange.ts';

export type TokenAnswer = { readonly kind: 'token'; readonly token: string } | Exclude<Answer, Accepted>;

export interface Tokens {
  get(): Promise<TokenAnswer>;
  /** A token that Feishu has refused. Only the first of many callers to say so costs a request. */
  discard(token: string): void;
}

export interface TokenOptions {
  readonly baseUrl: string;
  readonly appId: string;
  readonly appSecret: () => Promise<string>;
  readonly clock: Clock;
  readonly send: (request: Request) => Promise<Answer>;
}

interface Held {
  readonly token: string;
  readonly renewMs: number;
  readonly endMs: number;
}

/** Feishu gives a new token in the last half hour of the old one, and both are good until the old one ends. */
const renewEarlyMs = 5 * 60_000;

const tokenSchema = v.object({
  tenant_access_token: v.pipe(v.string(), v.nonEmpty()),
  expire: v.pipe(v.number(), v.minValue(0)),
});

export function createTokens({ baseUrl, appId, appSecret, clock, send }: TokenOptions): Tokens {
  let held: Held | undefined;
  let inFlight: Promise<TokenAnswer> | undefined;

  async function get(): Promise<TokenAnswer> {
    const now = clock.now();
    if (held && now < held.renewMs) return { kind: 'token', token: held.token };
    inFlight ??= ask().finally(() => (inFlight = undefined));
    const answer = await inFlight;
    // A renewal that fails is no reason to stop while the old token is still good.
    if (answer.kind !== 'token' && held && clock.now() < held.endMs)
      return { kind: 'token', token: held.token };
    return answer;
  }

  async function ask(): Promise<TokenAnswer> {
    const askedMs = clock.now();
    const answer = await send({
      url: `${baseUrl}/open-apis/auth/v3/tenant_access_token/internal`,
      body: JSON.stringify({ app_id: appId, app_secret: await appSecret() }),
    });
    if (answer.kind !== 'accepted') return answer;
    // Flat, without `data`.
    if (!v.is(tokenSchema, answer.body)) {
      const { status, code, logId } = answer;
      return { kind: 'broken', status, code, logId, message: 'the answer holds no token' };
    }
    const { tenant_access_token: token, expire } = answer.body;
    const endMs = askedMs + expire * 1000;
    held = { token, endMs, renewMs: endMs - Math.min(renewEarlyMs, expire * 100) };
    return { kind: 'token', token };
  }

  function discard(token: string): void {
    if (held?.token === token) held = undefined;
  }

  return { get, discard };
}
