// What the columns of a table mean, once its header is found right (read-header.ts).

import type { CellKind, Derivation } from '../../../../shared/feishu/titles/operation-table.ts';

export interface Column {
  /** Its place in a row, from 0. */
  readonly at: number;
  /** As the file has it, without blanks at its ends. */
  readonly title: string;
  /** The API's name of the column, like details.1.issuance_amount. */
  readonly path: string;
  /** The field of the record or of the element, like issuance_amount. */
  readonly name: string;
  readonly kind: CellKind;
  /** The API's values by their labels. */
  readonly labels: ReadonlyMap<string, string>;
  /** The cell becomes a number. */
  readonly isInt: boolean;
}

export interface ElementColumns {
  /** The beginning of its columns' paths: details.1, or details in a table with a row for each detail. */
  readonly path: string;
  /** The number in the path, as 1 in details.1; undefined in a table with a row for each detail. */
  readonly number: number | undefined;
  readonly columns: readonly Column[];
  /** The columns that hold ids. */
  readonly ids: readonly Column[];
}

export interface ListColumns {
  readonly name: string;
  /** In the order of their numbers. In a table with a row for each detail there is one element. */
  readonly elements: readonly ElementColumns[];
  /** What its elements have of which the table has no column. */
  readonly missing: Missing;
}

/** Fields without a column. */
export interface Missing {
  /** The values that hold for all. */
  readonly defaults: readonly (readonly [name: string, value: unknown])[];
  readonly derived: readonly (readonly [name: string, from: Derivation])[];
}

export interface Header {
  /** As a spreadsheet counts, from 1. */
  readonly row: number;
  readonly width: number;
  readonly fields: readonly Column[];
  /** The columns among `fields` that hold ids. */
  readonly ids: readonly Column[];
  readonly lists: readonly ListColumns[];
  readonly missing: Missing;
  /** Some field of the record or its elements has a value without a column. */
  readonly isFilledIn: boolean;
  /** Each row is a detail, and consecutive rows of one identity are one record. */
  readonly rowPerDetail: boolean;
  /**
   * The file has the column _row, so it is one of our own reports. In those a quote mark stands before each cell that looks
   * like a formula.
   */
  readonly guarded: boolean;
  /** The columns that say the status of an earlier report. */
  readonly statusAt: readonly number[];
  /**
   * All columns have the API's names, and nothing is filled in for the record: it says all that its cells say, unless an
   * element is empty before another one or a cell was rewritten. So the cells need not be kept.
   */
  readonly recordIsAll: boolean;
  /** Columns without a title. They must be empty. */
  readonly untitledAt: readonly number[];
  /** Columns that stand beside pay, or are a person's own. */
  readonly besidePay: readonly OtherColumn[];
  /** Columns that nobody knows. Somebody must look. */
  readonly unknown: readonly OtherColumn[];
}

export interface OtherColumn {
  readonly at: number;
  readonly title: string;
}

/** All columns whose cells are read. */
export function usedColumns({ fields, lists }: Pick<Header, 'fields' | 'lists'>): readonly Column[] {
  return [...fields, ...lists.flatMap(({ elements }) => elements.flatMap(({ columns }) => columns))];
}
