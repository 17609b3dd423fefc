// One page of a query's answer, held against the operation's schema; the records are what came, field by field.

import * as v from 'valibot';

import { isJsonObject, type JsonObject } from '../json.ts';
import type { QueryOperation } from './operation.ts';

export interface Page {
  readonly records: readonly JsonObject[];
  /** Of the next page; undefined after the last. */
  readonly nextToken: string | undefined;
}

type PageRead = ({ readonly kind: 'page' } & Page) | { readonly kind: 'unreadable'; readonly why: string };

const dataSchema = v.object({
  has_more: v.boolean(),
  page_token: v.nullish(v.string()),
  // A service that writes null for an empty list.
  records: v.nullish(v.array(v.unknown())),
});

export function readPage(operation: QueryOperation, body: JsonObject): PageRead {
  const data = v.safeParse(dataSchema, body.data);
  if (!data.success)
    return { kind: 'unreadable', why: `data.${v.getDotPath(data.issues[0]) ?? ''} is not as the page says` };
  const { has_more, page_token, records: list } = data.output;

  const records = list ?? [];
  for (const [index, record] of records.entries()) {
    const issue = v.safeParse(operation.record, record).issues?.[0];
    if (issue)
      return {
        kind: 'unreadable',
        why: `data.records.${index}.${v.getDotPath(issue) ?? ''} is not as the page says`,
      };
  }

  // Other lists of the platform send "" for "no token", and has_more alone says whether there is a next page. More
  // without a way to it is a contradiction: to stop there would cut the list off in silence.
  if (has_more && (page_token ?? '') === '')
    return { kind: 'unreadable', why: 'more pages, but no page_token' };
  return {
    kind: 'page',
    records: records.filter(isJsonObject),
    nextToken: has_more ? (page_token ?? undefined) : undefined,
  };
}
