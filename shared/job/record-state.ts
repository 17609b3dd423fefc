// The state of a record of a batch. deliver's journal keeps it as it is; functions/deliver/record/next.ts alone makes one state
// of another. Report asks here whether a record that deliver left is surely unsent.

import * as v from 'valibot';

import { outcomeSchema } from './outcomes.ts';

/** Epoch milliseconds of the look-ups, since the last call, that did not find what was sent. */
const emptyLooks = v.array(v.number());

/** Why nobody can look the record up: Feishu refuses to, or the app lacks the scope. */
const notLooked = v.picklist(['refused', 'no_scope']);

const stateSchema = v.variant('at', [
  /** Surely not processed: it may be sent. */
  v.object({
    at: v.literal('unsent'),
    /** A call of this job that carried the record was not answered. */
    attempted: v.boolean(),
    empty_looks_ms: emptyLooks,
    /** Enough looks since that call, far enough apart, did not find what was sent. */
    confirmed_absent: v.boolean(),
    /** It is sent again without a look since that call. */
    not_looked: v.optional(notLooked),
  }),
  /** Sent, and the answer does not say what became of it. */
  v.object({ at: v.literal('in_doubt'), empty_looks_ms: emptyLooks }),
  /** Feishu says that the record is there already; of a remove, that it is not there. */
  v.object({ at: v.literal('conflict'), attempted: v.boolean(), empty_looks_ms: emptyLooks }),
  v.object({ at: v.literal('settled'), outcome: outcomeSchema }),
]);
export type RecordState = v.InferOutput<typeof stateSchema>;
export type WhyNotLooked = v.InferOutput<typeof notLooked>;

/** What Feishu said last of the record where that settled nothing; the code is 0 where it said nothing. */
const lastSchema = v.object({ code: v.number(), message: v.string() });
export type LastSaid = v.InferOutput<typeof lastSchema>;

export const knownSchema = v.object({
  state: stateSchema,
  /** Calls carrying only this record that ended without a usable answer. */
  broke_alone: v.number(),
  last: lastSchema,
  /** The part of the halved batch that the record belongs to; 0 until a batch is halved. */
  part: v.number(),
  /** The same for halved look-ups; the newest part has the highest number. */
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
  broke_alone: 0,
  last: { code: 0, message: '' },
  part: 0,
  look_part: 0,
};

/** Nothing of the record is at Feishu by this job: it may be told as `unsent`. */
export function isSurelyUnsent(state: RecordState): boolean {
  return state.at === 'unsent' && (!state.attempted || state.confirmed_absent);
}
