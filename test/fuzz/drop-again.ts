// Drops a file of a report again, unchanged. Rejected rows are rejected again, accepted rows are accepted again, and
// unclear rows stay unclear.

import type { ReportFormat } from '../../functions/report/files/formats.ts';
import { anOutcome } from '../report/an-outcome.ts';
import { carry, type Carried } from './carry.ts';
import { checkReport, isIn } from './check-report.ts';
import { chunksOf } from './damage.ts';
import { check } from './property.ts';
import type { ReportedRow } from './report-file.ts';
import { rowsIn } from './rows-in.ts';

export async function dropAgain(
  { plan, batches, rejected, files }: Carried,
  format: ReportFormat,
  file: 'failed' | 'unclear',
  all: readonly ReportedRow[],
): Promise<void> {
  const bytes = Buffer.from(files.get(`${file}.${format}`) ?? '');
  const before = all.filter(({ status }) => isIn(status, file));
  if (before.length === 0) return;
  const key = `${plan.operation.replace('.', '/')}/max_rejected_percent=100/${file}.${format}`;
  const again = await carry({ key, bytes, cut: (whole) => chunksOf(whole, [65_536]) }, () => ({
    kind: 'outcomes',
    of: anOutcome,
  }));
  check(again !== undefined, 'no job came of it');
  if (!again) return;
  const rows = rowsIn(format, bytes);
  check(rows?.length === before.length, `${rows?.length} rows, ${before.length} before`);
  const after = new Map(checkReport(again, format, rows).map((row) => [row.row, row]));
  // The whole file was stopped, with a sentence: a column of rounded ids, or a row that has become too long.
  if (again.plan.records === 0) return;

  const failed = new Set(before.map(({ row }) => row));
  const records = [...batches.flat(), ...rejected].filter(({ row }) => failed.has(row)).length;
  // Rows with one name that were apart in the file are adjacent now, so they are rows of one record.
  const isJoined = again.plan.records < records;
  // A row was rejected because another row had its name, and that other row is not in this file.
  const isFreed = before.some(({ message }) => /stands already in row|行已经出现过/.test(message));
  for (const [index, { status, row, message }] of before.entries()) {
    const now = after.get(rows?.[index] ?? 0) ?? { status: 'nowhere', message: '' };
    const told = `row ${row}, ${status} (${message.slice(0, 200)}), is ${now.status} (${now.message.slice(0, 200)})`;
    if (file === 'unclear') check(isIn(now.status, 'unclear'), told);
    else if (!isJoined && !isFreed) check((now.status === 'rejected') === (status === 'rejected'), told);
  }
}
