// One page of a query's answer, held against the operation's schema; the records are what came, field by field.

import * as v from 'valibot';

import { isJsonObject, type JsonObject } from '../values/json.ts';
import type { QueryOperation } from './operation.ts';
import { unreadAt, type Unread, type Unreadable } from './unread.ts';

export interface Page {
  readonly records: readonly JsonObject[];
  /** Of the next page; undefined after the last. */
  readonly nextToken: string | undefined;
}

type PageRead = ({ readonly kind: 'page' } & Page) | Unreadable;

const dataSchema = v.object({
  has_more: v.boolean(),
  page_token: v.nullish(v.string()),
  // A service that writes null for an empty list.
  records: v.nullish(v.array(v.unknown())),
});

export function readPage(operation: QueryOperation, body: JsonObject): PageRead {
  const data = v.safeParse(dataSchema, body.data);
  if (!data.success) return unreadable(unreadAt('data', data.issues[0]));
  const { has_more, page_token, records: list } = data.output;

  const records = list ?? [];
  for (const [index, record] of records.entries()) {
    const issue = v.safeParse(operation.record, record).issues?.[0];
    if (issue) return unreadable(unreadAt(`data.records.${index}`, issue));
  }

  // Other lists of the platform send "" for "no token", and has_more alone says whether there is a next page. More
  // without a way to it is a contradiction: to stop there would cut the list off in silence.
  if (has_more && (page_token ?? '') === '') return unreadable({ field: 'data.page_token', why: 'missing' });
  return {
    kind: 'page',
    records: records.filter(isJsonObject),
    nextToken: has_more ? (page_token ?? undefined) : undefined,
  };
}

function unreadable({ field, why }: Unread): Unreadable {
  return { kind: 'unreadable', field, why };
}
