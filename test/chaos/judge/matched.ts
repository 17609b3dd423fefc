// Pairs each row of the story with its row in the report of its file. Rows without a partner are findings.

import { titleOf } from '../clerk/titles.ts';
import { cellOf } from '../cell-of.ts';
import type { Dropped, Evidence, ReportSeen } from '../evidence.ts';
import type { DroppedFile, Row } from '../story.ts';
import { fieldsOf, type KnownInFeishu } from '../wire-record.ts';
import { lost, wrong, type Finding } from './finding.ts';
import { rowsOf, tableOf, type ToldRow } from './told.ts';

export interface MatchedRow {
  readonly file: DroppedFile;
  readonly at: number;
  readonly row: Row;
  /**
   * Undefined if the report does not list the row. A file that was refused whole, or a dry run, lists only its rejected
   * rows.
   */
  readonly told: ToldRow | undefined;
  readonly where: string;
}

export interface MatchedFile {
  readonly file: DroppedFile;
  readonly report: ReportSeen;
  readonly rows: readonly MatchedRow[];
}

export interface Matched {
  readonly files: readonly MatchedFile[];
  readonly findings: readonly Finding[];
}

export function matchRows(evidence: Evidence): Matched {
  const findings: Finding[] = [];
  const files = evidence.dropped.flatMap((dropped): MatchedFile[] => {
    const file = evidence.story.files.find(({ n }) => n === dropped.file);
    if (!file) return [];
    const reports = evidence.reports.filter((report) => isOf(report, dropped));
    const [report] = reports;
    if (reports.length > 1) findings.push(wrong(`file ${file.n} has ${reports.length} reports`));
    if (!report) {
      findings.push(lost(`file ${file.n} has no report`, Math.max(1, file.rows.length)));
      return [];
    }
    const rows = matchFile(file, dropped, report, evidence.known, findings);
    return [{ file, report, rows }];
  });
  const others = evidence.reports.filter((report) => !evidence.dropped.some((one) => isOf(report, one)));
  findings.push(...others.map(({ json }) => wrong(`there is a report of ${json.job}, which nobody dropped`)));
  return { files, findings };
}

function isOf({ json: { source } }: ReportSeen, { sourceName }: Dropped): boolean {
  return source.from === 'inbox' ? source.version_id === sourceName : source.name === sourceName;
}

function matchFile(
  file: DroppedFile,
  dropped: Dropped,
  report: ReportSeen,
  known: readonly KnownInFeishu[],
  findings: Finding[],
): MatchedRow[] {
  const told = Map.groupBy(rowsOf(report), ({ row }) => row);
  const listsAll = !['rejected', 'dry_run'].includes(report.json.state);
  const isTable = file.format === 'csv' || file.format === 'tsv';
  const rows = file.rows.map((row, at): MatchedRow => {
    const where = `file ${file.n} record ${at}`;
    const numbers = dropped.rows[at] ?? [];
    const lines = (isTable ? numbers : numbers.slice(0, 1)).map((number) => told.get(number) ?? []);
    for (const number of numbers) told.delete(number);
    for (const line of lines) {
      if (line.length === 0 && listsAll)
        findings.push(lost(`${where}: a row stands in no file of the report`));
      if (line.length > 1) findings.push(wrong(`${where}: a row stands in the report ${line.length} times`));
      for (const one of line) findings.push(...asDropped(file, where, one, fieldsOf(row, file, known)));
    }
    const [first] = lines.flat();
    if (lines.flat().some(({ status }) => status !== first?.status))
      findings.push(wrong(`${where}: its rows tell different things`));
    return { file, at, row, told: first, where };
  });
  for (const number of told.keys())
    findings.push(wrong(`file ${file.n}: the report tells of row ${number}, which is not there`));
  return rows;
}

/** A clerk writes amounts in other ways than the API; its texts are the same. */
const clerksText = ['unique_id', 'id', 'user_id', 'remark', 'reason'];
const ownText = [...clerksText, 'total_amount', 'each_amount'];

/** Checks that the row is in the table of its status, and that its cells are those of the file. */
function asDropped(
  file: DroppedFile,
  where: string,
  told: ToldRow,
  fields: Record<string, unknown> = {},
): Finding[] {
  const findings: Finding[] = [];
  if (tableOf[told.status] !== told.table)
    findings.push(wrong(`${where}: ${told.status} stands in ${told.table}`));
  for (const name of file.clerk ? clerksText : ownText) {
    const [came, says] = [cellOf(fields[name]), cellOf(told.cells[file.clerk ? titleOf(name) : name])];
    if (name in fields && came !== says)
      findings.push(wrong(`${where}: ${name} came as ${came}, and says ${says}`));
  }
  return findings;
}
