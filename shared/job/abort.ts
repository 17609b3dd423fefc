// jobs/{job}/abort: the object by which a person, deliver or the sweeper (the part of report that comes on a schedule) stops a job.
// Deliver looks for it before each call that sends records, so a call may still start just after it was written.

import * as v from 'valibot';

import { Document } from '../document.ts';
import { saySchema } from '../words/say.ts';

const text = v.fallback(v.optional(v.string()), undefined);

/** A person may put any object there, also an empty one, and it stops the job: a field that cannot be read is taken as absent. */
const schema = v.fallback(
  v.object({
    v: v.fallback(v.optional(v.literal(1)), undefined),
    /** Who stopped the job, by one of the names below. A person's own object need not have it. */
    by: text,
    /** Feishu's code, if deliver stopped the job because too many records were refused with it; or a word of ours. */
    code: text,
    /** Of deliver or the sweeper a sentence of ours; of a person any text. */
    reason: v.fallback(v.optional(v.union([v.string(), saySchema])), undefined),
  }),
  {},
);

export const abortMark = new Document('jobs/{job}/abort', {
  by: ['a person', 'deliver', 'sweeper'],
  writes: 'once',
  schema,
});
