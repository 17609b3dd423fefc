// Stops a file with a column of ids that a spreadsheet has damaged: it keeps fifteen digits of a number and writes zeros for
// the rest. One id that ends in zeros may be chance; a whole column is not.

import { say } from '../../../../shared/words/say.ts';
import { StopFile } from '../stop-file.ts';

const digitsKept = 15;
/**
 * So many zeros behind the fifteenth digit, in all different ids of a column together, are damage: by chance one undamaged
 * column in ten thousand has as many.
 */
const enoughZeros = 4;

export class ZeroedIds {
  /**
   * Of each column, ids with only zeros behind the fifteenth digit. `enoughZeros` ids are enough: each has at least one zero.
   */
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
      throw new StopFile(say('file.zeroed_ids', { column }));
    }
  }
}
