// Makes of the answer to a write call one verdict for each record that was sent. Results are matched by the records' identities,
// because no page of the API promises their order.

import * as v from 'valibot';

import { isJsonObject, numberOf, type JsonObject } from '../values/json.ts';
import type { WriteOperation } from './operation.ts';
import { unreadAt, type Unread } from './unread.ts';

export type RecordVerdict =
  | { readonly kind: 'done'; readonly id: string | undefined }
  | { readonly kind: 'refused'; readonly code: number; readonly message: string }
  /** A code that the operation's table does not have. */
  | { readonly kind: 'unknown_code'; readonly code: number; readonly message: string }
  /** There is no result, or one that cannot be read, or the identity was sent or answered twice: the record must be looked up. */
  | { readonly kind: 'no_result'; readonly unread: Unread };

export const resultsField = 'data.operate_results';

/** The verdicts in the order of `records`; undefined if the answer has no list of results. */
export function readResults(
  operation: WriteOperation,
  records: readonly JsonObject[],
  body: JsonObject,
): readonly RecordVerdict[] | undefined {
  const results: unknown = isJsonObject(body.data) ? body.data.operate_results : undefined;
  if (!Array.isArray(results)) return undefined;

  const found = oneByIdentity(operation.identity, results);
  const sent = oneByIdentity(operation.identity, records);
  return records.map((record) => {
    const name = record[operation.identity];
    const result = sent.has(name) ? found.get(name) : undefined;
    if (!result) return { kind: 'no_result', unread: { field: resultsField, why: 'incomplete' } };
    return v.is(operation.result, result)
      ? toVerdict(operation, result)
      : { kind: 'no_result', unread: bentResult(operation, results.indexOf(result), result) };
  });
}

/**
 * The items by identity, without those that have none and without identities that come twice: a second result, even one that cannot
 * be read, says that something is wrong.
 */
function oneByIdentity(identity: string, items: readonly unknown[]): ReadonlyMap<unknown, JsonObject> {
  const seen = new Set<unknown>();
  const found = new Map<unknown, JsonObject>();
  for (const item of items.filter(isJsonObject)) {
    const name = item[identity];
    if (seen.has(name)) found.delete(name);
    else if (typeof name === 'string' && name !== '') found.set(name, item);
    seen.add(name);
  }
  return found;
}

function bentResult({ result: schema }: WriteOperation, index: number, result: JsonObject): Unread {
  return unreadAt(`${resultsField}.${index}`, v.safeParse(schema, result).issues?.[0]);
}

function toVerdict(operation: WriteOperation, result: JsonObject): RecordVerdict {
  const code = numberOf(result.code);
  const message = typeof result.message === 'string' ? result.message : '';
  if (code === undefined)
    return { kind: 'no_result', unread: { field: `${resultsField}.code`, why: 'bent' } };
  if (code === 0) return { kind: 'done', id: typeof result.id === 'string' ? result.id : undefined };
  return { kind: operation.codes.includes(code) ? 'refused' : 'unknown_code', code, message };
}
