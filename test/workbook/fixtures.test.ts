// Workbooks that other programs wrote, read and held against what was put into them.

import { readFile } from 'node:fs/promises';

import { describe, expect, it } from 'vitest';

import { StopFile } from '../../functions/split/read/stop-file.ts';
import {
  cellName,
  openWorkbook,
  type Range,
  type Sheet,
  type SheetRow,
} from '../../functions/split/read/workbook/open-workbook.ts';
import { workbooks, type ExpectedSheet } from './fixtures.ts';

const maxFileBytes = 2 ** 31;

async function found(path: string) {
  const bytes = await readFile(path);
  async function* read(position: number, length: number) {
    yield bytes.subarray(position, position + length);
  }
  try {
    const source = { bytes: bytes.length, read };
    const { sheets, definedNames } = await openWorkbook(source, { checkTime: () => undefined, maxFileBytes });
    const contents: ExpectedSheet[] = [];
    for (const sheet of sheets) contents.push(await contentOf(sheet));
    return { sheets: contents, names: definedNames };
  } catch (error) {
    if (error instanceof StopFile) return { refused: error.said.say };
    throw error;
  }
}

async function contentOf({ name, visible, rows }: Sheet): Promise<ExpectedSheet> {
  const nothing = { merged: [], hidden: [], hidden_columns: [], filtered: false, marks: {} };
  if (!visible) return { name, visible, rows: undefined, ...nothing };
  const read: SheetRow[] = [];
  const reading = rows();
  let step = await reading.next();
  for (; !step.done; step = await reading.next()) read.push(...step.value);
  const { merged, filtered, hiddenColumns } = step.value;
  return {
    name,
    visible,
    rows: read.map(({ row, cells }): [number, string[]] => [row, [...cells]]),
    merged: merged.map(rangeName),
    hidden: read.filter(({ hidden }) => hidden).map(({ row }) => row),
    hidden_columns: [...new Set(hiddenColumns)].toSorted((a, b) => a - b).map(columnName),
    filtered,
    marks: Object.fromEntries(read.flatMap(marksOf)),
  };
}

function marksOf({ row, marks = new Map() }: SheetRow): [cell: string, kind: string][] {
  return [...marks].map(([column, { kind }]) => [cellName(column, row), kind]);
}

function rangeName({ firstRow, lastRow, firstColumn, lastColumn }: Range): string {
  return `${cellName(firstColumn, firstRow)}:${cellName(lastColumn, lastRow)}`;
}

function columnName(column: number): string {
  return cellName(column, 1).replace(/1$/, '');
}

/** Without the texts of cells that are no values, and without what is empty. */
function comparable({ rows, marks, merged, ...sheet }: ExpectedSheet) {
  const isNoValue = (cell: string) => ['uncalculated', 'bad_date'].includes(marks[cell] ?? '');
  const texts = rows?.map(([row, cells]): [number, string[]] => {
    const kept = cells.map((text, column) => (isNoValue(cellName(column, row)) ? '' : text));
    return [row, kept.slice(0, kept.findLastIndex((text) => text !== '') + 1)];
  });
  return { ...sheet, marks, merged: merged.toSorted(), rows: texts?.filter(([, kept]) => kept.length > 0) };
}

describe('a workbook', () => {
  it('stands there by each program', () => {
    const writers = new Set(workbooks.map(({ expected }) => expected.by));
    expect([...writers].toSorted()).toEqual([
      'exceljs',
      'gnumeric',
      'hand',
      'libreoffice',
      'openpyxl',
      'xlsxwriter',
    ]);
  });

  it.each(workbooks)('$name: $expected.why', async ({ path, expected }) => {
    const { sheets = [], names = new Map<string, string>(), refused } = await found(path);
    expect(refused).toBe(expected.refused);
    expect(sheets.map(comparable)).toEqual(expected.sheets.map(comparable));
    for (const [name, target] of Object.entries(expected.names)) expect(names.get(name)).toBe(target);
  });
});
