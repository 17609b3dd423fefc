// Records of a CSV or TSV file.

import type { WriteOperation } from '../../../shared/feishu/operation.ts';
import type { Row } from '../read/csv.ts';
import { StopFile } from '../read/stop-file.ts';
import type { ReadRecord } from '../read-record.ts';
import { readHeader, type Column, type Header } from './header.ts';
import { recordOfRows } from './record.ts';
import { ZeroedIds } from './zeroed-ids.ts';

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
  readonly #idColumns: readonly Column[];
  readonly #zeroedIds = new ZeroedIds();
  /** Rows of one record, of which the next may be another. */
  #group: [Row, ...Row[]] | undefined;

  constructor(operation: WriteOperation, headerRow: Row) {
    this.#header = readHeader(operation, headerRow);
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
      group.push(row);
      return undefined;
    }
    this.#group = [row];
    return group && recordOfRows(this.#header, group);
  }

  end(): readonly ReadRecord[] {
    this.#zeroedIds.check();
    return this.#group ? [recordOfRows(this.#header, this.#group)] : [];
  }
}

function columnsOf({ fields, lists }: Header): readonly Column[] {
  return [...fields, ...lists.flatMap(({ elements }) => elements.flatMap(({ columns }) => columns))];
}
