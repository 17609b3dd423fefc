// exports/{run}/read.json: every window of a run, written once when none is missing.

import * as v from 'valibot';

import { Document } from '../document.ts';
import { windowEntrySchema } from './window.ts';

const schema = v.object({
  v: v.literal(1),
  /** By creation, in the order of time; empty in a run of changes. */
  created: v.array(windowEntrySchema),
  /** By their last change. */
  modified: v.array(windowEntrySchema),
  read_at: v.string(),
});
export type RunRead = v.InferOutput<typeof schema>;

export const runReadJson = new Document('exports/{run}/read.json', {
  by: ['export'],
  writes: 'once',
  schema,
});
