// Draws a table as a spreadsheet shows it: letters above, numbers beside it.

import { cellName } from '../../functions/split/read/workbook/cell-name.ts';
import { box, columnPx, columnsOf, cutTo, linePx, picture, textAt } from './svg.ts';

export interface DrawnSheet {
  readonly title: string;
  /** By row, from the first. */
  readonly rows: readonly (readonly string[])[];
  /** Numbers of rows that are drawn bold, as a header. */
  readonly bold?: readonly number[];
  /** Columns, from 0, that are set off: those that the report adds. */
  readonly marked?: readonly number[];
  /** The most columns of text in a cell. */
  readonly widest: number;
}

const numbersPx = 34;
const padPx = 6;
const colours = { grid: '#d0d7de', head: '#f6f8fa', page: '#ffffff', marked: '#fff8c5', faint: '#59636e' };

export function drawSheet({ title, rows, bold = [], marked = [], widest }: DrawnSheet): string {
  const count = Math.max(...rows.map(({ length }) => length));
  const widths = Array.from({ length: count }, (_, at) => {
    const longest = Math.max(4, ...rows.map((cells) => columnsOf(cutTo(cells[at] ?? '', widest))));
    return longest * columnPx + 2 * padPx;
  });
  const lefts = widths.map((_, at) => numbersPx + widths.slice(0, at).reduce((sum, width) => sum + width, 0));
  const width = numbersPx + widths.reduce((sum, each) => sum + each, 0) + 1;
  const height = (rows.length + 1) * linePx + 1;

  const head = widths.map((cellPx, at) => {
    const letter = cellName(at, 1).slice(0, -1);
    const x = lefts[at] ?? 0;
    const middle = x + (cellPx - letter.length * columnPx) / 2;
    return (
      box({ x, y: 0, width: cellPx, height: linePx }, colours.head, colours.grid) +
      textAt(middle, linePx - 7, letter, { fill: colours.faint })
    );
  });
  const lines = rows.flatMap((cells, index) => {
    const y = (index + 1) * linePx;
    const number = String(index + 1);
    const side =
      box({ x: 0, y, width: numbersPx, height: linePx }, colours.head, colours.grid) +
      textAt(numbersPx - padPx - number.length * columnPx, y + linePx - 7, number, { fill: colours.faint });
    const drawn = widths.map((cellPx, at) => {
      const x = lefts[at] ?? 0;
      const fill = marked.includes(at) ? colours.marked : colours.page;
      const text = cutTo(cells[at] ?? '', widest);
      return (
        box({ x, y, width: cellPx, height: linePx }, fill, colours.grid) +
        (text === ''
          ? ''
          : textAt(x + padPx, y + linePx - 7, text, bold.includes(index + 1) ? { weight: 'bold' } : {}))
      );
    });
    return [side, ...drawn];
  });
  const corner = box({ x: 0, y: 0, width: numbersPx, height: linePx }, colours.head, colours.grid);
  return picture({ width, height }, title, [corner, ...head, ...lines]);
}
