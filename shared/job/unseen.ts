// unseen/{job}.json: the sweeper has found a file of which no event came. So each such file is started and counted once.

import * as v from 'valibot';

import { Document } from '../document.ts';
import { instant } from '../values/schemas.ts';

const schema = v.object({
  v: v.literal(1),
  /** False: a newer version stood in its place, or it was removed, so it was only told. */
  started: v.boolean(),
  found_at: instant,
});

export const unseenJson = new Document('unseen/{job}.json', { by: ['sweeper'], writes: 'once', schema });

/**
 * The sweeper has looked at this inbox for the first time. Files that are older than this object are not started: their jobs may have
 * stood in a records bucket that is gone.
 */
export const firstLook = new Document('watched/{bucket}.json', {
  by: ['sweeper'],
  writes: 'once',
  schema: v.object({ v: v.literal(1), looked_at: instant }),
});
