// All files of a command in one table: their counts, and why rows or files failed.

import { firstRows, type Result } from '../report/result.ts';
import type { ReportRow } from '../report/report-rows.ts';
import { table } from './table.ts';
import { rowNumbers } from './tell-result.ts';
import { summarySentences } from '../words/summary.ts';
import { doneWord } from './status-words.ts';

export async function summary(results: readonly Result[]): Promise<readonly string[]> {
  // Rows that were not sent are rare, so their column appears only if there are any.
  const unsent = results.some(({ counts }) => counts.not_sent > 0);
  const titles = [
    summarySentences.column_file(),
    summarySentences.column_rows(),
    summarySentences.column_payments(),
    summarySentences.column_accepted(),
    summarySentences.column_already_there(),
    summarySentences.column_refused(),
    ...(unsent ? [summarySentences.column_not_sent()] : []),
    summarySentences.column_unclear(),
    summarySentences.column_why(),
  ];
  const rows = await Promise.all(
    results.map(async (result) => {
      const { name, report, counts } = result;
      return [
        name,
        String(report.rows),
        String(report.records),
        wentThrough(result),
        String(counts.already_there),
        String(counts.refused),
        ...(unsent ? [String(counts.not_sent)] : []),
        String(counts.unclear),
        await why(result),
      ];
    }),
  );
  return table(
    titles.map((title, at) => ({ title, right: at > 0 && at < titles.length - 1 })),
    rows,
  );
}

function wentThrough({ operation, counts: { succeeded } }: Result): string {
  if (!operation || succeeded === 0) return String(succeeded);
  return summarySentences.payments_done({ payments: succeeded, done: doneWord(operation) });
}

const mostNamed = 8;

async function why(result: Result): Promise<string> {
  const { report, counts } = result;
  switch (report.state) {
    case 'rejected':
      return summarySentences.file_refused({ reason: report.reason ?? '' });
    case 'stopped':
    case 'aborted':
      return summarySentences.stopped({ reason: report.reason ?? '' });
    case 'dry_run':
      return summarySentences.only_checked({ payments: report.by_status['unsent'] ?? 0 });
    case 'complete':
    case 'complete_with_errors': {
      const parts = [
        await named(result, 'rows_refused', counts.refused),
        await named(result, 'rows_not_sent', counts.not_sent),
        await named(result, 'rows_unclear', counts.unclear),
      ];
      return summarySentences.reasons({ reasons: parts.filter((part) => part !== undefined) });
    }
  }
}

const places = {
  rows_refused: { file: 'failed', isMeant: ({ status }: ReportRow) => status !== 'unsent' },
  rows_not_sent: { file: 'failed', isMeant: ({ status }: ReportRow) => status === 'unsent' },
  rows_unclear: { file: 'unclear', isMeant: () => true },
} as const;

/** A sentence with the numbers of the first such rows. Undefined: there are none. */
async function named(
  result: Result,
  reason: keyof typeof places,
  records: number,
): Promise<string | undefined> {
  if (records === 0) return undefined;
  const { file, isMeant } = places[reason];
  const rows = await firstRows(result, file, mostNamed, isMeant);
  return summarySentences[reason]({ named: rows.map(rowNumbers), more: records > rows.length });
}
