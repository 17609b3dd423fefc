// What report reads of a batch's call book: how many calls it took, and for a batch that was never finished what is known
// of its records.

import * as v from 'valibot';

import { journalSchema, type Journal } from '../../shared/job/journal.ts';
import { readJson } from '../../shared/values/json.ts';
import { callBookKey } from '../../shared/keys.ts';
import type { RecordsStore } from '../../shared/aws/store.ts';

export async function readCallBook(
  store: RecordsStore,
  job: string,
  batch: number,
): Promise<Journal | undefined> {
  const text = await store.read(callBookKey(job, batch));
  return text === undefined ? undefined : v.parse(journalSchema, readJson(text));
}
