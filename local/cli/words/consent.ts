// What is shown and asked before records are sent or removed, and what is said if nothing more was sent.

import { showName } from '../../../shared/words/show.ts';
import type { Sentences } from '../../../shared/words/sentences.ts';
import { outside } from '../screen/outside-text.ts';
import { count } from './count.ts';

interface Sum {
  readonly currency: string;
  readonly amount: string;
}

export const consentSentences = {
  nothing_yet: () => 'Nothing was sent yet. This would be:',
  nothing_of_the_rest_yet: () => 'Of the rest nothing was sent yet. This would be:',
  to: ({ baseUrl }: { baseUrl: string }) => `to   ${outside(baseUrl)}`,
  app: ({ appId }: { appId: string }) => `app  ${outside(appId)}`,

  column_file: () => 'file',
  column_operation: () => 'asks for',
  column_records: () => 'records',
  column_to_send: () => 'to be sent',
  column_sums: () => 'adds up to, refused rows included',
  sums: ({ sums }: { sums: readonly Sum[] }) => listed(sums),
  sums_of_dry_run: ({ sums }: { sums: readonly Sum[] }) => `only checked: ${listed(sums)}`,
  file_refused: ({ reason }: { reason: string }) => `the whole file is refused: ${reason}`,
  begun_before: ({ file, done, calls }: { file: string; done: number; calls: number }) =>
    `${outside(file)} was begun by an earlier run: ${done} of ${count(calls, 'call')} are done`,

  ask: () => 'Type yes to send it: ',
  ask_to_remove: () => 'These records will be removed. Type yes to remove them: ',

  nothing_sent: () => 'Nothing was sent.',
  nothing_more_sent: () => 'Nothing more was sent.',
  not_begun: ({ files }: { files: readonly string[] }) => `Not begun: ${files.map(outside).join(', ')}`,
} satisfies Sentences;

/** The sums in one line. A currency is quoted unless it is plain: a made-up one could read like a second sum. */
function listed(sums: readonly Sum[]): string {
  return sums.map(({ currency, amount }) => `${amount} currency ${showName(currency)}`).join(', ');
}
