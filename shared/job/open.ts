// open/{job}: a job that is not finished. Split writes it before anything else and report removes it last, so that the
// sweeper finds every job, whichever function died where.

import * as v from 'valibot';

import { Document } from '../document.ts';
import { instant } from '../values/schemas.ts';
import { sourceSchema } from './plan.ts';

/** Loose: a field that a later split adds must survive the sweeper's count of tries. */
const schema = v.looseObject({
  v: v.literal(1),
  source: sourceSchema,
  /** The message's text. Absent for a file: S3 still has the file, and the queue does not keep the message. */
  message: v.optional(v.string()),
  opened_at: instant,
  /** How often the sweeper has started the job again. */
  tries: v.optional(v.number(), 0),
  tried_at: v.optional(instant),
});
export type OpenJob = v.InferOutput<typeof schema>;

export const openJob = new Document('open/{job}', { by: ['split', 'sweeper'], writes: 'replaced', schema });
