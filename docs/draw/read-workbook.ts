// Reads the first sheet of a workbook as a spreadsheet shows it, by another reader than the one that ships.

import exceljs from 'exceljs';

import type { DrawnCell } from './sheet.ts';

export async function readWorkbook(path: string): Promise<readonly (readonly DrawnCell[])[]> {
  const book = new exceljs.Workbook();
  await book.xlsx.readFile(path);
  const [sheet] = book.worksheets;
  if (!sheet) throw new Error(`${path} has no sheet`);
  return Array.from({ length: sheet.rowCount }, (_, row) =>
    Array.from({ length: sheet.columnCount }, (__, column) => shownCell(sheet.getCell(row + 1, column + 1))),
  );
}

function shownCell(cell: exceljs.Cell): DrawnCell {
  if (!cell.isMerged) return { text: shownText(cell), right: isNumeric(cell) };
  if (cell.master !== cell) return { text: '' };
  return { text: shownText(cell), merged: widthOfMerged(cell) };
}

function isNumeric({ type }: exceljs.Cell): boolean {
  return type === exceljs.ValueType.Number || type === exceljs.ValueType.Date;
}

/** Only the formats of the samples are known: any other would be drawn as it is not shown. */
function shownText(cell: exceljs.Cell): string {
  const { value, numFmt, text, address } = cell;
  if (!isNumeric(cell)) return text;
  if (value instanceof Date && numFmt === 'yyyy/m/d')
    return [value.getUTCFullYear(), value.getUTCMonth() + 1, value.getUTCDate()].join('/');
  if (typeof value === 'number' && numFmt === '#,##0.00')
    return value.toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  if (typeof value === 'number' && (numFmt === undefined || numFmt === 'General')) return String(value);
  throw new Error(`${address} has the format ${numFmt}, which is not drawn`);
}

function widthOfMerged(cell: exceljs.Cell): number {
  const { row, col } = cell.fullAddress;
  let width = 1;
  while (cell.worksheet.getCell(row, col + width).master === cell) width += 1;
  return width;
}
