// The journal of a batch, written before its first call. Without outcomes it says what may have been sent: deliver takes it
// up from there, and report closes a batch by it that was never finished.

import * as v from 'valibot';

import { troubleSchema } from '../feishu/trouble.ts';
import { Document } from '../document.ts';
import { outcomeSchema } from './outcomes.ts';

const pending = v.object({
  name: v.string(),
  state: v.picklist(['unsent', 'doubt', 'conflict']),
  attempted: v.boolean(),
  empty_looks_ms: v.array(v.number()),
  broke_alone: v.number(),
  part: v.optional(v.number(), 0),
  look_part: v.optional(v.number(), 0),
  /** The record was sent, looked up since, and is surely not processed. */
  seen_unprocessed: v.optional(v.boolean(), false),
  last_code: v.optional(v.number(), 0),
  last_message: v.optional(v.string(), ''),
});

const schema = v.object({
  v: v.literal(2),
  by: v.string(),
  taken_ms: v.number(),
  first_call_ms: v.number(),
  /** Absent while an invocation works on the batch, or if it died: then every record that is not settled may have been sent. */
  left: v.optional(v.array(pending)),
  settled: v.array(outcomeSchema),
  /** How many records a call may carry; halved for a batch that breaks its calls. */
  group_size: v.number(),
  broken: v.optional(v.number(), 0),
  calls: v.optional(v.number(), 0),
  throttled: v.optional(v.number(), 0),
  /** The last trouble of a call. Nothing depends on it, so one that cannot be read is absent. */
  trouble: v.fallback(v.optional(troubleSchema), undefined),
});

export type Journal = v.InferOutput<typeof schema>;

export const journalJson = new Document('jobs/{job}/journal/{batch}.json', {
  by: ['deliver'],
  writes: 'replaced',
  schema,
});
