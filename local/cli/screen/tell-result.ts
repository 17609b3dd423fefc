// Prints the result of a file: why it ended early, its first rows, sums, what does not add up, and the report's place.

import { join } from 'node:path';

import type { ReportFile } from '../../../shared/job/outcomes.ts';
import type { ReportRow } from '../report/report-rows.ts';
import { fit, outside } from './outside-text.ts';
import { firstRows, type Result } from '../report/result.ts';
import type { Screen } from './screen.ts';
import { table } from './table.ts';
import { resultSentences } from '../words/result.ts';
import { shownPath } from './shown-path.ts';
import { adviceOf, fileOf, statusWord } from './status-words.ts';

/** Number of records that are printed of each of the report's files, at most. The report has all. */
const mostShown: Readonly<Record<ReportFile, number>> = { succeeded: 20, failed: 30, unclear: 30 };

/** Gives the name of a currency by its id. Where there is none, it gives a text with the id. */
export type NameOfCurrency = (id: string) => string;

export async function tellResult(result: Result, screen: Screen, currency: NameOfCurrency): Promise<void> {
  const { report, folder } = result;
  if (report.state === 'rejected') {
    screen.say(`  ${resultSentences.file_refused({ reason: report.reason ?? '' })}`);
  }
  if (report.state === 'stopped' || report.state === 'aborted') {
    screen.say(`  ${resultSentences.stopped({ reason: report.reason ?? '' })}`);
  }
  for (const line of await shownRows(result, currency)) screen.say(`  ${line}`);
  for (const line of totals(result, currency)) screen.say(`  ${line}`);
  for (const difference of report.mismatch ?? []) screen.say(`  ${resultSentences.mismatch({ difference })}`);
  for (const note of report.notes ?? []) screen.say(`  ${outside(note)}`);
  const files = [...report.files, 'report.json'];
  screen.say(`  ${resultSentences.report_in({ folder: shownPath(folder), files })}`);
}

async function shownRows(result: Result, currency: NameOfCurrency): Promise<readonly string[]> {
  const { operation, report, folder } = result;
  if (!operation) return [];
  const cells: string[][] = [];
  const more: string[] = [];
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
        whyOf(row, adviceOf(row.status, row.code, operation)),
      ]),
    );
    const name = report.files.find((written) => written.startsWith(`${file}.`)) ?? '';
    if (rows.length > shown.length)
      more.push(resultSentences.more_rows({ file: shownPath(join(folder, name)) }));
  }
  return [...table(columnsOfRows, cells), ...more];
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

function amountOf({ amount, currency: id }: ReportRow, currency: NameOfCurrency): string {
  return [amount, id === '' ? '' : currency(id)]
    .map((part) => fit(part, mostColumns))
    .join(' ')
    .trim();
}

export function rowNumbers({ rows: [first, last] }: Pick<ReportRow, 'rows'>): string {
  return first === last ? first : `${first}–${last}`;
}

function rowWords(row: ReportRow): string {
  const numbers = rowNumbers(row);
  return row.rows[0] === row.rows[1]
    ? resultSentences.row({ row: numbers })
    : resultSentences.rows({ numbers });
}

/**
 * The sentence, then Feishu's code, which its support asks for, then advice. Empty for rows of succeeded. A conflict
 * (the payment is there with other content) has a sentence of its own.
 */
function whyOf({ status, message, code }: ReportRow, advice: string): string {
  if (fileOf(status) === 'succeeded') return '';
  if (status === 'conflict') return resultSentences.other_content({ code });
  const isFeishus = status !== 'rejected' && code !== 0;
  return resultSentences.why({ message, code: isFeishus ? code : undefined, advice });
}

function totals({ report }: Result, currency: NameOfCurrency): readonly string[] {
  const { by_currency, uncounted } = report.totals;
  const entries = Object.entries(by_currency);
  if (entries.length === 0 || report.state === 'dry_run') return [];
  const columns = [
    resultSentences.column_amounts(),
    resultSentences.column_in_file(),
    resultSentences.column_accepted(),
    resultSentences.column_already_there(),
    resultSentences.column_not_accepted(),
    resultSentences.column_unclear(),
  ];
  const rows = entries.map(([id, sums]) => [
    currency(id),
    sums.in,
    sums.accepted,
    sums.already_there,
    sums.not_accepted,
    sums.unclear,
  ]);
  return [
    ...table(
      columns.map((title, at) => (at === 0 ? { title, most: mostColumns } : { title, right: true })),
      rows,
    ),
    ...(uncounted === 0 ? [] : [resultSentences.uncounted({ records: uncounted })]),
  ];
}
