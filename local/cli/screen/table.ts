// Text in columns. `table` escapes every cell itself, so no caller can forget it.

import { fit, outside, widthOf } from './outside-text.ts';

export interface Column {
  readonly title: string;
  readonly right?: boolean;
  /** Largest width. Undefined: `mostColumns` for a name, and as wide as needed for a number. */
  readonly most?: number;
}

/** Names and ids may have 255 characters. The report has all of them. */
const mostColumns = 40;

/** The last column is not cut. */
export function table(columns: readonly Column[], rows: readonly (readonly string[])[]): readonly string[] {
  const hasTitles = columns.some(({ title }) => title !== '');
  const titles = columns.map(({ title }) => title);
  const shown = (hasTitles ? [titles, ...rows] : rows).map((row) =>
    columns.map(({ right = false, most }, at) => {
      const cell = row[at] ?? '';
      const isFree = most === undefined && (right || at === columns.length - 1);
      return isFree ? outside(cell) : fit(cell, most ?? mostColumns);
    }),
  );
  const widths = columns.map((_, at) => widest(shown, at));
  return shown.map((row) =>
    columns
      .map(({ right = false }, at) => {
        const cell = row[at] ?? '';
        const isLast = at === columns.length - 1;
        if (isLast && !right) return cell;
        const blanks = ' '.repeat((widths[at] ?? 0) - widthOf(cell));
        return right ? blanks + cell : cell + blanks;
      })
      .join('  ')
      .trimEnd(),
  );
}

function widest(rows: readonly (readonly string[])[], at: number): number {
  let width = 0;
  for (const row of rows) width = Math.max(width, widthOf(row[at] ?? ''));
  return width;
}
