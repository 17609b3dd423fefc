// What an accepted answer holds, or which of its fields could not be read. Names of fields only: no value of an answer.

import * as v from 'valibot';

import type { JsonObject } from '../values/json.ts';
import type { Accepted, Answer, InDoubt, NotProcessed } from './answer.ts';

/** The field as the page names it, like data.records.3.id. */
export interface Unread {
  readonly field: string;
  /**
   * - no_json: the body is no JSON object, so that no field can be there.
   * - missing: the field is not there. · bent: it is there, in another form.
   * - incomplete: a list is there, and one of its elements is not.
   */
  readonly why: 'no_json' | 'missing' | 'bent' | 'incomplete';
}

export type Unreadable = { readonly kind: 'unreadable' } & Unread;

/** `unread` names a field that could not be read, where the rest could. */
export type Reading<Value> =
  | { readonly kind: 'read'; readonly value: Value; readonly unread?: Unread | undefined }
  | Unreadable;

export type Reader<Value> = (body: JsonObject) => Reading<Value>;

export type Taken<Value> = Accepted & { readonly value: Value; readonly unread?: Unread | undefined };

/** An accepted answer that cannot be read does not say what became of the call: it is a broken one. */
export function takeFrom<Value>(answer: Answer, read: Reader<Value>): Taken<Value> | NotProcessed | InDoubt {
  if (answer.kind !== 'accepted') return answer;
  const reading = read(answer.body);
  if (reading.kind === 'read') return { ...answer, value: reading.value, unread: reading.unread };
  const { status, code, logId } = answer;
  const { field, why } = reading;
  return { kind: 'broken', status, code, logId, message: `${field} could not be read`, field, why };
}

/** Where in what stands at `path` the schema was not met. */
export function unreadAt(path: string, issue: v.BaseIssue<unknown> | undefined): Unread {
  const below = (issue && v.getDotPath(issue)) ?? '';
  const field = [path, below].filter((name) => name !== '').join('.');
  const place = issue?.path?.at(-1);
  // The value as it came, not as the schema has changed it.
  const value: unknown = place ? place.value : issue?.input;
  return { field, why: value === undefined ? 'missing' : 'bent' };
}
