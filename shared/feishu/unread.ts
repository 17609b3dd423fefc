// Which field of an answer could not be read. Names of fields only: no value of an answer.

import * as v from 'valibot';

/** `field`: as the page names it, like data.records.3.id. */
export interface Unread {
  readonly field: string;
  /**
   * - no_json: the body is no JSON object, so no field can be there.
   * - missing: the field is not there.
   * - bent: the field is there in another form.
   * - incomplete: a list is there and lacks an element.
   */
  readonly why: 'no_json' | 'missing' | 'bent' | 'incomplete';
}

export type Unreadable = { readonly kind: 'unreadable' } & Unread;

/** The field below `path` that does not meet the schema. */
export function unreadAt(path: string, issue: v.BaseIssue<unknown> | undefined): Unread {
  const below = (issue && v.getDotPath(issue)) ?? '';
  const field = [path, below].filter((name) => name !== '').join('.');
  const place = issue?.path?.at(-1);
  // The value as it came, before the schema changed it.
  const value: unknown = place ? place.value : issue?.input;
  return { field, why: value === undefined ? 'missing' : 'bent' };
}
