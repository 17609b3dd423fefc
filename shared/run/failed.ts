// exports/{run}/failed.json: a run was given up, and why. Once it is written, the run's parts are removed from snapshots/.

import * as v from 'valibot';

import { Document } from '../document.ts';
import { troubleSchema } from '../feishu/trouble.ts';
import { instant } from '../values/schemas.ts';
import { toldSchema } from '../words/say.ts';

const schema = v.object({
  v: v.literal(2),
  run: v.string(),
  dataset: v.string(),
  reason: toldSchema,
  trouble: v.fallback(v.optional(troubleSchema), undefined),
  failed_at: instant,
});

export const failedJson = new Document('exports/{run}/failed.json', {
  by: ['export'],
  writes: 'once',
  schema,
});
