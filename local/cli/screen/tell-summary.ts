// All files of a command in one table: their counts, and why rows or files failed.

import { firstRows, type Result } from '../report/result.ts';
import type { ReportRow } from '../report/report-rows.ts';
import { rowNumbers } from './tell-result.ts';
import { retold, say, type Say, type Text } from '../words/say.ts';
import type { Screen } from './screen.ts';
import { doneWord } from './status-words.ts';

export async function tellSummary(results: readonly Result[], screen: Screen): Promise<void> {
  // Rows that were not sent are rare, so their column appears only if there are any.
  const unsent = results.some(({ counts }) => counts.not_sent > 0);
  const titles = [
    say('summary.column_file'),
    say('summary.column_rows'),
    say('summary.column_payments'),
    say('summary.column_accepted'),
    say('summary.column_already_there'),
    say('summary.column_refused'),
    ...(unsent ? [say('summary.column_not_sent')] : []),
    say('summary.column_unclear'),
    say('summary.column_why'),
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
  screen.table(
    titles.map((title, at) => ({ title, right: at > 0 && at < titles.length - 1 })),
    rows,
  );
}

function wentThrough({ operation, counts: { succeeded } }: Result): Text {
  if (!operation || succeeded === 0) return String(succeeded);
  return say('summary.payments_done', { payments: succeeded, done: doneWord(operation) });
}

const mostNamed = 8;

async function why(result: Result): Promise<Say> {
  const { report, counts } = result;
  const reason = report.reason === undefined ? '' : retold(report.reason);
  switch (report.state) {
    case 'rejected':
      return say('summary.file_refused', { reason });
    case 'stopped':
    case 'aborted':
      return say('summary.stopped', { reason });
    case 'dry_run':
      return say('summary.only_checked', { payments: report.by_status['unsent'] ?? 0 });
    case 'complete':
    case 'complete_with_errors': {
      const parts = [
        await named(result, 'rows_refused', counts.refused),
        await named(result, 'rows_not_sent', counts.not_sent),
        await named(result, 'rows_unclear', counts.unclear),
      ];
      return say('summary.reasons', { reasons: parts.filter((part) => part !== undefined) });
    }
  }
}

const places = {
  rows_refused: { file: 'failed', isMeant: ({ status }: ReportRow) => status !== 'unsent' },
  rows_not_sent: { file: 'failed', isMeant: ({ status }: ReportRow) => status === 'unsent' },
  rows_unclear: { file: 'unclear', isMeant: () => true },
} as const;

/** A sentence with the numbers of the first such rows. Undefined: there are none. */
async function named(result: Result, reason: keyof typeof places, records: number): Promise<Say | undefined> {
  if (records === 0) return undefined;
  const { file, isMeant } = places[reason];
  const rows = await firstRows(result, file, mostNamed, isMeant);
  return say(`summary.${reason}`, { named: rows.map(rowNumbers), more: records > rows.length });
}
