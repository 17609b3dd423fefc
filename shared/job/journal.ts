// The journal of a batch, written before its first call: what may have been sent, and which records are settled (have their
// outcome). Deliver goes on from it. Report closes by it a batch that has no outcomes when its job ends, and takes from it the
// number of calls.

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
  /**
   * The records that were not settled when an invocation left the batch in order. Absent while one works on it, or if it died:
   * then every record that is not in `settled` may have been sent.
   */
  left: v.optional(v.array(pending)),
  settled: v.array(outcomeSchema),
  /** How many records a call may carry. It is halved when the batch has broken several calls. */
  group_size: v.number(),
  broken: v.optional(v.number(), 0),
  calls: v.optional(v.number(), 0),
  throttled: v.optional(v.number(), 0),
  /** The last trouble of a call or look-up. One that cannot be read is taken as absent, because nothing depends on it. */
  trouble: v.fallback(v.optional(troubleSchema), undefined),
});

export type Journal = v.InferOutput<typeof schema>;

export const journalJson = new Document('jobs/{job}/journal/{batch}.json', {
  by: ['deliver'],
  writes: 'replaced',
  schema,
});
