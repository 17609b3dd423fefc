// exports/{run}/effort.json: what a run (one export) has cost, for its manifest, and its last trouble, for a person who asks why it
// waits. A crash loses what was counted since the invocation began.

import * as v from 'valibot';

import { Document } from '../document.ts';
import { troubleSchema } from '../feishu/trouble.ts';

const schema = v.object({
  calls: v.number(),
  throttled: v.number(),
  invocations: v.number(),
  /** A trouble that cannot be read is taken as absent, because nothing depends on it. */
  trouble: v.fallback(v.optional(troubleSchema), undefined),
});
export type Effort = v.InferOutput<typeof schema>;

export const effortJson = new Document('exports/{run}/effort.json', {
  by: ['export'],
  writes: 'again',
  schema,
});
