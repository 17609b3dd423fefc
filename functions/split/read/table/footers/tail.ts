// Holds rows back that may end the table, until a record follows or the end comes. Behind the last record they are passed over; before
// one they are records themselves, and will be rejected. A total with a record behind it stops the file.

import { say, type Say } from '../../../../../shared/words/say.ts';
import { StopFile } from '../../stop-file.ts';
import { charsOf, type Row } from '../row.ts';
import type { PassedOver } from './passed-over.ts';
import type { RowKind } from './row-kind.ts';

/** The end of a table is short. More rows than these in a row are records. */
const mostHeld = 50;
/** Rows of so many characters together are no end of a table, and would fill the memory. */
const mostHeldChars = 1_000_000;

export class Tail {
  readonly #passedOver: PassedOver;
  readonly #held: { readonly row: Row; readonly isTotal: boolean }[] = [];
  /** There were more rows than can be held, and no record since. */
  #isTooLong = false;
  #heldChars = 0;

  constructor(passedOver: PassedOver) {
    this.#passedOver = passedOver;
  }

  get isEmpty(): boolean {
    return this.#held.length === 0 && !this.#isTooLong;
  }

  /** Answers with the rows that are records, now that this one has come. */
  take(row: Row, kind: RowKind): readonly Row[] {
    switch (kind) {
      case 'record':
        this.#isTooLong = false;
        return [...this.#release(row), row];
      case 'person':
      case 'nothing':
        this.#passedOver.add(
          row,
          kind === 'person' ? say('table.row_of_person') : say('table.row_beside_pay'),
        );
        return [];
      case 'subtotal':
        throw new StopFile(say('table.subtotal', { row: row.row }));
      case 'total':
      case 'behind':
        return this.#hold(row, kind === 'total');
    }
  }

  /** Answers with the totals, when no row follows any more. `hasAmount`: of a total. */
  end(hasAmount: (total: Row) => boolean): readonly Row[] {
    for (const { row, isTotal } of this.#held) this.#passedOver.add(row, whyPassed(isTotal, hasAmount(row)));
    return this.#held.filter(({ isTotal }) => isTotal).map(({ row }) => row);
  }

  #hold(row: Row, isTotal: boolean): readonly Row[] {
    if (this.#isTooLong && !isTotal) return [row];
    this.#held.push({ row, isTotal });
    this.#heldChars += charsOf(row);
    if (this.#held.length <= mostHeld && this.#heldChars <= mostHeldChars) return [];
    this.#isTooLong = true;
    return this.#release(row);
  }

  #release(next: Row): readonly Row[] {
    const total = this.#held.find(({ isTotal }) => isTotal);
    if (total) throw new StopFile(say('table.rows_behind_total', { row: total.row.row, next: next.row }));
    this.#heldChars = 0;
    return this.#held.splice(0).map(({ row }) => row);
  }
}

function whyPassed(isTotal: boolean, hasAmount: boolean): Say {
  if (!isTotal) return say('table.row_behind');
  return hasAmount ? say('table.row_of_total') : say('table.row_of_total_without_amount');
}
