// A snapshot in a few lines, from its manifest.

import type { Sentences } from '../../../shared/words/sentences.ts';
import { outside } from '../screen/outside-text.ts';
import { count } from './count.ts';

export const snapshotSentences = {
  holds: ({ resource, records, calls }: Holds) =>
    `${outside(`${resource}: ${count(records, 'record')}`)}, ${count(calls, 'call')} to Feishu`,
  holds_changes: ({ resource, records, since, calls }: Holds & { since: string }) =>
    `${outside(`${resource}: ${count(records, 'record')} that changed since ${since}`)}, ${count(calls, 'call')} to Feishu`,
  holds_all_because: ({ reason }: { reason: string }) => `all, because ${outside(reason)}`,
  column_records: () => 'records',
  column_sum: () => 'sum',
  uncounted: ({ records }: { records: number }) =>
    `${count(records, 'record')} in no sum: the amount or currency cannot be read`,
  never_seen: ({ fields, scopes }: { fields: readonly string[]; scopes: readonly string[] }) =>
    `never seen: ${outside(fields.join(', '))}; the app may lack ${outside(scopes.join(', '))}`,
  stands_in: ({ folder, files }: { folder: string; files: readonly string[] }) =>
    `in ${folder}: ${outside(files.join(', '))}`,
} satisfies Sentences;

interface Holds {
  readonly resource: string;
  readonly records: number;
  readonly calls: number;
}
