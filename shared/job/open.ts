// open/{job}: stands there while a job is not finished. Split writes it before anything else and report removes it last. So the
// sweeper (the part of report that comes on a schedule) finds every job, whichever function died where.

import * as v from 'valibot';

import { Document } from '../document.ts';
import { instant } from '../values/schemas.ts';
import { sourceSchema } from './plan.ts';

/** Unknown fields are kept: the sweeper writes the object again to count a try, and must not drop what a later split has added. */
const schema = v.looseObject({
  v: v.literal(1),
  source: sourceSchema,
  /** The content of an intake message, because its queue does not keep it. Absent for a file, which is read from S3 again. */
  message: v.optional(v.string()),
  opened_at: instant,
  /** How often the sweeper has sent the job to split again. */
  tries: v.optional(v.number(), 0),
  tried_at: v.optional(instant),
});
export type OpenJob = v.InferOutput<typeof schema>;

export const openJob = new Document('open/{job}', { by: ['split', 'sweeper'], writes: 'replaced', schema });
