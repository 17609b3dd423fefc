// Text in columns. Sentences are rendered first, because a language decides how wide they are. `table` escapes every title and
// cell itself, so no caller can forget it.

import type { Language } from '../../language.ts';
import { render } from '../words/render.ts';
import type { Text } from '../words/say.ts';
import { fit, outside, widthOf } from './outside-text.ts';

export interface Column {
  readonly title: Text;
  readonly right?: boolean;
  /** Largest width. Undefined: none for the last column and one set to the right, `mostColumns` for others. */
  readonly most?: number;
}

/** Usual largest width. Names and ids may have 255 characters, and the report has all of them. */
const mostColumns = 40;

/** The lines of the table, with a line of titles unless all are empty. */
export function table(
  columns: readonly Column[],
  rows: readonly (readonly Text[])[],
  language: Language,
): readonly string[] {
  const hasTitles = columns.some(({ title }) => title !== '');
  const titles = columns.map(({ title }) => title);
  const shown = (hasTitles ? [titles, ...rows] : rows).map((row) =>
    columns.map(({ right = false, most }, at) => {
      const cell = render(row[at] ?? '', language);
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
