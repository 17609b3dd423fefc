// The table of all files. `table` escapes what these put into it.

import type { Sentences } from '../../../shared/words/sentences.ts';
import { count } from './count.ts';

interface Rows {
  /** Row numbers, like 3 or 3–4. */
  readonly named: readonly string[];
  /** True: more rows than `named` are meant. */
  readonly more: boolean;
}

export const summarySentences = {
  column_file: () => 'file',
  column_rows: () => 'rows',
  column_payments: () => 'payments',
  column_accepted: () => 'went through',
  column_already_there: () => 'already there',
  column_refused: () => 'refused',
  column_not_sent: () => 'not sent',
  column_unclear: () => 'unclear',
  column_why: () => 'why',

  /** `done` is the word of the status, like paid. */
  payments_done: ({ payments, done }: { payments: number; done: string }) => `${payments} ${done}`,
  file_refused: ({ reason }: { reason: string }) => `the whole file: ${reason}`,
  stopped: ({ reason }: { reason: string }) => `stopped: ${reason}`,
  only_checked: ({ payments }: { payments: number }) =>
    `only checked, nothing sent: ${count(payments, 'payment')} would be`,
  rows_refused: (rows: Rows) => `refused: row ${listed(rows)}`,
  rows_not_sent: (rows: Rows) => `not sent: row ${listed(rows)}`,
  rows_unclear: (rows: Rows) => `look in Feishu before paying again: row ${listed(rows)}`,
  reasons: ({ reasons }: { reasons: readonly string[] }) => reasons.join('; '),
} satisfies Sentences;

function listed({ named, more }: Rows): string {
  return `${named.join(', ')}${more ? ' …' : ''}`;
}
