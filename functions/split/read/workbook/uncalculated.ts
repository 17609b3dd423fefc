// Formulas of which no result is stored, or none that may be trusted. One formula may fill a whole range: only its first cell holds
// it, and the others look like values, or are absent.

import { say } from '../../../../shared/words/say.ts';
import { rangeOf } from './cell-name.ts';
import type { CellMark } from './sheet.ts';
import type { Attributes } from './xml.ts';

export class Uncalculated {
  readonly #mark: CellMark;
  /** By column, the last row that a formula fills which has begun above or in the row that is read. */
  readonly #untilRow = new Map<number, number>();

  /** `recalculates`: results are stored, but the book says itself that they do not hold. */
  constructor(recalculates: boolean) {
    const why = recalculates ? say('workbook.recalculates') : say('workbook.uncalculated');
    this.#mark = { kind: 'uncalculated', say: why };
  }

  /** Takes a formula without a result that holds, by the attributes of its element. */
  mark({ t, ref }: Attributes): CellMark {
    const range = t === 'array' || t === 'dataTable' ? rangeOf(ref ?? '') : undefined;
    if (range) {
      for (let column = range.firstColumn; column <= range.lastColumn; column += 1)
        this.#untilRow.set(column, Math.max(range.lastRow, this.#untilRow.get(column) ?? 0));
    }
    return this.#mark;
  }

  /** The cells of the row that belong to such formulas, by column. */
  *ofRow(row: number): Generator<readonly [number, CellMark]> {
    for (const [column, last] of this.#untilRow) {
      if (row > last) this.#untilRow.delete(column);
      else yield [column, this.#mark];
    }
  }
}
