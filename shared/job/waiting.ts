// waiting/{operation}/{job}-{batch}.json: a batch has left its lane, and other jobs must not overtake it with the same records. Only
// of operations with one lane, for which the order of two jobs counts: of two updates of one record the later must be the last.
// Deliver removes it when the batch has its outcomes.

import * as v from 'valibot';

import { Document } from '../document.ts';

const schema = v.object({
  v: v.literal(1),
  /** Epoch milliseconds at which it first left its lane: what has left first goes first. */
  first_left_ms: v.number(),
  /** The identities of its records. */
  records: v.array(v.string()),
});

export const waitingJson = new Document('waiting/{operation}/{job}-{batch}.json', {
  by: ['deliver'],
  writes: 'again',
  schema,
});
