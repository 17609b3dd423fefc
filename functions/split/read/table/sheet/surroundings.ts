// What stands around the cells of a sheet, once it was read to its end: merged cells, and what is hidden.

import { say, type Say } from '../../../../../shared/words/say.ts';
import { shown } from '../../../../../shared/words/show.ts';
import { StopFile } from '../../stop-file.ts';
import { cellName, type SheetEnd } from '../../workbook/open-workbook.ts';
import { usedColumns, type Header } from '../header.ts';

/** Where the cells of a sheet are, for people: 奖金!F14. */
export function cellNameIn(sheet: string): (at: number, row: number) => string {
  const plain = /^[\p{L}\p{N}_.]+$/u.test(sheet);
  const name = plain ? sheet : `'${sheet.replaceAll("'", "''")}'`;
  return (at, row) => `${name}!${cellName(at, row)}`;
}

/**
 * Stops the file at merged cells in a column that is read, from the header to the last record: they hold one value, and nobody
 * knows whether it is meant for all.
 */
export function refuseMerged(sheet: string, { merged }: SheetEnd, header: Header, lastRow: number): void {
  const used = usedColumns(header).map(({ at }) => at);
  const found = merged.find(
    (range) =>
      range.firstRow <= lastRow &&
      range.lastRow >= header.row &&
      used.some((at) => at >= range.firstColumn && at <= range.lastColumn),
  );
  if (!found) return;
  const from = cellNameIn(sheet)(found.firstColumn, found.firstRow);
  const range = `${from}:${cellName(found.lastColumn, found.lastRow)}`;
  throw new StopFile(say('table.merged', { range: shown(range) }));
}

/** Records of which some are hidden: how many, and the first of their rows. */
export interface HiddenRows {
  readonly count: number;
  readonly rows: readonly number[];
}

/** The reasons to look at rows and columns that nobody sees. */
export function hiddenSentences(
  header: Header,
  { hiddenColumns }: SheetEnd,
  hidden: HiddenRows,
): readonly Say[] {
  const hiddenAt = new Set(hiddenColumns);
  const columns = usedColumns(header)
    .filter(({ at }) => hiddenAt.has(at))
    .map(({ title }) => shown(title));
  return [
    ...(hidden.count > 0
      ? [say('table.rows_hidden', { rows: hidden.rows, more: hidden.count - hidden.rows.length })]
      : []),
    ...(columns.length > 0 ? [say('table.columns_hidden', { columns })] : []),
  ];
}
