// The result of a file: its rows, sums and report.

import type { Sentences } from '../../../shared/words/sentences.ts';
import { outside } from '../screen/outside-text.ts';
import { count } from './count.ts';

export const resultSentences = {
  file_refused: ({ reason }: { reason: string }) =>
    `The whole file was refused, nobody in it was paid: ${outside(reason)}`,
  stopped: ({ reason }: { reason: string }) => `Stopped before its end: ${outside(reason)}`,
  mismatch: ({ difference }: { difference: string }) =>
    `DOES NOT ADD UP, look into it: ${outside(difference)}`,
  report_in: ({ folder, files }: { folder: string; files: readonly string[] }) =>
    `report in ${folder}: ${outside(files.join(', '))}`,

  // Rows. `table` escapes their cells.
  row: ({ row }: { row: string }) => `row ${row}`,
  rows: ({ numbers }: { numbers: string }) => `rows ${numbers}`,
  more_rows: ({ file }: { file: string }) => `… and more, all in ${file}`,
  other_content: ({ code }: { code: number }) =>
    `Feishu has it already, with other content (${code}). Compare the two; a new payment needs a new unique_id`,
  why: ({ message, code, advice }: Why) =>
    [code === undefined ? message : `${message} (${code})`, advice].filter((part) => part !== '').join('. '),

  column_amounts: () => 'amounts',
  column_in_file: () => 'in the file',
  column_accepted: () => 'went through',
  column_already_there: () => 'already there',
  column_not_accepted: () => 'not accepted',
  column_unclear: () => 'unclear',
  uncounted: ({ records }: { records: number }) =>
    `${count(records, 'record')} in no total: the amount or currency cannot be read`,
  currency_without_name: ({ id }: { id: string }) => `currency ${id}`,
} satisfies Sentences;

interface Why {
  /** Feishu's words about the record, or a sentence of Payferry's. */
  readonly message: string;
  /** Feishu's code, which its support asks for. Undefined: the record has none of Feishu's. */
  readonly code: number | undefined;
  /** What the user can do. Empty: there is no advice. */
  readonly advice: string;
}
