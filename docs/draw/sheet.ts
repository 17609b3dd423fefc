// Draws a table as a spreadsheet shows it: letters above, numbers beside it. Text goes on over blank cells behind it.

import { cellName } from '../../functions/split/read/workbook/cell-name.ts';
import { box, columnPx, cutTo, linePx, picture, textAt, widthInColumns } from './svg.ts';

export interface DrawnCell {
  readonly text: string;
  /** True for numbers and dates, which a spreadsheet sets to the right; text stands left. */
  readonly right?: boolean;
  /** How many columns the cell takes, if it is merged with those behind it, which are blank. Absent: one. */
  readonly merged?: number;
}

export interface DrawnSheet {
  readonly title: string;
  /** By row, from the first. */
  readonly rows: readonly (readonly DrawnCell[])[];
  /** Numbers of rows that are drawn bold, as a header. */
  readonly bold: readonly number[];
  /** Columns, from 0, that are set off: those that the report adds. */
  readonly marked?: readonly number[];
  /** Columns, from 0, that are left out; their letters are missing then. */
  readonly hidden?: readonly number[];
  /** The most columns of text by which a column is made wider. */
  readonly widest: number;
}

interface Column {
  readonly at: number;
  readonly left: number;
  readonly width: number;
}

const numbersPx = 34;
const padPx = 6;
/** Columns of text in the narrowest column. */
const narrowest = 4;
const colours = { grid: '#d0d7de', head: '#f6f8fa', page: '#ffffff', marked: '#fff8c5', faint: '#59636e' };

export function drawSheet(sheet: DrawnSheet): string {
  const columns = columnsOf(sheet);
  const width = numbersPx + widthOf(columns) + 1;
  const height = (sheet.rows.length + 1) * linePx + 1;
  return picture({ width, height }, sheet.title, [
    box({ x: 0, y: 0, width: numbersPx, height: linePx }, colours.head, colours.grid),
    ...columns.map(letterAbove),
    ...sheet.rows.flatMap((_, row) => drawnRow(sheet, columns, row)),
  ]);
}

function columnsOf({ rows, hidden = [], widest }: DrawnSheet): readonly Column[] {
  const count = Math.max(...rows.map((cells) => cells.findLastIndex(({ text }) => text !== '') + 1));
  const columns: Column[] = [];
  let left = numbersPx;
  for (let at = 0; at < count; at += 1) {
    if (hidden.includes(at)) continue;
    const own = rows.filter((cells) => at + 1 === count || !mayGoOn(cells, at));
    const longest = Math.max(narrowest, ...own.map((cells) => widthInColumns(cells[at]?.text ?? '')));
    const width = Math.min(widest, longest) * columnPx + 2 * padPx;
    columns.push({ at, left, width });
    left += width;
  }
  return columns;
}

/** Text makes its column no wider where the cell behind it is blank. */
function mayGoOn(cells: readonly DrawnCell[], at: number): boolean {
  return cells[at]?.right !== true && (cells[at + 1]?.text ?? '') === '';
}

function letterAbove({ at, left, width }: Column): string {
  const letter = cellName(at, 1).slice(0, -1);
  const middle = left + (width - letter.length * columnPx) / 2;
  return (
    box({ x: left, y: 0, width, height: linePx }, colours.head, colours.grid) +
    textAt(middle, linePx - 7, letter, { fill: colours.faint })
  );
}

function drawnRow(
  { rows, bold, marked = [] }: DrawnSheet,
  columns: readonly Column[],
  row: number,
): readonly string[] {
  const y = (row + 1) * linePx;
  const base = y + linePx - 7;
  const number = String(row + 1);
  const style = bold.includes(row + 1) ? ({ weight: 'bold' } as const) : {};
  const drawn = [
    box({ x: 0, y, width: numbersPx, height: linePx }, colours.head, colours.grid) +
      textAt(numbersPx - padPx - number.length * columnPx, base, number, { fill: colours.faint }),
  ];
  let index = 0;
  for (let column = columns[0]; column; column = columns[index]) {
    const { at, left } = column;
    const cells = rows[row] ?? [];
    const taken = columnsTaken(cells, columns.slice(index));
    const width = widthOf(taken);
    const shown = cutTo(cells[at]?.text ?? '', textColumns(width));
    const x =
      cells[at]?.right === true ? left + width - padPx - widthInColumns(shown) * columnPx : left + padPx;
    const fill = marked.includes(at) ? colours.marked : colours.page;
    drawn.push(
      box({ x: left, y, width, height: linePx }, fill, colours.grid) + textAt(x, base, shown, style),
    );
    index += taken.length;
  }
  return drawn;
}

/** Those of the cell in the first of `columns`: as it is merged, or as far as its text goes on over blank cells. */
function columnsTaken(cells: readonly DrawnCell[], columns: readonly Column[]): readonly Column[] {
  const { text = '', right = false, merged } = cells[columns[0]?.at ?? 0] ?? {};
  if (merged !== undefined || right) return columns.slice(0, merged ?? 1);
  const filled = columns.findIndex(({ at }, index) => index > 0 && (cells[at]?.text ?? '') !== '');
  const mayTake = filled < 0 ? columns.length : filled;
  let taken = 1;
  while (taken < mayTake && textColumns(widthOf(columns.slice(0, taken))) < widthInColumns(text)) taken += 1;
  return columns.slice(0, taken);
}

function textColumns(px: number): number {
  return Math.floor((px - 2 * padPx) / columnPx);
}

function widthOf(columns: readonly Column[]): number {
  return columns.reduce((sum, { width }) => sum + width, 0);
}
