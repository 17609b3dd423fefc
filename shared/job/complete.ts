// complete.json: the job is over and its report can be written. No call starts once it is there.

import * as v from 'valibot';

import { Document } from '../document.ts';
import { instant } from '../values/schemas.ts';

const schema = v.object({
  v: v.literal(1),
  job: v.string(),
  by: v.picklist(['split', 'deliver', 'sweeper']),
  /** Why the sweeper gave the job up; absent where it came to its own end. */
  reason: v.optional(v.string()),
  completed_at: instant,
});

export const completeJson = new Document('jobs/{job}/complete.json', {
  by: ['split', 'deliver', 'sweeper'],
  writes: 'once',
  schema,
});
