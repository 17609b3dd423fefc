// maker.json: who dropped the file or sent the message. It stands beside the plan, because an event that names nobody may start the job
// first: one that the sweeper sends, or one on the intake queue, to which many may write.

import * as v from 'valibot';

import { Document } from '../document.ts';

const schema = v.object({
  v: v.literal(1),
  /** The service that says so: S3 in its event, or SQS of a message. */
  by: v.picklist(['s3', 'sqs']),
  /** The principal as that service names it: `AIDA…` is a user, `AROA…:session` a role and the name of its session. */
  principal: v.string(),
});
export type Maker = v.InferOutput<typeof schema>;

export const makerJson = new Document('jobs/{job}/maker.json', { by: ['split'], writes: 'once', schema });
