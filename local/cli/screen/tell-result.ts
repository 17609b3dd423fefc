// Prints the result of a file: why it ended early, its first rows, sums, what does not add up, and the report's place.

import { join } from 'node:path';

import type { ReportFile } from '../../../shared/job/outcomes.ts';
import type { CodeWords } from '../../../shared/words/codes/code-words.ts';
import type { ReportRow } from '../report/report-rows.ts';
import { firstRows, type Result } from '../report/result.ts';
import { retold, say, type Say, type Text } from '../words/say.ts';
import type { Screen } from './screen.ts';
import { shownPath } from './shown-path.ts';
import { fileOf, knownWordsOf, statusWord } from './status-words.ts';

/** Number of records that are printed of each of the report's files, at most. The report has all. */
const mostShown: Readonly<Record<ReportFile, number>> = { succeeded: 20, failed: 30, unclear: 30 };

/** Gives the name of a currency by its id. Where there is none, it gives a text with the id. */
export type NameOfCurrency = (id: string) => Text;

export async function tellResult(result: Result, screen: Screen, currency: NameOfCurrency): Promise<void> {
  const { report, folder } = result;
  const reason = report.reason === undefined ? '' : retold(report.reason);
  if (report.state === 'rejected') screen.say(say('result.file_refused', { reason }), 2);
  if (report.state === 'stopped' || report.state === 'aborted')
    screen.say(say('result.stopped', { reason }), 2);
  await tellRows(result, screen, currency);
  tellTotals(result, screen, currency);
  for (const difference of report.mismatch ?? [])
    screen.say(say('result.mismatch', { difference: retold(difference) }), 2);
  for (const note of report.notes ?? []) screen.say(retold(note), 2);
  const files = [...report.files, 'report.json'];
  screen.say(say('result.report_in', { folder: shownPath(folder), files }), 2);
}

async function tellRows(result: Result, screen: Screen, currency: NameOfCurrency): Promise<void> {
  const { operation, report, folder } = result;
  if (!operation) return;
  const cells: Text[][] = [];
  const more: Say[] = [];
  for (const file of ['succeeded', 'failed', 'unclear'] as const) {
    const rows = await firstRows(result, file, mostShown[file] + 1);
    const shown = rows.slice(0, mostShown[file]);
    cells.push(
      ...shown.map((row) => [
        statusWord(row.status, operation),
        rowWords(row),
        row.person,
        row.identity,
        amountOf(row, currency),
        whyOf(row, knownWordsOf(row.status, row.code, operation)),
      ]),
    );
    const name = report.files.find((written) => written.startsWith(`${file}.`)) ?? '';
    if (rows.length > shown.length)
      more.push(say('result.more_rows', { file: shownPath(join(folder, name)) }));
  }
  screen.table(columnsOfRows, cells, 2);
  for (const sentence of more) screen.say(sentence, 2);
}

/** Largest width of columns with text from the file. */
const mostColumns = 32;
const columnsOfRows = [
  { title: '' },
  { title: '' },
  { title: '', most: mostColumns },
  { title: '', most: mostColumns },
  { title: '', right: true },
  { title: '' },
];

function amountOf({ amount, currency: id }: ReportRow, currency: NameOfCurrency): Say {
  return say('result.amount', { amount, currency: id === '' ? '' : currency(id) });
}

export function rowNumbers({ rows: [first, last] }: Pick<ReportRow, 'rows'>): string {
  return first === last ? first : `${first}–${last}`;
}

function rowWords(row: ReportRow): Say {
  const numbers = rowNumbers(row);
  return row.rows[0] === row.rows[1] ? say('result.row', { row: numbers }) : say('result.rows', { numbers });
}

/**
 * The sentence, then Feishu's code, which its support asks for, then advice. Empty for rows of succeeded. A conflict
 * (the payment is there with other content) has a sentence of its own.
 */
function whyOf({ status, message, code }: ReportRow, known: CodeWords | undefined): Text {
  if (fileOf(status) === 'succeeded') return '';
  if (status === 'conflict') return say('result.other_content', { code });
  const isFeishus = status !== 'rejected' && code !== 0;
  return say('result.why', { message, code: isFeishus ? code : undefined, known });
}

function tellTotals({ report }: Result, screen: Screen, currency: NameOfCurrency): void {
  const { by_currency, uncounted } = report.totals;
  const entries = Object.entries(by_currency);
  if (entries.length === 0 || report.state === 'dry_run') return;
  const columns = [
    say('result.column_amounts'),
    say('result.column_in_file'),
    say('result.column_accepted'),
    say('result.column_already_there'),
    say('result.column_not_accepted'),
    say('result.column_unclear'),
  ];
  const rows = entries.map(([id, sums]) => [
    currency(id),
    sums.in,
    sums.accepted,
    sums.already_there,
    sums.not_accepted,
    sums.unclear,
  ]);
  screen.table(
    columns.map((title, at) => (at === 0 ? { title, most: mostColumns } : { title, right: true })),
    rows,
    2,
  );
  if (uncounted > 0) screen.say(say('result.uncounted', { records: uncounted }), 2);
}
