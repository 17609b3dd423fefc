// The tenant access token: one request at a time however many callers wait, renewed before it ends, discarded when it is refused.
// https://open.feishu.cn/document/server-docs/authentication-management/access-token/tenant_access_token_internal

import * as v from 'valibot';

import type { Clock } from '../clock.ts';
import { numberOf } from '../values/json.ts';
import type { InDoubt, NotProcessed } from './answer.ts';
import type { Request } from './exchange.ts';
import { type Reader, type Taken } from './reading.ts';
import { unreadAt } from './unread.ts';

/** The secret could not be read; `cause` is the name of the error, or `timeout`. */
export interface NoSecret {
  readonly kind: 'no_secret';
  readonly cause: string;
}

export type NoToken = NotProcessed | InDoubt | NoSecret;
export type TokenAnswer = { readonly kind: 'token'; readonly token: string } | NoToken;

export interface Tokens {
  get(): Promise<TokenAnswer>;
  /** Call it with a token that Feishu has refused. Only the first of many callers causes a new request. */
  discard(token: string): void;
}

export interface TokenOptions {
  readonly baseUrl: string;
  readonly appId: string;
  readonly appSecret: () => Promise<string>;
  readonly clock: Clock;
  readonly timeoutMs: number;
  readonly send: (request: Request, read: typeof readToken) => Promise<TokenSent>;
}

export type TokenSent = Taken<Given> | NotProcessed | InDoubt;

interface Held {
  readonly token: string;
  readonly endMs: number;
  /** Epoch milliseconds from which a new token is asked for, while this one serves. */
  renewMs: number;
  /** How long after a renewal was asked for it is asked for again, if none has come. */
  readonly pauseMs: number;
}

/**
 * How long before its end a token is renewed. Feishu gives a new token in the last half hour of the old one; both are valid until
 * the old one ends.
 */
const renewEarlyMs = 5 * 60_000;
/** A token that lives for less than 50 minutes is renewed in the last tenth of its life instead. */
const lastShare = 0.1;
const pauseShare = 0.1;

const tokenSchema = v.object({
  tenant_access_token: v.pipe(v.string(), v.nonEmpty()),
  expire: v.pipe(v.unknown(), v.transform(numberOf), v.number(), v.minValue(0)),
});
type Given = v.InferOutput<typeof tokenSchema>;

/** This API's answer has no `data`. */
export const readToken: Reader<Given> = (body) => {
  const given = v.safeParse(tokenSchema, body);
  return given.success
    ? { kind: 'read', value: given.output }
    : { kind: 'unreadable', ...unreadAt('', given.issues[0]) };
};

export function createTokens(options: TokenOptions): Tokens {
  const { baseUrl, appId, clock, send } = options;
  let held: Held | undefined;
  let inFlight: Promise<TokenAnswer> | undefined;

  async function get(): Promise<TokenAnswer> {
    const now = clock.now();
    if (!held || now >= held.endMs) return ask();
    // No caller waits for a renewal, and a renewal that fails does no harm while this token is valid.
    if (now >= held.renewMs) {
      held.renewMs = now + held.pauseMs;
      void ask();
    }
    return { kind: 'token', token: held.token };
  }

  function ask(): Promise<TokenAnswer> {
    inFlight ??= request().finally(() => (inFlight = undefined));
    return inFlight;
  }

  async function request(): Promise<TokenAnswer> {
    const askedMs = clock.now();
    const secret = await secretInTime(options);
    if (secret.kind === 'no_secret') return secret;
    const body = JSON.stringify({ app_id: appId, app_secret: secret.secret });
    const url = `${baseUrl}/open-apis/auth/v3/tenant_access_token/internal`;
    const answer = await send({ method: 'POST', url, body }, readToken);
    if (answer.kind !== 'accepted') return answer;
    const { tenant_access_token: token, expire } = answer.value;
    const lifeMs = expire * 1000;
    // Counted from the request: the answer may have been long in flight.
    const endMs = askedMs + lifeMs;
    const earlyMs = Math.min(renewEarlyMs, lifeMs * lastShare);
    held = { token, endMs, renewMs: endMs - earlyMs, pauseMs: earlyMs * pauseShare };
    return { kind: 'token', token };
  }

  function discard(token: string): void {
    if (held?.token === token) held = undefined;
  }

  return { get, discard };
}

async function secretInTime({ appSecret, clock, timeoutMs }: TokenOptions) {
  const got = new AbortController();
  const tooLate = clock
    .sleep(timeoutMs, got.signal)
    .then((): NoSecret => ({ kind: 'no_secret', cause: 'timeout' }));
  const secret = appSecret().then(
    (value) => ({ kind: 'secret', secret: value }) as const,
    // The name only, like AccessDeniedException: the text might quote where the secret is.
    (error: unknown): NoSecret => ({
      kind: 'no_secret',
      cause: error instanceof Error ? error.name : 'unknown',
    }),
  );
  try {
    return await Promise.race([secret, tooLate]);
  } finally {
    got.abort();
  }
}
