// exports/{run}/read.json: every window of a run (a piece of time that is read to its end), written once when none is missing.

import * as v from 'valibot';

import { Document } from '../document.ts';
import { windowEntrySchema } from './window.ts';

const schema = v.object({
  v: v.literal(1),
  /** The windows of times of creation, in the order of time; empty in mode `changes`. */
  created: v.array(windowEntrySchema),
  /** The windows of times of the last change, in the order of time. */
  modified: v.array(windowEntrySchema),
  read_at: v.string(),
});
export type RunRead = v.InferOutput<typeof schema>;

export const runReadJson = new Document('exports/{run}/read.json', {
  by: ['export'],
  writes: 'once',
  schema,
});
