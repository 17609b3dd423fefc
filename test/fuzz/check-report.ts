// Checks what holds for every report:
// - its counts and sums add up
// - its files parse
// - each expected row occurs in them once

import { statuses } from '../../shared/job/outcomes.ts';
import type { ReportFormat } from '../../functions/report/files/formats.ts';
import type { Carried } from './carry.ts';
import { check } from './property.ts';
import { readReportFile, type ReportedRow } from './report-file.ts';
import { checkSentence, checkText } from './sentence.ts';

/** Answers with the rows of all its files, in the order of the dropped file. */
export function checkReport(
  { plan, rejected, report, files }: Carried,
  format: ReportFormat,
  /** The row numbers of the dropped file. Undefined if it cannot be read whole. */
  rowsOfFile: readonly number[] | undefined,
): readonly ReportedRow[] {
  if (plan.reason !== undefined) checkSentence(plan.reason);
  for (const { message } of rejected) checkSentence(message);
  const mismatch = report.mismatch?.map(({ text }) => text).join();
  check(mismatch === undefined, `it does not add up: ${mismatch}`);
  const withStatus = Object.values(report.by_status).reduce((sum, count) => sum + count, 0);
  check(withStatus === report.records, `${withStatus} of ${report.records} records have a status`);

  const all: ReportedRow[] = [];
  for (const [name, text] of files) {
    const rows = readReportFile(format, text);
    check(rows.length > 0, `${name} is empty`);
    check(isInOrder(rows), `${name} is not in the order of the file`);
    for (const { status, message } of rows) {
      check(isIn(status, name.split('.')[0] ?? ''), `${status} stands in ${name}`);
      if (status === 'rejected') checkText(message);
      if (status === 'rejected' && plan.options?.language === 'zh')
        check(/\p{Script=Han}/u.test(message), `no Chinese: ${message}`);
    }
    all.push(...rows);
  }
  all.sort((a, b) => a.row - b.row);
  const numbers = all.map(({ row }) => row).join();
  check(isInOrder(all), `a row stands there twice: ${numbers}`);
  const rejectedRows = rejected.flatMap(({ rows }) => rows).toSorted((a, b) => a - b);
  const records = rowsOfFile && rowsOfRecords(rowsOfFile, plan.passed_over);
  const expected = isMeantToBeSent({ plan }) ? records : rejectedRows;
  if (expected) check(numbers === expected.join(), `rows ${numbers} of ${expected.join()}`);
  if (records && plan.records > 0)
    check(report.rows === records.length, `${report.rows} rows of ${records.length}`);
  return all;
}

/** Undefined where the plan does not name every row that it passes over. */
function rowsOfRecords(
  rows: readonly number[],
  passedOver: Carried['plan']['passed_over'],
): readonly number[] | undefined {
  const others = new Set(passedOver?.rows.map(({ row }) => row));
  return (passedOver?.count ?? 0) > others.size ? undefined : rows.filter((row) => !others.has(row));
}

export function isMeantToBeSent({ plan: { state } }: Pick<Carried, 'plan'>): boolean {
  return state === 'send' || state === 'await_approval';
}

/** Whether rows with this status belong in this file of the report. */
export function isIn(status: string, file: string): boolean {
  return Object.entries(statuses).some(([known, of]) => known === status && of.file === file);
}

function isInOrder(rows: readonly ReportedRow[]): boolean {
  return rows.every(({ row }, index) => index === 0 || row > (rows[index - 1]?.row ?? 0));
}
