// sent.json: every batch of the job was put on the lanes' queue. The job's patience (how long it is tried before it is given up)
// counts from then.

import * as v from 'valibot';

import { Document } from '../document.ts';
import { count, instant } from '../values/schemas.ts';

const schema = v.object({ v: v.literal(1), job: v.string(), batches: count, sent_at: instant });

export const sentJson = new Document('jobs/{job}/sent.json', { by: ['split'], writes: 'once', schema });
