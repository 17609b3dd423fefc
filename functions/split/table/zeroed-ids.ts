// A spreadsheet keeps fifteen digits of a number and writes zeros for the rest. One id that ends in zeros is an
// accident, a whole column of them is not.

import { StopFile } from '../read/stop-file.ts';
import { isIdField } from './cell.ts';

const digitsKept = 15;
/** Less than one honest column in ten thousand ends in this many zeros by chance. */
const enoughZeros = 4;

export class ZeroedIds {
  readonly #zerosByColumn = new Map<string, number>();
  readonly #honest = new Set<string>();

  see(column: string, cell: string): void {
    if (!isIdField(column) || cell.length <= digitsKept || this.#honest.has(column) || !/^\d+$/.test(cell))
      return;
    const rest = cell.slice(digitsKept);
    if (/^0+$/.test(rest))
      this.#zerosByColumn.set(column, (this.#zerosByColumn.get(column) ?? 0) + rest.length);
    else this.#honest.add(column);
  }

  check(): void {
    for (const [column, zeros] of this.#zerosByColumn) {
      if (zeros < enoughZeros || this.#honest.has(column)) continue;
      throw new StopFile(
        `every long id in the column ${column} ends in zeros behind its 15th digit: a spreadsheet has damaged them. ` +
          'Format the column as text and fill it in again',
      );
    }
  }
}
