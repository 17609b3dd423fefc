// The trouble that ended a call, for a person who asks later. Feishu's words may quote what was sent, so they are kept with the pay
// data and never logged.

import * as v from 'valibot';

import { nameOf } from '../log.ts';
import type { NotSent } from './call.ts';
import type { Failure } from './client.ts';
import type { NoToken } from './token.ts';

/** The kinds of answers, then the ends of a list of pages, then a failed step of our own. */
const kinds = [
  'unreachable',
  'refused',
  'throttled',
  'unauthorised',
  'barred',
  'broken',
  'unknown_code',
  'unanswered',
  'no_secret',
  'repeated_token',
  'empty_pages',
  'failed',
] as const;

const factsFields = {
  kind: v.picklist(kinds),
  /** Why there was no answer, or why the field could not be read. */
  how: v.optional(v.string()),
  status: v.optional(v.number()),
  code: v.optional(v.number()),
  log_id: v.optional(v.string()),
  /** Node's own code, or the name of an error. */
  cause: v.optional(v.string()),
  /** Of the answer, like data.records.3.id: it could not be read. */
  field: v.optional(v.string()),
  /** From the request to the end of the waiting, where no answer came. */
  waited_ms: v.optional(v.number()),
};
/** The fields that may be logged. */
export const troubleFactsSchema = v.object(factsFields);
export type TroubleFacts = v.InferOutput<typeof troubleFactsSchema>;

export const troubleSchema = v.object({
  ...factsFields,
  message: v.optional(v.string()),
  at_ms: v.number(),
});
export type Trouble = v.InferOutput<typeof troubleSchema>;

/** A list of pages that does not end, though each of its calls was answered. */
export interface ListFailure {
  readonly kind: 'repeated_token' | 'empty_pages';
  readonly logId: string | undefined;
}

/** Feishu's sentences are shorter. Another server in its place may send megabytes. */
const mostWordsLength = 500;

/** A call that was not sent, because its time was over or its job was stopped, is no trouble. */
export type Failing = Exclude<Failure, NotSent> | NoToken | ListFailure;

export function troubleOf(failure: Failing, atMs: number): Trouble {
  const field = 'field' in failure ? failure.field : undefined;
  // The message of an answer that could not be read is "success", which would mislead.
  const words = 'message' in failure && field === undefined ? failure.message : '';
  return {
    kind: failure.kind,
    how: 'why' in failure ? failure.why : undefined,
    status: 'status' in failure ? failure.status : undefined,
    code: 'code' in failure ? failure.code : undefined,
    log_id: 'logId' in failure ? failure.logId : undefined,
    cause: 'cause' in failure ? failure.cause : undefined,
    field,
    waited_ms: 'waitedMs' in failure ? failure.waitedMs : undefined,
    message: words === '' ? undefined : words.slice(0, mostWordsLength),
    at_ms: atMs,
  };
}

/** For an error of the store, the queue or our own code. */
export function troubleOfOwn(error: unknown, atMs: number): Trouble {
  return { kind: 'failed', cause: nameOf(error), at_ms: atMs };
}

export function factsOf({ message: _, at_ms: __, ...facts }: Trouble): TroubleFacts {
  return facts;
}
