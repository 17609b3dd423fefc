// One HTTP request and its end, as a value. The value holds neither the token nor the body that was sent.

import type { Clock } from '../clock.ts';

export type Fetch = typeof fetch;

export interface Request {
  readonly method: 'POST';
  readonly url: string;
  readonly body: string;
  readonly token?: string;
}

/** Why no whole answer came. For `no_connection` nothing was sent. For the others the server may have done anything. */
export type Silence = 'no_connection' | 'timeout' | 'aborted' | 'cut_off';

export type Exchange =
  | { readonly kind: 'response'; readonly status: number; readonly headers: Headers; readonly body: string }
  | {
      readonly kind: 'silence';
      readonly why: Silence;
      /** Node's own code of the error, like ECONNRESET; undefined if the error has none, as after a time-out. */
      readonly cause: string | undefined;
      readonly waitedMs: number;
      /** The status and headers of an answer that had begun; else undefined. */
      readonly begun: { readonly status: number; readonly headers: Headers } | undefined;
    };

export interface Patience {
  readonly clock: Clock;
  /** The longest time to the last byte of the answer, so that a body that comes too slowly ends the call too. */
  readonly timeoutMs: number;
  readonly signal?: AbortSignal | undefined;
}

export async function exchange(
  fetch: Fetch,
  { method, url, body, token }: Request,
  { clock, timeoutMs, signal }: Patience,
): Promise<Exchange> {
  const ended = new AbortController();
  const timedOut = new AbortController();
  void clock.sleep(timeoutMs, ended.signal).then(() => timedOut.abort());
  const startedMs = clock.now();
  let response: Response | undefined;
  try {
    response = await fetch(url, {
      method,
      headers: {
        'content-type': 'application/json; charset=utf-8',
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      },
      body,
      // A redirect would carry the token and the pay data to another server.
      redirect: 'manual',
      signal: AbortSignal.any(signal ? [timedOut.signal, signal] : [timedOut.signal]),
    });
    return {
      kind: 'response',
      status: response.status,
      headers: response.headers,
      body: await response.text(),
    };
  } catch (error) {
    const cause = codeOf(error);
    const begun = response && { status: response.status, headers: response.headers };
    const silence = { kind: 'silence', cause, waitedMs: clock.now() - startedMs, begun } as const;
    if (signal?.aborted) return { ...silence, why: 'aborted' };
    if (timedOut.signal.aborted) return { ...silence, why: 'timeout' };
    return { ...silence, why: cause !== undefined && beforeSending.has(cause) ? 'no_connection' : 'cut_off' };
  } finally {
    ended.abort();
  }
}

/** Node's codes for a request of which no byte was sent. Any other request may have reached the server. */
const beforeSending = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT']);

function codeOf(error: unknown): string | undefined {
  const cause = error instanceof Error ? error.cause : undefined;
  return cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : undefined;
}
