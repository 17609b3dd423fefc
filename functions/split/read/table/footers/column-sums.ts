// Adds up the columns of amounts while a table is read, and holds them against the totals that the table itself states. All rows
// count, also those that will be rejected: whoever wrote the total added up the whole table.

import { equal, readAmount } from '../../../../../shared/values/decimal.ts';
import { say, type Say } from '../../../../../shared/words/say.ts';
import { shown } from '../../../../../shared/words/show.ts';
import { readAmountCell } from '../cells/amount-cell.ts';
import { usedColumns, type Column, type Header } from '../header.ts';
import { stopsFile, type CellMark, type Row } from '../row.ts';
import { DigitSum, written } from './digit-sum.ts';
import { amountIn, countIn, isLabelOfCount, isTotal, plainWord } from './footer-words.ts';

interface Summed {
  readonly column: Column;
  readonly sum: DigitSum;
  /**
   * In a table with a row for each detail, the sum of the record's own amounts, each once; else undefined. A total may be either
   * sum.
   */
  readonly once: DigitSum | undefined;
  unread: number;
}

export class ColumnSums {
  readonly #columns: readonly Summed[];
  /** Columns in which a total has nothing to say. */
  readonly #noAmounts: readonly Column[];
  /** The column of the operation's amount, which a total names that stands in no column. */
  readonly #ofAmount: Summed | undefined;
  #rows = 0;
  #records = 0;

  constructor(header: Header, amount: string | undefined) {
    this.#columns = usedColumns(header)
      .filter(({ kind }) => kind === 'amount')
      .map((column) => ({
        column,
        sum: new DigitSum(),
        once: header.rowPerDetail && header.fields.includes(column) ? new DigitSum() : undefined,
        unread: 0,
      }));
    this.#noAmounts = usedColumns(header).filter(
      ({ kind }) => kind === 'id' || kind === 'date' || kind === 'label',
    );
    this.#ofAmount = this.#columns.find(({ column }) => column.path === amount) ?? this.#columns[0];
  }

  /** `isNew`: the row begins a record. */
  add({ cells }: Row, isNew: boolean): void {
    this.#rows += 1;
    if (isNew) this.#records += 1;
    for (const summed of this.#columns) {
      const cell = cells[summed.column.at] ?? '';
      if (cell === '') continue;
      const isRead = summed.sum.add(cell) || addCell(summed.sum, cell);
      if (!isRead) summed.unread += 1;
      else if (isNew && summed.once) addCell(summed.once, cell);
    }
  }

  /** True for a row of totals that says something of an amount, or how many there are. */
  hasAmount({ cells }: Row): boolean {
    const words = cells.map(plainWord);
    return (
      this.#columns.some(
        ({ column: { at } }) => (cells[at] ?? '').trim() !== '' && !isTotal(words[at] ?? ''),
      ) ||
      words.some((word) => amountIn(word) !== undefined) ||
      countsIn(words, cells).length > 0
    );
  }

  /** The faults of a row of totals: what does not agree with the sums, or cannot be read. */
  faultsOf({ row, cells, marks }: Row): readonly Say[] {
    const place = say('table.row', { row });
    const words = cells.map(plainWord);
    const beside = this.#columns.flatMap((summed) => {
      const mark = marks?.get(summed.column.at);
      if (mark && stopsFile(mark)) return [notStored(row, summed.column, mark)];
      const cell = cells[summed.column.at] ?? '';
      const word = words[summed.column.at] ?? '';
      return cell.trim() === '' || isTotal(word) ? [] : this.#faultOfAmount(place, summed, cell);
    });
    const inWords = words.flatMap((word) => {
      const amount = amountIn(word);
      return amount !== undefined && this.#ofAmount ? this.#faultOfAmount(place, this.#ofAmount, amount) : [];
    });
    const slipped = this.#noAmounts.flatMap(({ at, title }) => {
      const cell = cells[at] ?? '';
      const isCount = isLabelOfCount(words[at - 1] ?? '');
      return /^[\d,.]+$/.test(cell.trim()) && !isCount
        ? [say('table.number_in_total', { place, name: shown(title), value: shown(cell) })]
        : [];
    });
    return [
      ...slipped,
      ...beside,
      ...inWords,
      ...countsIn(words, cells).flatMap((count) => this.faultOfCount(place, count)),
    ];
  }

  /** `place`: where the total is stated. `total`: of the operation's amount. */
  faultOfTotal(place: Say | string, total: string): readonly Say[] {
    return this.#ofAmount ? this.#faultOfAmount(place, this.#ofAmount, total) : [];
  }

  faultOfCount(place: Say | string, count: string): readonly Say[] {
    const [rows, records] = [this.#rows, this.#records];
    if (Number(count) === rows || Number(count) === records) return [];
    return [say('table.other_count', { place, expected: shown(count), records })];
  }

  #faultOfAmount(place: Say | string, { column, sum, once, unread }: Summed, cell: string): readonly Say[] {
    const name = shown(column.title);
    const { text, fault } = readAmountCell(cell);
    const expected = readAmount(text);
    if (fault || expected.kind !== 'plain')
      return [say('table.total_unreadable', { place, name, value: shown(cell) })];
    const sums = once ? [sum, once] : [sum];
    const agrees = sums.some((each) => equal(each.total(), expected.value));
    if (agrees && unread === 0) return [];
    return [
      say('table.other_total', { place, name, expected: shown(cell), sum: shown(written(sum)), unread }),
    ];
  }
}

function notStored(row: number, { title }: Column, { say: why }: CellMark): Say {
  return say('record.in_row', { row, message: say('table.at_field', { field: { column: title }, why }) });
}

/** Of currencies: a row is rejected for one, and its amount counts all the same. */
const signs = /[￥¥$€£元]|cny|rmb/gi;

/** False for a cell that cannot be read as an amount. A blank one is none. */
function addCell(sum: DigitSum, cell: string): boolean {
  const { text, fault } = readAmountCell(cell.replace(signs, ''));
  return fault === undefined && (text === '' || sum.add(text));
}

function countsIn(words: readonly string[], cells: readonly string[]): readonly string[] {
  return words.flatMap((word, at) => {
    if (!isLabelOfCount(word)) return countIn(word) ?? [];
    const next = (cells[at + 1] ?? '').trim();
    return next === '' ? [] : [countIn(plainWord(next)) ?? next];
  });
}
