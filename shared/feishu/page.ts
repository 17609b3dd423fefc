// One page of a query's answer, checked by the operation's schema. Its records are passed on as they came.

import * as v from 'valibot';

import { isJsonObject, type JsonObject } from '../values/json.ts';
import type { QueryOperation } from './operation.ts';
import { unreadAt, type Unread, type Unreadable } from './unread.ts';

export interface Page {
  readonly records: readonly JsonObject[];
  /** The token of the next page; undefined on the last page. */
  readonly nextToken: string | undefined;
}

type PageRead = ({ readonly kind: 'page' } & Page) | Unreadable;

const dataSchema = v.object({
  has_more: v.boolean(),
  page_token: v.nullish(v.string()),
  // Some services write null for an empty list.
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

  // Other lists of the platform send "" for "no token", and only has_more says whether there is a next page. More pages without a
  // token are a contradiction: to stop there would cut the list off in silence.
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
