// A sheet of a workbook as its reader gives it on: texts by row and column, and what a person has to know of some of them.

import type { Say } from '../../../../shared/words/say.ts';

export interface Sheet {
  readonly name: string;
  /** False: the book hides it, in either of its two ways. */
  readonly visible: boolean;
  /**
   * Each call reads the sheet anew from its start. A consumer may stop early: the stream is destroyed then. Empty rows are left
   * out. Rows that came before a fault count for nothing: the file is stopped.
   */
  readonly rows: () => AsyncGenerator<readonly SheetRow[], SheetEnd>;
}

export interface SheetRow {
  /** The sheet's own number, from 1. */
  readonly row: number;
  /** By column from A; '' where a cell is empty. Empty cells at the end may be absent. */
  readonly cells: readonly string[];
  /** A person or a filter has hidden the row. */
  readonly hidden: boolean;
  /** Cells that may not simply be taken as their texts, by column from 0. Absent: there are none. */
  readonly marks?: ReadonlyMap<number, CellMark>;
}

/** `say` is the whole reason and does not name the cell: who tells it puts the place before it. */
export interface CellMark {
  readonly kind: MarkKind;
  readonly say: Say;
}

/**
 * The first two stop a file that uses the column, the others reject the row.
 *
 * - error: the cell holds #N/A or another error.
 * - uncalculated: the result of its formula is not stored, or may not be trusted.
 * - digits: a number of more than 15 digits, of which a spreadsheet has kept 15.
 * - decimals: the value has more decimals than the sheet shows.
 * - scaled: the sheet shows another number than the value: a percentage, thousands, 万.
 * - bad_date: a date that is none, or a time of day.
 */
export type MarkKind = 'error' | 'uncalculated' | 'digits' | 'decimals' | 'scaled' | 'bad_date';

/** What is known once a sheet was read to its end. */
export interface SheetEnd {
  readonly merged: readonly Range[];
  /** A filter is on, so rows may be hidden by it. */
  readonly filtered: boolean;
  /** From 0, in no order. */
  readonly hiddenColumns: readonly number[];
}

/** Rows from 1, columns from 0, each end belongs to the range. */
export interface Range {
  readonly firstRow: number;
  readonly lastRow: number;
  readonly firstColumn: number;
  readonly lastColumn: number;
}
