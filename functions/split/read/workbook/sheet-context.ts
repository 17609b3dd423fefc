// What the cells of a sheet are read with.

import type { SharedStrings } from './shared-strings.ts';
import type { Styles } from './styles.ts';

export interface SheetContext {
  readonly name: string;
  readonly strings: SharedStrings;
  readonly styles: Styles;
  readonly from1904: boolean;
  /** The book is to be calculated anew when it is opened: no result of a formula may be trusted. */
  readonly recalculates: boolean;
}
