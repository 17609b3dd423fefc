// What an answer to a call means for its records: one closed union. It is decided by the code, read by the operation's table and
// then the gateway's, and by the HTTP status, and never by `msg`.

import type { JsonObject } from '../values/json.ts';
import type { CallCodes, CallVerdict } from './codes/code.ts';
import { gatewayCodes } from './codes/gateway.ts';
import { readEnvelope } from './envelope.ts';
import type { Exchange, Silence } from './exchange.ts';
import type { Unread } from './unread.ts';

interface Said {
  readonly status: number;
  /** Undefined if the answer was not in the form of Feishu's API. */
  readonly code: number | undefined;
  /** Feishu's id of the request, for its support. */
  readonly logId: string | undefined;
  /** Feishu's words, or empty. They may quote what was sent, so they belong into the report and never into a log. */
  readonly message: string;
}

/** A field that a call was refused for. `field` is Feishu's own path, like records[3].user_id. */
export interface Violation {
  readonly field?: string | undefined;
  readonly value?: string | undefined;
  readonly description?: string | undefined;
}

export type Accepted = Said & { readonly kind: 'accepted'; readonly body: JsonObject };

/** The call failed and none of its records was processed. */
export type NotProcessed =
  /** No connection: nothing was sent. */
  | { readonly kind: 'unreachable'; readonly cause: string | undefined }
  | (Said & { readonly kind: 'refused'; readonly violations: readonly Violation[] })
  /** Too many calls. `resetMs`: how long to wait, if Feishu said so. */
  | (Said & { readonly kind: 'throttled'; readonly resetMs: number | undefined })
  /** Feishu refused the token. */
  | (Said & { readonly kind: 'unauthorised' })
  /** Feishu lets no such call pass until a person changes credentials, a scope, an address or a quota. */
  | (Said & {
      readonly kind: 'barred';
      readonly missingScopes: readonly string[];
      readonly help: string | undefined;
    });

/** The records may have been processed or not: they must be looked up before they are sent again. */
export type InDoubt =
  /** No table has the code. */
  | (Said & { readonly kind: 'unknown_code' })
  /**
   * An error of Feishu's, or an answer that cannot be read or contradicts itself; with the field that could not be read, if it was
   * one.
   */
  | (Said & { readonly kind: 'broken' } & { readonly [Name in keyof Unread]?: Unread[Name] | undefined })
  | {
      readonly kind: 'unanswered';
      readonly why: Exclude<Silence, 'no_connection'>;
      readonly cause: string | undefined;
      /** The time from the request to the end of the waiting. */
      readonly waitedMs: number;
      readonly status: number | undefined;
      readonly logId: string | undefined;
    };

export type Answer = Accepted | NotProcessed | InDoubt;

export function readAnswer(codes: CallCodes, exchange: Exchange): Answer {
  if (exchange.kind === 'silence') return readSilence(exchange);

  const { status, headers } = exchange;
  const envelope = readEnvelope(exchange.body);
  const { code, msg: message, error, body } = envelope.kind === 'envelope' ? envelope : nothingSaid;
  const said: Said = { status, code, message, logId: logIdOf(headers) ?? error?.log_id };

  const kind = verdictOf(codes, status, code);
  switch (kind) {
    case 'accepted':
      return { ...said, kind, body };
    case 'refused':
      return { ...said, kind, violations: error?.field_violations ?? [] };
    case 'throttled':
      return { ...said, kind, resetMs: resetMs(headers) };
    case 'barred': {
      const missingScopes = error?.permission_violations.flatMap(({ subject }) => subject ?? []) ?? [];
      return { ...said, kind, missingScopes, help: error?.helps[0]?.url };
    }
    case 'broken':
      // The body of a 5xx does not matter.
      return envelope.kind === 'unreadable' && status < 500
        ? { ...said, kind, field: envelope.field, why: envelope.why }
        : { ...said, kind };
    case 'unauthorised':
    case 'unknown_code':
      return { ...said, kind };
  }
}

const nothingSaid = { code: undefined, msg: '', error: undefined, body: {} } as const;

const gateway: CallCodes = gatewayCodes;

function verdictOf(
  codes: CallCodes,
  status: number,
  code?: number,
): CallVerdict | 'accepted' | 'unknown_code' {
  // With a 5xx the records may be stored or not, whatever the body says.
  if (status >= 500) return 'broken';
  if (code === 0) return status < 300 ? 'accepted' : 'broken';
  const known = code === undefined ? undefined : (codes[code] ?? gateway[code]);
  if (known) return known;
  if (status === 429) return 'throttled';
  if (status === 413) return 'refused';
  return code === undefined ? 'broken' : 'unknown_code';
}

function readSilence({ why, cause, waitedMs, begun }: Extract<Exchange, { kind: 'silence' }>): Answer {
  if (why === 'no_connection') return { kind: 'unreachable', cause };
  const logId = begun && logIdOf(begun.headers);
  return { kind: 'unanswered', why, cause, waitedMs, status: begun?.status, logId };
}

function logIdOf(headers: Headers): string | undefined {
  return headers.get('x-tt-logid') ?? undefined;
}

/** Feishu gives seconds, which may be fractional or 0; it sends no Retry-After. */
function resetMs(headers: Headers): number | undefined {
  const seconds = Number.parseFloat(headers.get('x-ogw-ratelimit-reset') ?? '');
  return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : undefined;
}
