// complete.json: the job is over, and its report can be written. Deliver sends no more records once it has seen it.

import * as v from 'valibot';

import { Document } from '../document.ts';
import { instant } from '../values/schemas.ts';
import { saySchema } from '../words/say.ts';

const schema = v.object({
  v: v.literal(1),
  job: v.string(),
  by: v.picklist(['split', 'deliver', 'sweeper']),
  /** Why the sweeper closed a job that was not done in time; else absent. */
  reason: v.optional(saySchema),
  completed_at: instant,
});

export const completeJson = new Document('jobs/{job}/complete.json', {
  by: ['split', 'deliver', 'sweeper'],
  writes: 'once',
  schema,
});
