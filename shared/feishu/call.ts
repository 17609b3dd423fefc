// One call until something is known of it: it waits for its lane's turn, carries a token, and is given up after its
// time. It is sent again here only where nothing was processed: "too many calls", and a token that was refused, once.

import type { Clock } from '../clock.ts';
import { readAnswer, type Accepted, type Answer, type NotProcessed } from './answer.ts';
import { tokenCodes } from './codes/gateway.ts';
import { exchange, type Fetch, type Request } from './exchange.ts';
import type { Operation } from './operation.ts';
import type { Lane, Wait } from './timetable.ts';
import { createTokens, type TokenAnswer } from './token.ts';

export interface CallerOptions {
  /** https://open.feishu.cn, https://open.larksuite.com or a sandbox's. */
  readonly baseUrl: string;
  readonly appId: string;
  /** Asked for with each token, so that a rotated secret needs no restart. */
  readonly appSecret: () => Promise<string>;
  readonly clock: Clock;
  readonly fetch: Fetch;
  readonly timeoutMs: number;
  /** Once for each request that went out. */
  readonly onRequest?: (line: RequestLine) => void;
}

/** For the log: holds neither token nor secret nor body. */
export interface RequestLine {
  readonly operation: string;
  readonly records: number;
  readonly kind: Answer['kind'];
  readonly status: number | undefined;
  readonly code: number | undefined;
  readonly logId: string | undefined;
  readonly startedMs: number;
  readonly tookMs: number;
}

export interface Call {
  readonly operation: Pick<Operation, 'name' | 'callCodes'>;
  readonly path: string;
  readonly body: string;
  /** How many records it carries. */
  readonly records: number;
  readonly lane: Lane;
}

/** The call never went out. */
export type NotSent =
  | { readonly kind: 'not_sent'; readonly why: 'deadline' | 'aborted' }
  | { readonly kind: 'not_sent'; readonly why: 'no_token'; readonly because: Exclude<Answer, Accepted> };

export type Caller = (call: Call, wait: Wait) => Promise<Answer | NotSent>;

export function createCaller(options: CallerOptions): Caller {
  const { baseUrl, clock, fetch, timeoutMs, onRequest } = options;
  const tokenApi = { name: 'tenant_access_token', callCodes: tokenCodes };
  const tokens = createTokens({ ...options, send: (request) => send(tokenApi, request, 0) });

  async function send(
    api: Call['operation'],
    request: Request,
    records: number,
    signal?: AbortSignal,
  ): Promise<Answer> {
    const startedMs = clock.now();
    const answer = readAnswer(api.callCodes, await exchange(fetch, request, { clock, timeoutMs, signal }));
    const { status, code, logId } = answer.kind === 'unanswered' ? noAnswer : answer;
    const tookMs = clock.now() - startedMs;
    onRequest?.({ operation: api.name, records, kind: answer.kind, status, code, logId, startedMs, tookMs });
    return answer;
  }

  return async function call({ operation, path, body, records, lane }, wait) {
    let tokenRefused = false;
    for (;;) {
      const held = await beforeDeadline(clock, wait, tokens.get());
      if (held.kind !== 'token') return withoutToken(held);
      const turn = await lane.turn(wait);
      if (turn !== 'go') return { kind: 'not_sent', why: turn };

      const request = { url: baseUrl + path, body, token: held.token };
      const answer = await send(operation, request, records, wait.signal);
      if (answer.kind === 'throttled') {
        lane.backOff(answer.resetMs);
      } else if (answer.kind === 'unauthorised' && !tokenRefused) {
        tokenRefused = true;
        tokens.discard(held.token);
      } else {
        return answer;
      }
    }
  };
}

const noAnswer = { status: undefined, code: undefined, logId: undefined };

/** A token request serves many callers and goes on; the one whose time is over stops waiting for it. */
async function beforeDeadline<Value>(
  clock: Clock,
  { deadlineMs, signal }: Wait,
  value: Promise<Value>,
): Promise<Value | NotSent> {
  const got = new AbortController();
  const stop = AbortSignal.any(signal ? [got.signal, signal] : [got.signal]);
  const timeIsOver = clock
    .sleep(deadlineMs - clock.now(), stop)
    .then((): NotSent => ({ kind: 'not_sent', why: signal?.aborted ? 'aborted' : 'deadline' }));
  try {
    return await Promise.race([value, timeIsOver]);
  } finally {
    got.abort();
  }
}

/** What came of the token request is not what came of the call: that one never went out. */
function withoutToken(held: Exclude<TokenAnswer, { kind: 'token' }> | NotSent): NotProcessed | NotSent {
  if (held.kind === 'barred' || held.kind === 'not_sent') return held;
  return { kind: 'not_sent', why: 'no_token', because: held };
}
