// Makes records of the rows of a table. Where each row is a detail, consecutive rows of one identity are one record.

import type { WriteOperation } from '../../../../shared/feishu/operation.ts';
import { must } from '../../../../shared/errors.ts';
import { say } from '../../../../shared/words/say.ts';
import { shown } from '../../../../shared/words/show.ts';
import type { Row } from '../csv.ts';
import { StopFile } from '../stop-file.ts';
import type { ReadRecord } from '../read-record.ts';
import { readHeader, type Column, type Header } from './header.ts';
import { recordOfRows } from './record.ts';
import { ZeroedIds } from './zeroed-ids.ts';

/** Far more details than a call carries. */
const mostRowsOfRecord = 40_000;
const maxRecordChars = 6_000_000;
/**
 * The characters of so many rows of a record are not counted, because most records have fewer: counting takes a measurable
 * part of the reading.
 */
const fewRows = 8;

export async function* recordsOfTable(
  operation: WriteOperation,
  chunks: AsyncIterable<readonly Row[]>,
  onHeader: (cells: readonly string[]) => void,
): AsyncGenerator<readonly ReadRecord[]> {
  let table: Table | undefined;
  for await (const rows of chunks) {
    const records: ReadRecord[] = [];
    for (const row of rows) {
      const record = table?.take(row);
      if (record) records.push(record);
      if (table) continue;
      onHeader(row.cells);
      table = new Table(operation, row);
    }
    yield records;
  }
  if (!table) throw new StopFile(say('file.empty'));
  yield table.end();
}

class Table {
  readonly #header: Header;
  readonly #identityAt: number;
  readonly #identity: string;
  readonly #idColumns: readonly Column[];
  readonly #zeroedIds = new ZeroedIds();
  /** The rows so far of a record that may go on. */
  #group: [Row, ...Row[]] | undefined;
  /** Characters of the group's rows after the first `fewRows`. */
  #chars = 0;

  constructor(operation: WriteOperation, headerRow: Row) {
    this.#header = readHeader(operation, headerRow);
    this.#identity = operation.identity;
    this.#identityAt = must(
      this.#header.fields.find(({ name }) => name === operation.identity),
      'the identity column, which the header requires',
    ).at;
    this.#idColumns = columnsOf(this.#header).filter(({ isId }) => isId);
  }

  /** Takes the next row. Answers with the record that ended before it; undefined where none did. */
  take(row: Row): ReadRecord | undefined {
    for (const { at, title } of this.#idColumns) this.#zeroedIds.see(title, row.cells[at] ?? '');
    const group = this.#group;
    const identity = row.cells[this.#identityAt] ?? '';
    if (
      group &&
      this.#header.rowPerDetail &&
      identity !== '' &&
      identity === group[0].cells[this.#identityAt]
    ) {
      this.#checkSize(group[0], row, group.length);
      group.push(row);
      return undefined;
    }
    this.#group = [row];
    this.#chars = 0;
    return group && recordOfRows(this.#header, group);
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
        field: this.#identity,
        value: shown(first.cells[this.#identityAt]),
      }),
    );
  }

  end(): readonly ReadRecord[] {
    this.#zeroedIds.check();
    return this.#group ? [recordOfRows(this.#header, this.#group)] : [];
  }
}

function columnsOf({ fields, lists }: Header): readonly Column[] {
  return [...fields, ...lists.flatMap(({ elements }) => elements.flatMap(({ columns }) => columns))];
}
