// The journal of a batch, written before its first call: what may have been sent, and which records are settled (have their
// outcome). Deliver goes on from it. Report closes by it a batch that has no outcomes when its job ends, and takes from it the
// number of calls.

import * as v from 'valibot';

import { troubleSchema } from '../feishu/trouble.ts';
import { Document } from '../document.ts';
import { knownSchema, type KnownRecord } from './record-state.ts';

const schema = v.object({
  v: v.literal(2),
  by: v.string(),
  /** Epoch milliseconds, by the clock of the invocation that took the journal. */
  taken_ms: v.number(),
  /**
   * The first moment since the last release at which an invocation took it: by that one's clock, and by Feishu's at the least. The
   * latter is absent where no answer had shown Feishu's clock yet. Any call that nobody vouches for was made since.
   */
  since_ms: v.number(),
  since_feishu_ms: v.optional(v.number()),
  /** False while an invocation works on the batch, or if it died: then every record that is not settled may have been sent. */
  released: v.boolean(),
  /** In the order of the batch, as the last release left them; empty before it. */
  records: v.array(knownSchema),
  /** How many calls broke since records were last halved, or at all; epoch milliseconds of the first of them. */
  broken: v.optional(v.number(), 0),
  broke_ms: v.optional(v.number()),
  /** How many batches of the job had outcomes when that was first looked at. */
  outcomes_then: v.optional(v.number()),
  /** Epoch milliseconds of the last write call that was accepted, and how many calls broke since. */
  accepted_ms: v.optional(v.number()),
  broken_since: v.optional(v.number(), 0),
  calls: v.optional(v.number(), 0),
  throttled: v.optional(v.number(), 0),
  /** Feishu's clock less ours, where the two differ by so much that people should know; else absent. */
  feishu_ahead_ms: v.optional(v.number()),
  /** The last trouble of a call or look-up. One that cannot be read is taken as absent, because nothing depends on it. */
  trouble: v.fallback(v.optional(troubleSchema), undefined),
});

export type Journal = v.InferOutput<typeof schema>;

export const journalJson = new Document('jobs/{job}/journal/{batch}.json', {
  by: ['deliver'],
  writes: 'replaced',
  schema,
});

/** What the journal vouches for of the record at that place of the batch; undefined where the record may have been sent since. */
export function vouchedFor({ released, records }: Journal, place: number): KnownRecord | undefined {
  const known = records[place];
  return released || known?.state.at === 'settled' ? known : undefined;
}
