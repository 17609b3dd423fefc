// Reads the last trouble, with Feishu's words: that of a batch from its journal, that of an export from its effort.

import type { RecordsStore } from '../../../shared/aws/store.ts';
import type { Trouble } from '../../../shared/feishu/trouble.ts';
import { journalJson } from '../../../shared/job/journal.ts';
import { effortJson } from '../../../shared/run/effort.ts';

type Store = Pick<RecordsStore, 'read'>;

export async function readTrouble(store: Store, job: string, batch: number): Promise<Trouble | undefined> {
  return (await journalJson.read(store, { job, batch }))?.trouble;
}

export async function readRunTrouble(store: Store, run: string): Promise<Trouble | undefined> {
  return (await effortJson.read(store, { run }))?.trouble;
}
