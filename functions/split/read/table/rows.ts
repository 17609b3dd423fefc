// Records of a CSV or TSV file.

import type { WriteOperation } from '../../../../shared/feishu/operation.ts';
import { show } from '../../../../shared/words/show.ts';
import type { Row } from '../csv.ts';
import { StopFile } from '../stop-file.ts';
import type { ReadRecord } from '../read-record.ts';
import { readHeader, type Column, type Header } from './header.ts';
import { recordOfRows } from './record.ts';
import { ZeroedIds } from './zeroed-ids.ts';

/** Far more than a call carries. */
const mostRowsOfRecord = 40_000;
const maxRecordChars = 6_000_000;
/** As most records have: to count their characters would take a part of the time that they are read in. */
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
  if (!table) throw new StopFile('the file is empty');
  yield table.end();
}

class Table {
  readonly #header: Header;
  readonly #identityAt: number;
  readonly #identity: string;
  readonly #idColumns: readonly Column[];
  readonly #zeroedIds = new ZeroedIds();
  /** Rows of one record, of which the next may be another. */
  #group: [Row, ...Row[]] | undefined;
  /** Of its rows behind the first few. */
  #chars = 0;

  constructor(operation: WriteOperation, headerRow: Row) {
    this.#header = readHeader(operation, headerRow);
    this.#identity = operation.identity;
    this.#identityAt = this.#header.fields.find(({ name }) => name === operation.identity)?.at ?? 0;
    this.#idColumns = columnsOf(this.#header).filter(({ isId }) => isId);
  }

  /** The record that has ended before this row. */
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

  /** The rows of a record wait for its last: a column that says the same in every row would make one of a whole file. */
  #checkSize(first: Row, next: Row, before: number): void {
    if (before < fewRows) return;
    for (const cell of next.cells) this.#chars += cell.length + 1;
    if (before < mostRowsOfRecord && this.#chars <= maxRecordChars) return;
    const same = `${this.#identity} ${show(first.cells[this.#identityAt])}`;
    throw new StopFile(
      `rows ${first.row} to ${next.row} all have the ${same}, which makes one record of them, larger than any may be`,
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
