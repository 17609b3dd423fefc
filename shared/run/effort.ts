// exports/{run}/effort.json: what a run has cost, for its manifest, and its last trouble, for a person who asks why the run
// waits. A crash loses what was counted since the invocation began.

import * as v from 'valibot';

import { Document } from '../document.ts';
import { troubleSchema } from '../feishu/trouble.ts';

const schema = v.object({
  calls: v.number(),
  throttled: v.number(),
  invocations: v.number(),
  /** Nothing depends on it, so one that cannot be read is absent. */
  trouble: v.fallback(v.optional(troubleSchema), undefined),
});
export type Effort = v.InferOutput<typeof schema>;

export const effortJson = new Document('exports/{run}/effort.json', {
  by: ['export'],
  writes: 'again',
  schema,
});
