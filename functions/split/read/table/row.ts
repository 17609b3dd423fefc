// A row of a table, of text or of a workbook.

import type { Say } from '../../../../shared/words/say.ts';

export interface Row {
  /** Counted as a spreadsheet counts, from 1. */
  readonly row: number;
  readonly cells: readonly string[];
  /** A person or a filter has hidden the row. Only rows of workbooks are hidden. */
  readonly hidden?: boolean;
  /** Cells of a workbook that may not simply be taken as their texts, by column from 0. Absent: there are none. */
  readonly marks?: ReadonlyMap<number, CellMark>;
}

/** True for a mark that stops the file where the column is read: another cell of the sheet may be as wrong. */
export function stopsFile({ kind }: CellMark): boolean {
  return kind === 'error' || kind === 'uncalculated';
}

export function charsOf({ cells }: Row): number {
  return cells.reduce((chars, cell) => chars + cell.length + 1, 0);
}

export interface CellMark {
  readonly kind: string;
  readonly say: Say;
}
