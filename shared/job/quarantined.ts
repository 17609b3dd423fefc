// quarantine/{date}/{id}.json: a message that a function could not work with, with the reason.

import * as v from 'valibot';

import { Document } from '../document.ts';
import { instant } from '../values/schemas.ts';
import { toldSchema } from '../words/say.ts';

const schema = v.object({
  v: v.literal(1),
  from: v.picklist(['drops', 'intake', 'lanes', 'exports']),
  reason: toldSchema,
  body: v.string(),
  quarantined_at: instant,
});
export type Quarantined = v.InferOutput<typeof schema>;

export const quarantinedJson = new Document('quarantine/{date}/{id}.json', {
  by: ['split', 'deliver', 'export'],
  writes: 'again',
  schema,
});
