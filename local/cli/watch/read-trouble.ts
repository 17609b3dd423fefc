// Reads the last trouble of a batch from its journal, and that of an export's run from its effort.json, which also counts
// its calls. Both have Feishu's words, unlike a log line.

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
