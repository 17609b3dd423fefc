// The parts of a snapshot before they are published. staged.json is written once when the last part is there; it has all
// that the manifest will say of the parts and their records.

import * as v from 'valibot';

import { Document, StoredObject } from '../document.ts';
import { count } from '../values/schemas.ts';
import { totalsSchema } from '../values/totals.ts';

const partSchema = v.object({
  /** Its name in the snapshot. */
  name: v.string(),
  /** The key at which it is staged. */
  key: v.string(),
  records: count,
  bytes: count,
  sha256: v.string(),
});
export type StagedPart = v.InferOutput<typeof partSchema>;

const schema = v.object({
  v: v.literal(1),
  parts: v.array(partSchema),
  records: count,
  totals: totalsSchema,
  fields: v.array(v.string()),
  maybe_hidden: v.array(v.object({ field: v.string(), scope: v.string() })),
  dropped: v.object({ repeats: count, older_states: count }),
  windows: count,
  read_at: v.string(),
});
export type Staged = v.InferOutput<typeof schema>;

export const stagedJson = new Document('exports/{run}/staged.json', {
  by: ['export'],
  writes: 'once',
  schema,
});

const place = { by: ['export'], writes: 'again' } as const;

/**
 * `code`: 16 digits of the SHA-256 of the code that made the part. Other code does not take it up: it may bound parts elsewhere.
 */
export const stagedPartJson = new Document('exports/{run}/parts/{code}/{part}.json', {
  ...place,
  schema: partSchema,
});
export const stagedPart = new StoredObject('exports/{run}/parts/{code}/{part}-{sha}.{extension}', place);
