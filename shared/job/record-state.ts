// The state of a record of a batch. deliver's journal keeps it as it is; functions/deliver/record/next.ts alone makes one state
// of another. Report asks here whether a record that deliver left is surely unsent.

import * as v from 'valibot';

import { saySchema } from '../words/say.ts';
import { outcomeSchema } from './outcomes.ts';

/** Epoch milliseconds of the look-ups, since the last call, that did not find what was sent. */
const emptyLooks = v.array(v.number());

/** Why nobody can look the record up: Feishu refuses to, or the app lacks the scope. */
const notLooked = v.picklist(['refused', 'no_scope']);

const stateSchema = v.variant('at', [
  /** To be sent: surely not processed, or safe to send twice. */
  v.object({
    at: v.literal('unsent'),
    /** A call of this job carried the record, and no answer said whether it was processed. */
    attempted: v.boolean(),
    empty_looks_ms: emptyLooks,
    /** Enough looks since that call, far enough apart, did not find what was sent. */
    confirmed_absent: v.boolean(),
    /** It is sent again without a look since that call. */
    not_looked: v.optional(notLooked),
  }),
  /** Sent, and it is not known what became of it. */
  v.object({ at: v.literal('in_doubt'), empty_looks_ms: emptyLooks }),
  /** Feishu refused it because it is, or may be, there already; of a remove, because it is not there. */
  v.object({ at: v.literal('conflict'), attempted: v.boolean(), empty_looks_ms: emptyLooks }),
  v.object({ at: v.literal('settled'), outcome: outcomeSchema }),
]);
export type RecordState = v.InferOutput<typeof stateSchema>;
export type WhyNotLooked = v.InferOutput<typeof notLooked>;

/** What Feishu said last of the record, or of the call that carried it, where that settled nothing. Code 0: it gave none. */
const lastSchema = v.object({
  code: v.number(),
  message: v.union([v.string(), saySchema]),
  log_id: v.optional(v.string()),
  /** Of the answer, like data.operate_results.3.code: it could not be read. */
  field: v.optional(v.string()),
});
export type LastSaid = v.InferOutput<typeof lastSchema>;

export const knownSchema = v.object({
  state: stateSchema,
  /** How many calls with this record were not answered, or had an answer that is broken or has an unknown code. */
  broke: v.number(),
  /** How many of these had only this record. */
  broke_alone: v.number(),
  last: lastSchema,
  /**
   * When the first call began that may have been processed, in epoch milliseconds by Feishu's clock (at the least, as it was known
   * then) and by ours. What Feishu created before cannot be of this job. Absent where no such call was made.
   */
  called_ms: v.optional(v.number()),
  called_our_ms: v.optional(v.number()),
  /** As in functions/deliver/record/item.ts. */
  part: v.number(),
  look_part: v.number(),
});
export type KnownRecord = v.InferOutput<typeof knownSchema>;

export const neverSent: Extract<RecordState, { at: 'unsent' }> = {
  at: 'unsent',
  attempted: false,
  empty_looks_ms: [],
  confirmed_absent: false,
};

export const unknownRecord: KnownRecord = {
  state: neverSent,
  broke: 0,
  broke_alone: 0,
  last: { code: 0, message: '' },
  part: 0,
  look_part: 0,
};

/** Nothing of the record is at Feishu by this job: it may be told as `unsent`. */
export function isSurelyUnsent(state: RecordState): boolean {
  return state.at === 'unsent' && (!state.attempted || state.confirmed_absent);
}
