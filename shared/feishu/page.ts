// One page of a query's answer, checked by the operation's schema, as far as the reader needs its fields. Its records are passed on as
// they came.

import * as v from 'valibot';

import { isJsonObject, type JsonObject } from '../values/json.ts';
import type { QueryOperation } from './operation.ts';
import { unreadAt, type Unread, type Unreadable } from './unread.ts';

export interface Page {
  readonly records: readonly JsonObject[];
  /** The token of the next page; undefined on the last page. */
  readonly nextToken: string | undefined;
}

/** What a reader needs who asks for records by their identities: a field in another form is no fault if it is none of these. */
export interface Needed {
  /** Each record must have it, as text. */
  readonly identity: string;
  /** Names of fields, also of those in details. */
  readonly fields: ReadonlySet<string>;
}

type PageRead = ({ readonly kind: 'page' } & Page) | Unreadable;

const dataSchema = v.object({
  has_more: v.boolean(),
  page_token: v.nullish(v.string()),
  // Some services write null for an empty list.
  records: v.nullish(v.array(v.unknown())),
});

/** `needed` undefined: every field of the schema is. */
export function readPage(operation: QueryOperation, body: JsonObject, needed?: Needed): PageRead {
  const data = v.safeParse(dataSchema, body.data);
  if (!data.success) return unreadable(unreadAt('data', data.issues[0]));
  const { has_more, page_token, records: list } = data.output;

  const records = list ?? [];
  for (const [index, record] of records.entries()) {
    const issues = v.safeParse(operation.record, record).issues;
    const issue = issues?.find((one) => !needed || isNeeded(one, needed));
    if (issue) return unreadable(unreadAt(`data.records.${index}`, issue));
    if (needed && !isText(record, needed.identity))
      return unreadable({ field: `data.records.${index}.${needed.identity}`, why: 'missing' });
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

function isNeeded({ path }: v.BaseIssue<unknown>, { identity, fields }: Needed): boolean {
  const names = (path ?? []).map(({ key }) => key).filter((key) => typeof key === 'string');
  return names[0] === identity || names.every((name) => fields.has(name));
}

function isText(record: unknown, field: string): boolean {
  const value = isJsonObject(record) ? record[field] : undefined;
  return typeof value === 'string' && value !== '';
}

function unreadable({ field, why }: Unread): Unreadable {
  return { kind: 'unreadable', field, why };
}
