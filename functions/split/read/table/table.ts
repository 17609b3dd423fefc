// Takes the rows below a header: tells records from what stands around them, puts rows of one record together, and adds up the
// amounts.

import { must } from '../../../../shared/errors.ts';
import type { TableOperation } from '../../../../shared/feishu/titles/operation-table.ts';
import { inShort } from '../../../../shared/words/in-short.ts';
import { say } from '../../../../shared/words/say.ts';
import { shown } from '../../../../shared/words/show.ts';
import { StopFile } from '../stop-file.ts';
import type { ReadRecord } from '../read-record.ts';
import type { CellName } from './cells/read-cells.ts';
import { ColumnSums } from './footers/column-sums.ts';
import { PassedOver } from './footers/passed-over.ts';
import { RowKinds } from './footers/row-kind.ts';
import { Tail } from './footers/tail.ts';
import { fitted, requireTitles } from './fitted.ts';
import { usedColumns, type Column, type Header } from './header.ts';
import { recordOfRows } from './record.ts';
import type { Row } from './row.ts';
import { ZeroedIds } from './zeroed-ids.ts';

/** Far more details than a call carries. */
const mostRowsOfRecord = 40_000;
const maxRecordChars = 6_000_000;
/**
 * The characters of so many rows of a record are not counted, because most records have fewer: counting takes a measurable
 * part of the reading.
 */
const fewRows = 8;
const mostFaultsTold = 10;
const mostRowsTold = 20;

export class Table {
  readonly header: Header;
  readonly passedOver = new PassedOver();
  readonly sums: ColumnSums;
  /** Records in hidden rows of a sheet. */
  readonly hidden = { count: 0, rows: new Array<number>() };
  /** The last row of a record so far; else that of the header. */
  lastRow: number;
  /** Undefined: the table is text. */
  readonly #cellName: CellName | undefined;
  readonly #identity: Column;
  readonly #idColumns: readonly Column[];
  readonly #kinds: RowKinds;
  readonly #tail = new Tail(this.passedOver);
  readonly #zeroedIds = new ZeroedIds();
  /**
   * Where a sum or a number of details is derived from rows of one identity: the first row of each. Else nothing would tell that
   * some of its rows stand elsewhere. Undefined where nothing is derived.
   */
  readonly #firstRows: Map<string, number> | undefined;
  /** The rows so far of a record that may go on. */
  #group: [Row, ...Row[]] | undefined;
  /** Characters of the group's rows after the first `fewRows`. */
  #chars = 0;

  constructor(operation: TableOperation, header: Header, cellName?: CellName) {
    this.header = header;
    this.lastRow = header.row;
    this.#cellName = cellName;
    this.#identity = must(
      header.fields.find(({ name }) => name === operation.identity),
      'the identity column, which the header requires',
    );
    this.#idColumns = usedColumns(header).filter(({ kind }) => kind === 'id');
    this.#firstRows = header.rowPerDetail && header.isFilledIn ? new Map() : undefined;
    this.#kinds = new RowKinds(header, operation);
    this.sums = new ColumnSums(header, operation.amount);
  }

  /** Answers with the records that have ended. */
  take(rows: readonly Row[]): readonly ReadRecord[] {
    const records: ReadRecord[] = [];
    for (const row of rows) {
      const kind = this.#kinds.kindOf(fitted(row, this.header, this.#cellName).cells);
      if (kind === 'record' && this.#tail.isEmpty) this.#takeRecord(row, records);
      else for (const each of this.#tail.take(row, kind)) this.#takeRecord(each, records);
    }
    return records;
  }

  end(): readonly ReadRecord[] {
    this.#zeroedIds.check();
    const faults = this.#tail
      .end((total) => this.sums.hasAmount(total))
      .flatMap((total) => this.sums.faultsOf(total));
    if (faults.length > 0) throw new StopFile(inShort(faults, mostFaultsTold));
    return this.#group ? [recordOfRows(this.header, this.#group, this.#cellName)] : [];
  }

  #takeRecord(read: Row, records: ReadRecord[]): void {
    requireTitles(read, this.header, this.#cellName);
    const row = fitted(read, this.header, this.#cellName);
    this.lastRow = row.row;
    if (row.hidden === true) this.#noteHidden(row);
    for (const { at, title } of this.#idColumns)
      if (!row.marks?.has(at)) this.#zeroedIds.see(title, row.cells[at] ?? '');
    const group = this.#group;
    const isNew = !group || !this.#continues(group, row);
    this.sums.add(row, isNew);
    if (!isNew) {
      this.#checkSize(group[0], row, group.length);
      group.push(row);
      return;
    }
    this.#requireTogether(row);
    this.#group = [row];
    this.#chars = 0;
    if (group) records.push(recordOfRows(this.header, group, this.#cellName));
  }

  #requireTogether({ row, cells }: Row): void {
    const identity = cells[this.#identity.at] ?? '';
    if (!this.#firstRows || identity === '') return;
    const first = this.#firstRows.get(identity);
    if (first === undefined) this.#firstRows.set(identity, row);
    else {
      const field = this.#identity.title;
      throw new StopFile(say('table.rows_apart', { field, value: shown(identity), first, second: row }));
    }
  }

  #continues([first]: [Row, ...Row[]], row: Row): boolean {
    if (!this.header.rowPerDetail) return false;
    const identity = row.cells[this.#identity.at] ?? '';
    return identity !== '' && identity === first.cells[this.#identity.at];
  }

  #noteHidden({ row }: Row): void {
    this.hidden.count += 1;
    if (this.hidden.rows.length < mostRowsTold) this.hidden.rows.push(row);
  }

  /**
   * Stops the file at a record that is too large. The rows of a record are in memory until its last, and an identity that is
   * the same in every row would keep a whole file there.
   */
  #checkSize(first: Row, next: Row, before: number): void {
    if (before < fewRows) return;
    for (const cell of next.cells) this.#chars += cell.length + 1;
    if (before < mostRowsOfRecord && this.#chars <= maxRecordChars) return;
    throw new StopFile(
      say('file.record_too_large', {
        firstRow: first.row,
        lastRow: next.row,
        field: this.#identity.title,
        value: shown(first.cells[this.#identity.at]),
      }),
    );
  }
}
