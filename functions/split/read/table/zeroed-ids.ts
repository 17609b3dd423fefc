// A spreadsheet keeps fifteen digits of a number and writes zeros for the rest. One id that ends in zeros is an
// accident, a whole column of them is not.

import { StopFile } from '../stop-file.ts';

const digitsKept = 15;
/** In all different ids of a column: one honest column in ten thousand has them by chance. */
const enoughZeros = 4;

export class ZeroedIds {
  /** No more of each column than are enough: every one of them has a zero at least. */
  readonly #zeroedByColumn = new Map<string, Set<string>>();
  readonly #honest = new Set<string>();

  see(column: string, cell: string): void {
    if (cell.length <= digitsKept || this.#honest.has(column) || !/^\d+$/.test(cell)) return;
    const zeroed = this.#zeroedByColumn.get(column) ?? new Set();
    if (!/^0+$/.test(cell.slice(digitsKept))) this.#honest.add(column);
    else if (zeroed.size < enoughZeros) this.#zeroedByColumn.set(column, zeroed.add(cell));
  }

  check(): void {
    for (const [column, ids] of this.#zeroedByColumn) {
      const zeros = [...ids].reduce((sum, id) => sum + id.length - digitsKept, 0);
      if (zeros < enoughZeros || this.#honest.has(column)) continue;
      throw new StopFile(
        `every long id in the column ${column} ends in zeros behind its 15th digit: a spreadsheet has damaged them. ` +
          'Format the column as text and fill it in again',
      );
    }
  }
}
