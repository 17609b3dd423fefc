// The envelope of every JSON answer of Feishu's: {code, msg, data, error}. Only `code` is always there; another field in a wrong
// form must not hide it.

import * as v from 'valibot';

import { isJsonObject, numberOf, readJson, type JsonObject } from '../values/json.ts';
import type { Unreadable } from './unread.ts';

const words = v.fallback(v.optional(v.string()), undefined);
const listOf = <Item extends v.GenericSchema>(item: Item) => v.fallback(v.array(item), []);

const schema = v.object({
  code: v.pipe(v.unknown(), v.transform(numberOf), v.number(), v.integer()),
  msg: v.fallback(v.string(), ''),
  error: v.fallback(
    v.optional(
      v.object({
        log_id: words,
        field_violations: listOf(v.object({ field: words, value: words, description: words })),
        permission_violations: listOf(v.object({ subject: words })),
        helps: listOf(v.object({ url: words })),
      }),
    ),
    undefined,
  ),
});

export type Envelope = v.InferOutput<typeof schema> & {
  readonly kind: 'envelope';
  readonly body: JsonObject;
};

/** Unreadable if it has no integer `code`, as a proxy's page, a torn body, or another service's JSON. */
export function readEnvelope(text: string): Envelope | Unreadable {
  const body = readJson(text);
  if (!isJsonObject(body)) return { kind: 'unreadable', field: 'code', why: 'no_json' };
  const envelope = v.safeParse(schema, body);
  if (envelope.success) return { ...envelope.output, kind: 'envelope', body };
  return { kind: 'unreadable', field: 'code', why: body.code === undefined ? 'missing' : 'bent' };
}
