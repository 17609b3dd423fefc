// Reads the body of an accepted answer, or says which of its fields could not be read.

import type { JsonObject } from '../values/json.ts';
import type { Accepted, Answer, InDoubt, NotProcessed } from './answer.ts';
import type { Unread, Unreadable } from './unread.ts';

/** `unread` names a field that could not be read, if the rest could. */
export type Reading<Value> =
  | { readonly kind: 'read'; readonly value: Value; readonly unread?: Unread | undefined }
  | Unreadable;

export type Reader<Value> = (body: JsonObject) => Reading<Value>;

export type Taken<Value> = Accepted & { readonly value: Value; readonly unread?: Unread | undefined };

/** An accepted answer that cannot be read is a broken one: it does not say what became of the records. */
export function takeFrom<Value>(answer: Answer, read: Reader<Value>): Taken<Value> | NotProcessed | InDoubt {
  if (answer.kind !== 'accepted') return answer;
  const reading = read(answer.body);
  if (reading.kind === 'read') return { ...answer, value: reading.value, unread: reading.unread };
  const { status, code, logId } = answer;
  const { field, why } = reading;
  return { kind: 'broken', status, code, logId, message: `${field} could not be read`, field, why };
}
