// sent.json: every batch of the job is on the lanes' queue. A job's patience counts from here.

import * as v from 'valibot';

import { Document } from '../document.ts';
import { count, instant } from '../values/schemas.ts';

const schema = v.object({ v: v.literal(1), job: v.string(), batches: count, sent_at: instant });

export const sentJson = new Document('jobs/{job}/sent.json', { by: ['split'], writes: 'once', schema });
