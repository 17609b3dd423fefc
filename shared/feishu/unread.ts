// Which field of an answer could not be read, and why. It holds names of fields and no value of an answer.

import * as v from 'valibot';

/** `field`: its path, like data.records.3.id, with elements of a list counted from 0. */
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

/** The field at or below `path` that does not meet the schema, by the issue that valibot found. */
export function unreadAt(path: string, issue: v.BaseIssue<unknown> | undefined): Unread {
  const below = (issue && v.getDotPath(issue)) ?? '';
  const field = [path, below].filter((name) => name !== '').join('.');
  const place = issue?.path?.at(-1);
  // The value as it came, before the schema changed it.
  const value: unknown = place ? place.value : issue?.input;
  return { field, why: value === undefined ? 'missing' : 'bent' };
}
