// A trouble: a call, a look-up or a step of our own that ended badly, as it is told to a person who asks later. Feishu's words may
// quote what was sent, so they are kept with the pay data and never logged.

import * as v from 'valibot';

import { nameOf } from '../log.ts';
import type { NotSent } from './call.ts';
import type { Failure } from './client.ts';
import type { Repeat } from './shown-pages.ts';
import type { NoToken } from './token.ts';

/** The kinds of answers, a secret that could not be read, three bad ends of a list of pages, and a failed step of our own. */
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
  'repeated_page',
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
  /** The field of the answer that could not be read, like data.records.3.id. */
  field: v.optional(v.string()),
  /** The time from the request to the end of the waiting, if no answer came. */
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

/** A list of pages that was given up before its last page, though each of its calls was answered. */
export type ListFailure =
  | { readonly kind: 'repeated_token' | 'empty_pages'; readonly logId: string | undefined }
  | { readonly kind: 'repeated_page'; readonly logId: string | undefined; readonly repeat: Repeat };

/** The most characters that are kept of a message. Feishu's sentences are shorter; another server may send megabytes. */
const mostWordsLength = 500;

/** What is told as a trouble. A call that was not sent, because its time was over or its job was stopped, is none. */
export type Failing = Exclude<Failure, NotSent> | NoToken | ListFailure;

export function troubleOf(failure: Failing, atMs: number): Trouble {
  const field = 'field' in failure ? failure.field : undefined;
  // The message of an answer with a field that could not be read may be "success", which would mislead.
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

/** The trouble of an error that the store, the queue or our own code has thrown. */
export function troubleOfOwn(error: unknown, atMs: number): Trouble {
  return { kind: 'failed', cause: nameOf(error), at_ms: atMs };
}

export function factsOf({ message: _, at_ms: __, ...facts }: Trouble): TroubleFacts {
  return facts;
}
