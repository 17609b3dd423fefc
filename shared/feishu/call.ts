// One call, until its end is known: it gets a token, waits for the next slot of its lane (the caller's share of the time slots),
// and is given up after its time. It is sent again here only if nothing was processed: after "too many calls", and once after a
// refused token.

import type { Clock } from '../clock.ts';
import { readAnswer, type Answer, type InDoubt, type NotProcessed } from './answer.ts';
import { tokenCodes } from './codes/gateway.ts';
import { exchange, type Fetch, type Request } from './exchange.ts';
import { createFeishuClock, type FeishuClock } from './feishu-clock.ts';
import type { Operation } from './operation.ts';
import { takeFrom, type Reader, type Taken } from './reading.ts';
import { createThrottling } from './throttling.ts';
import type { Lane, Wait } from './timetable.ts';
import { createTokens, type NoToken } from './token.ts';

export interface CallerOptions {
  /** https://open.feishu.cn, https://open.larksuite.com or a sandbox's. */
  readonly baseUrl: string;
  readonly appId: string;
  /** Read for each token, so that a rotated secret needs no restart. */
  readonly appSecret: () => Promise<string>;
  readonly clock: Clock;
  readonly fetch: Fetch;
  readonly timeoutMs: number;
  /** Called once for each request to Feishu, also for a token, and also if it did not get through. */
  readonly onRequest?: (line: RequestLine) => void;
}

/** What the log tells of a request: it has no field for a token, a secret or a body. */
export interface RequestLine {
  readonly operation: string;
  readonly records: number;
  readonly kind: Answer['kind'];
  readonly status: number | undefined;
  readonly code: number | undefined;
  readonly logId: string | undefined;
  /** Why there was no answer, or why a field of the answer could not be read. `cause` is Node's own code, `field` the field. */
  readonly why: string | undefined;
  readonly cause: string | undefined;
  readonly field: string | undefined;
  readonly startedMs: number;
  readonly tookMs: number;
}

export interface Call<Value> {
  readonly operation: Pick<Operation, 'name' | 'method' | 'callCodes'>;
  readonly path: string;
  readonly body: string;
  /** How many records it carries. */
  readonly records: number;
  readonly lane: Lane;
  readonly read: Reader<Value>;
}

/** The call was not sent, or only in tries of which Feishu processed nothing. */
export type NotSent =
  | { readonly kind: 'not_sent'; readonly why: 'deadline' | 'aborted' }
  | { readonly kind: 'not_sent'; readonly why: 'no_token'; readonly because: NoToken };

export interface Caller {
  call<Value>(call: Call<Value>, wait: Wait): Promise<Taken<Value> | NotProcessed | InDoubt | NotSent>;
  /** Feishu's clock, as the answers have shown it so far. */
  readonly feishuClock: FeishuClock;
  /** Ends when an answer has shown Feishu's clock, or at the deadline. Asks for a token if no answer has come yet. */
  meetClock(wait: Wait): Promise<void>;
}

export function createCaller(options: CallerOptions): Caller {
  const { clock, fetch, timeoutMs, onRequest } = options;
  // Throws for a wrong base URL, which would else look like a network that is down.
  const baseUrl = new URL(options.baseUrl).href.replace(/\/+$/, '');
  const tokenApi = { name: 'tenant_access_token', method: 'POST', callCodes: tokenCodes } as const;
  const tokens = createTokens({
    ...options,
    baseUrl,
    send: (request, read) => send(tokenApi, request, 0, read),
  });
  const throttling = createThrottling(() => clock.now());
  const feishuClock = createFeishuClock(clock);

  async function send<Value>(
    api: Call<Value>['operation'],
    request: Request,
    records: number,
    read: Reader<Value>,
    signal?: AbortSignal,
  ): Promise<Taken<Value> | NotProcessed | InDoubt> {
    const startedMs = clock.now();
    const end = await exchange(fetch, request, { clock, timeoutMs, signal });
    const tookMs = clock.now() - startedMs;
    const came = readAnswer(api.callCodes, end);
    // Only of an answer in the form of the API: a page of something between may be dated by another clock.
    if (end.kind === 'response' && 'code' in came && came.code !== undefined)
      feishuClock.saw(end.headers.get('date'), startedMs);
    const answer = takeFrom(came, read);
    const unread = answer.kind === 'accepted' ? answer.unread : undefined;
    onRequest?.({
      operation: api.name,
      records,
      kind: answer.kind,
      status: 'status' in answer ? answer.status : undefined,
      code: 'code' in answer ? answer.code : undefined,
      logId: 'logId' in answer ? answer.logId : undefined,
      why: 'why' in answer ? answer.why : unread?.why,
      cause: 'cause' in answer ? answer.cause : undefined,
      field: 'field' in answer ? answer.field : unread?.field,
      startedMs,
      tookMs,
    });
    return answer;
  }

  async function call<Value>(
    { operation, path, body, records, lane, read }: Call<Value>,
    wait: Wait,
  ): Promise<Taken<Value> | NotProcessed | InDoubt | NotSent> {
    let tokensRefused = 0;
    for (;;) {
      const held = await beforeDeadline(clock, wait, tokens.get());
      if (held.kind !== 'token') return withoutToken(held);
      const turn = await lane.turn(wait);
      if (turn !== 'go') return { kind: 'not_sent', why: turn };

      const request = { method: operation.method, url: baseUrl + path, body, token: held.token };
      const startedMs = clock.now();
      const answer = await send(operation, request, records, read, wait.signal);
      if (answer.kind === 'throttled') {
        lane.backOff(answer.resetMs);
        if (throttling.isHopeless(operation.name, startedMs, answer.resetMs)) return answer;
        continue;
      }
      throttling.forget(operation.name);
      if (answer.kind !== 'unauthorised') return answer;
      tokens.discard(held.token);
      tokensRefused += 1;
      if (tokensRefused > 1) return answer;
    }
  }

  return {
    call,
    feishuClock,
    async meetClock(wait) {
      if (!feishuClock.difference()) await beforeDeadline(clock, wait, tokens.get());
    },
  };
}

/** A token request serves many callers and goes on; a caller whose time is over stops waiting for it. */
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

/** How a call ends that got no token. What bars the token request bars the call; after another end of it the call was not sent. */
function withoutToken(held: NoToken | NotSent): NotProcessed | NotSent {
  if (held.kind === 'barred' || held.kind === 'not_sent') return held;
  return { kind: 'not_sent', why: 'no_token', because: held };
}
