// What report reads of a batch's call book: how many calls it took, and for a batch that was never finished what is known
// of its records.

import * as v from 'valibot';

import { readJson } from '../../shared/json.ts';
import { callBookKey } from '../../shared/keys.ts';
import { outcomeSchema } from '../../shared/outcome.ts';
import type { RecordsStore } from '../../shared/records-store.ts';

const bookSchema = v.object({
  settled: v.optional(v.array(outcomeSchema), []),
  /** Written by an invocation that stopped orderly: in which state it left each record that is not settled. */
  left: v.optional(v.array(v.object({ name: v.string(), state: v.string() })), []),
  calls: v.optional(v.number(), 0),
  throttled: v.optional(v.number(), 0),
});
export type CallBook = v.InferOutput<typeof bookSchema>;

export async function readCallBook(
  store: RecordsStore,
  job: string,
  batch: number,
): Promise<CallBook | undefined> {
  const text = await store.read(callBookKey(job, batch));
  return text === undefined ? undefined : v.parse(bookSchema, readJson(text));
}
