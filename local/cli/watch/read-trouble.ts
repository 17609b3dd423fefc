// Reads the last trouble, with Feishu's words: that of a batch from its journal, that of an export from its effort.

import * as v from 'valibot';

import { effortSchema } from '../../../functions/export/effort.ts';
import { journalSchema } from '../../../shared/job/journal.ts';
import type { Trouble } from '../../../shared/feishu/trouble.ts';
import { readJson } from '../../../shared/values/json.ts';
import { callBookKey, runEffortKey } from '../../../shared/keys.ts';
import type { RecordsStore } from '../../../shared/aws/store.ts';

type Store = Pick<RecordsStore, 'read'>;

export async function readTrouble(store: Store, job: string, batch: number): Promise<Trouble | undefined> {
  const text = await store.read(callBookKey(job, batch));
  return text === undefined ? undefined : v.parse(journalSchema, readJson(text)).trouble;
}

export async function readRunTrouble(store: Store, run: string): Promise<Trouble | undefined> {
  const text = await store.read(runEffortKey(run));
  return text === undefined ? undefined : v.parse(effortSchema, readJson(text)).trouble;
}
