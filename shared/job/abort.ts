// abort: a person, deliver or the sweeper stops the job. No call starts once it is there.

import * as v from 'valibot';

import { Document } from '../document.ts';

const text = v.fallback(v.optional(v.string()), undefined);

/** A person may put any object there, also an empty one: what cannot be read is absent. */
const schema = v.fallback(
  v.object({
    v: v.fallback(v.optional(v.literal(1)), undefined),
    /** Who of ours stopped it; absent for a person. */
    by: text,
    /** Feishu's code, where most records of a batch were refused with it, or a word of ours. */
    code: text,
    reason: text,
  }),
  {},
);

export const abortMark = new Document('jobs/{job}/abort', {
  by: ['a person', 'deliver', 'sweeper'],
  writes: 'once',
  schema,
});
