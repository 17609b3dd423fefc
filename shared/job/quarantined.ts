// A message that no function can read, with the reason. A retry would not read it better.

import * as v from 'valibot';

import { Document } from '../document.ts';
import { instant } from '../values/schemas.ts';

const schema = v.object({
  v: v.literal(1),
  from: v.picklist(['intake', 'lanes', 'exports']),
  reason: v.string(),
  body: v.string(),
  quarantined_at: instant,
});
export type Quarantined = v.InferOutput<typeof schema>;

export const quarantinedJson = new Document('quarantine/{date}/{id}.json', {
  by: ['split', 'deliver', 'export'],
  writes: 'again',
  schema,
});
