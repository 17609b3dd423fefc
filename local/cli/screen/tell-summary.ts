// Prints all files in one table.

import { firstRows, type Result } from '../report/result.ts';
import type { ReportRow } from '../report/report-rows.ts';
import { table } from './table.ts';
import { rowNumbers } from './tell-result.ts';
import { count, doneWord } from './words.ts';

export async function summary(results: readonly Result[]): Promise<readonly string[]> {
  // Rare, so the column appears only if needed.
  const unsent = results.some(({ counts }) => counts.not_sent > 0);
  const counted = ['file', 'rows', 'payments', 'went through', 'already there', 'refused'];
  const titles = [...counted, ...(unsent ? ['not sent'] : []), 'unclear', 'why'];
  const rows = await Promise.all(
    results.map(async (result) => {
      const { name, report, operation, counts } = result;
      const done = operation && counts.succeeded > 0 ? ` ${doneWord(operation)}` : '';
      return [
        name,
        String(report.rows),
        String(report.records),
        `${counts.succeeded}${done}`,
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

const mostNamed = 8;

async function why(result: Result): Promise<string> {
  const { report, counts } = result;
  switch (report.state) {
    case 'rejected':
      return `the whole file: ${report.reason ?? ''}`;
    case 'stopped':
    case 'aborted':
      return `stopped: ${report.reason ?? ''}`;
    case 'dry_run':
      return `only checked, nothing sent: ${count(report.by_status['unsent'] ?? 0, 'payment')} would be`;
    case 'complete':
    case 'complete_with_errors': {
      const parts = [
        await named(result, 'failed', 'refused: row', counts.refused, ({ status }) => status !== 'unsent'),
        await named(result, 'failed', 'not sent: row', counts.not_sent, ({ status }) => status === 'unsent'),
        await named(result, 'unclear', 'look in Feishu before paying again: row', counts.unclear),
      ];
      return parts.filter((part) => part !== '').join('; ');
    }
  }
}

async function named(
  result: Result,
  file: string,
  word: string,
  records: number,
  isMeant?: (row: ReportRow) => boolean,
): Promise<string> {
  if (records === 0) return '';
  const rows = await firstRows(result, file, mostNamed, isMeant);
  return `${word} ${rows.map(rowNumbers).join(', ')}${records > rows.length ? ' …' : ''}`;
}
