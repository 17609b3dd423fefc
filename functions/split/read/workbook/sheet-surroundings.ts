// What stands around the rows of a sheet: hidden columns before them, filter and merged cells behind.

import { lastColumnOfSheets, rangeOf } from './cell-name.ts';
import { unusual } from './parts.ts';
import type { Range, SheetEnd } from './sheet.ts';
import { isTrue, type Attributes } from './xml.ts';

/** One for each row of a full sheet. */
const mostMerged = 1_048_576;

export class SheetSurroundings {
  readonly #sheet: string;
  readonly #merged: Range[] = [];
  readonly #hiddenColumns = new Set<number>();
  #filtered = false;

  constructor(sheet: string) {
    this.#sheet = sheet;
  }

  /** Takes an element below the root. */
  takeSection(name: string, attributes: Attributes): void {
    // Said of a filter of the sheet and of one of a table in it, which stands in a part of its own.
    if (name === 'sheetPr') this.#filtered ||= isTrue(attributes['filterMode']);
  }

  /** Takes an element inside one of those. */
  take(section: string, name: string, attributes: Attributes): void {
    if (section === 'autoFilter' && name === 'filterColumn') this.#filtered = true;
    else if (section === 'cols' && name === 'col') this.#takeColumns(attributes);
    else if (section === 'mergeCells' && name === 'mergeCell') {
      const range = rangeOf(attributes['ref'] ?? '');
      if (!range || this.#merged.length === mostMerged) throw unusual(this.#sheet);
      this.#merged.push(range);
    }
  }

  #takeColumns({ min, max, hidden, width }: Attributes): void {
    if (!isTrue(hidden) && !(width !== undefined && Number(width) === 0)) return;
    const last = Math.min(Number(max) - 1, lastColumnOfSheets);
    for (let column = Math.max(Number(min) - 1, 0); column <= last; column += 1)
      this.#hiddenColumns.add(column);
  }

  end(): SheetEnd {
    return { merged: this.#merged, filtered: this.#filtered, hiddenColumns: [...this.#hiddenColumns] };
  }
}
