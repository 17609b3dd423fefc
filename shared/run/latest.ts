// snapshots/{dataset}/_latest.json: of the published runs of a dataset the one that began last, and the full run that began last. A
// run that ends late never takes the place of one that began after it.

import * as v from 'valibot';

import { Document } from '../document.ts';

const place = {
  run: v.string(),
  dt: v.string(),
  /** The folder of its parts and its manifest. */
  prefix: v.string(),
  manifest: v.string(),
  started_at: v.string(),
};

const schema = v.object({
  v: v.literal(1),
  dataset: v.string(),
  ...place,
  mode: v.picklist(['full', 'changes']),
  bookmark: v.string(),
  selection: v.string(),
  full: v.optional(v.object(place)),
});
export type Latest = v.InferOutput<typeof schema>;

export const latestJson = new Document('snapshots/{dataset}/_latest.json', {
  by: ['export'],
  writes: 'replaced',
  schema,
});
