// How people write an operation's records as a table: the titles of its fields, what their cells mean, and which columns may be
// left out. Only split reads it, so it is no part of the operation's own entry, which every function carries.

import type { WriteOperation } from '../operation.ts';

export interface TableOperation extends WriteOperation {
  readonly table: OperationTable;
}

export interface OperationTable {
  /** The fields of a record that are no lists, by the API's names. */
  readonly fields: Readonly<Record<string, TableField>>;
  /** The lists of a record, by the API's names. */
  readonly lists: Readonly<Record<string, TableList>>;
}

export interface TableList {
  /** What stands before the number of an element, as in 明细1.发放金额. */
  readonly titles: readonly [string, ...string[]];
  readonly fields: Readonly<Record<string, TableField>>;
}

/**
 * What a cell means, which need not be the type of the API's field: the API takes some dates as any text.
 * - id: names something in Feishu or elsewhere. Only tabs at its ends are taken off.
 * - text: taken as it is.
 */
export type CellKind = 'amount' | 'date' | 'int' | 'label' | 'id' | 'text';

export interface TableField {
  /** The first one stands in templates and sentences. */
  readonly zh: readonly [string, ...string[]];
  readonly en: readonly [string, ...string[]];
  readonly cell: CellKind;
  /** The API's value of each label; of labels with one value the first stands in sentences. Absent: the field has none. */
  readonly labels?: Readonly<Record<string, string>>;
  /** What the field is where the table has no column for it. Absent: nothing is known of it. */
  readonly derived?: Derivation;
  /** True: where the table has no column for it, `default.FIELD` may give it once for all records. */
  readonly givenOnce?: true;
}

/** How a column that is missing follows from the others. */
export type Derivation =
  /** The number of the list's elements. */
  | { readonly from: 'count'; readonly list: string }
  /**
   * The sum of `field` over the list's elements. Whether an element of which `unsure` is true counts, no page says: it must not
   * matter.
   */
  | {
      readonly from: 'sum';
      readonly list: string;
      readonly field: string;
      readonly unsure: { readonly field: string; readonly value: string };
    }
  /** The same amount as `field` of its record, if the list has a single element. */
  | { readonly from: 'record'; readonly field: string };
