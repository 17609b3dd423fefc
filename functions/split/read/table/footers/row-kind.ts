// What a row of a table is: a record, or something that people write around records. Nothing is passed over that has an amount or an
// identity; a word of a footer in the column of identities is none.

import type { TableOperation } from '../../../../../shared/feishu/titles/operation-table.ts';
import { usedColumns, type Column, type Header } from '../header.ts';
import { isFooter, isLabelOfCount, isSubtotal, isTotal, plainWord } from './footer-words.ts';

/**
 * - total: 合计 and the like, without a person.
 * - behind: has neither person nor amount nor identity, as 制表人. It is passed over behind the last record only.
 * - person: a person alone, filled in before anybody knew what to pay. It is passed over everywhere.
 * - nothing: only columns beside pay are filled in. It is passed over everywhere.
 */
export type RowKind = 'record' | 'total' | 'subtotal' | 'behind' | 'person' | 'nothing';

export class RowKinds {
  readonly #width: number;
  readonly #identityAt: number;
  readonly #personAt: number;
  readonly #amountsAt: readonly number[];
  /** Columns that must be empty where nothing is to be lost: those that are read, and those that nobody knows. */
  readonly #sayingAt: readonly number[];

  constructor(header: Header, { identity, done }: Pick<TableOperation, 'identity' | 'done'>) {
    const used = usedColumns(header);
    const person = done === 'created' ? 'user_id' : identity;
    this.#width = header.width;
    this.#identityAt = placeOf(header.fields, identity);
    this.#personAt = placeOf(header.fields, person);
    this.#amountsAt = used.filter(({ kind }) => kind === 'amount').map(({ at }) => at);
    this.#sayingAt = [...used, ...header.unknown].map(({ at }) => at);
  }

  kindOf(cells: readonly string[]): RowKind {
    const identity = cells[this.#identityAt] ?? '';
    const person = cells[this.#personAt] ?? '';
    return this.#isSurelyRecord(identity, person) ? 'record' : this.#kindOfOther(cells);
  }

  /** Nearly all rows are told so: no word of a footer begins like an id. */
  #isSurelyRecord(identity: string, person: string): boolean {
    if (identity === '' || person === '') return false;
    return this.#personAt === this.#identityAt
      ? beginsWithDigit(identity)
      : identity.charCodeAt(0) <= lastOfAscii;
  }

  #kindOfOther(cells: readonly string[]): RowKind {
    if (this.#says(cells, this.#identityAt)) return 'record';
    const isRagged = cells.length !== this.#width;
    if (this.#says(cells, this.#personAt))
      return !isRagged && this.#saysOnly(cells, this.#personAt) ? 'person' : 'record';

    const words = cells.map(plainWord);
    if (words.some(isSubtotal)) return 'subtotal';
    if (words.some(isTotal)) return 'total';
    if (this.#amountsAt.some((at) => this.#says(cells, at))) return 'record';
    // A row with too few cells may be half of a record.
    if (isRagged) return words.some(isFooter) ? 'behind' : 'record';
    if (this.#saysOnly(cells, undefined)) return 'nothing';
    // Without amounts, as of removals, a row that says something is a record that has lost its identity.
    return this.#amountsAt.length > 0 || words.some(isFooter) ? 'behind' : 'record';
  }

  /** True for a cell that is an identity, a person or an amount: a word of a footer and a number behind one are none. */
  #says(cells: readonly string[], at: number): boolean {
    const cell = cells[at];
    return (
      isFilled(cell) && !isWord(plainWord(cell ?? '')) && !isLabelOfCount(plainWord(cells[at - 1] ?? ''))
    );
  }

  #saysOnly(cells: readonly string[], place: number | undefined): boolean {
    return this.#sayingAt.every((at) => at === place || !isFilled(cells[at]));
  }
}

/** -1 where there is no such column. */
function placeOf(columns: readonly Column[], name: string): number {
  return columns.find((column) => column.name === name)?.at ?? -1;
}

const [digitZero, digitNine, lastOfAscii] = [0x30, 0x39, 0x7f];

function beginsWithDigit(text: string): boolean {
  const code = text.charCodeAt(0);
  return code >= digitZero && code <= digitNine;
}

function isFilled(cell = ''): boolean {
  return cell.trim() !== '';
}

function isWord(word: string): boolean {
  return isTotal(word) || isSubtotal(word) || isFooter(word);
}
