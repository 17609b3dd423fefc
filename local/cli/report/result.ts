// The result of one file, read from its copied report: counts, records, and the exit code that they mean.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { WriteOperation } from '../../../shared/feishu/operation.ts';
import { writeOperations } from '../../../shared/feishu/operations/writes.ts';
import { reportJson, type Report } from '../../../shared/job/report.ts';
import { exitCodes, type ExitCode } from '../exit-codes.ts';
import { reportRows, type ReportRow } from './report-rows.ts';

export interface Counts {
  readonly succeeded: number;
  readonly already_there: number;
  readonly refused: number;
  readonly not_sent: number;
  readonly unclear: number;
}

export interface Result {
  readonly name: string;
  /** Folder of the copied report. */
  readonly folder: string;
  readonly report: Report;
  /** What the file asks for. Undefined: the operation that the report names is unknown. */
  readonly operation: WriteOperation | undefined;
  readonly counts: Counts;
}

export async function readResult(name: string, folder: string): Promise<Result> {
  const report = reportJson.parse(await readFile(join(folder, 'report.json'), 'utf8'));
  const sum = (...statuses: readonly string[]) =>
    statuses.reduce((total, status) => total + (report.by_status[status] ?? 0), 0);
  const unsent = sum('unsent');
  return {
    name,
    folder,
    report,
    operation: writeOperations.find((known) => known.name === report.operation),
    counts: {
      succeeded: sum('created', 'updated', 'removed'),
      already_there: sum('already_exists'),
      // If a file is refused whole, its good records count as refused too.
      refused: sum('refused', 'rejected') + (report.state === 'rejected' ? unsent : 0),
      // A dry run is not meant to send its good records, so they do not count as not sent.
      not_sent: report.state === 'rejected' || report.state === 'dry_run' ? 0 : unsent,
      unclear: sum('conflict', 'exists_unchecked', 'unknown'),
    },
  };
}

/**
 * The first records, `most` at most, of one of the report's files (`succeeded`, `failed`, `unclear`) for which `isWanted`
 * is true. Empty also if there is no such file, or the operation is unknown. The file is read no further and closed.
 */
export async function firstRows(
  { report, folder, operation }: Result,
  file: string,
  most: number,
  isWanted: (row: ReportRow) => boolean = () => true,
): Promise<readonly ReportRow[]> {
  const name = report.files.find((written) => written.startsWith(`${file}.`));
  if (name === undefined || !operation || most === 0) return [];
  const rows: ReportRow[] = [];
  for await (const row of reportRows(join(folder, name), operation)) {
    if (isWanted(row)) rows.push(row);
    if (rows.length === most) break;
  }
  return rows;
}

export function exitCodeOf({ report: { state, mismatch }, counts }: Result): ExitCode {
  if (state === 'stopped' || state === 'aborted' || mismatch) return exitCodes.stopped;
  if (state === 'rejected') return exitCodes.someNot;
  return counts.refused + counts.not_sent + counts.unclear > 0 ? exitCodes.someNot : exitCodes.allWell;
}
