// Records of a CSV or TSV file.

import type { WriteOperation } from '../../../shared/feishu/operation.ts';
import type { Row } from '../read/csv.ts';
import { StopFile } from '../read/stop-file.ts';
import type { ReadRecord } from '../read-record.ts';
import { isIdField } from './cell.ts';
import { readHeader, type Column, type Header } from './header.ts';
import { recordOfRows } from './record.ts';
import { ZeroedIds } from './zeroed-ids.ts';

export async function* recordsOfTable(
  operation: WriteOperation,
  rows: AsyncGenerator<Row>,
  onHeader: (cells: readonly string[]) => void,
): AsyncGenerator<ReadRecord> {
  const { value: headerRow, done } = await rows.next();
  if (done) throw new StopFile('the file is empty');
  onHeader(headerRow.cells);
  const header = readHeader(operation, headerRow);
  const identityAt = header.fields.find(({ name }) => name === operation.identity)?.at ?? 0;
  const idColumns = columnsOf(header).filter(({ title }) => isIdField(title));
  const zeroedIds = new ZeroedIds();

  let group: [Row, ...Row[]] | undefined;
  for await (const row of rows) {
    for (const { at, title } of idColumns) zeroedIds.see(title, row.cells[at] ?? '');
    const identity = row.cells[identityAt] ?? '';
    if (group && header.rowPerDetail && identity !== '' && identity === group[0].cells[identityAt]) {
      group.push(row);
      continue;
    }
    if (group) yield recordOfRows(header, group);
    group = [row];
  }
  if (group) yield recordOfRows(header, group);
  zeroedIds.check();
}

function columnsOf({ fields, lists }: Header): readonly Column[] {
  return [...fields, ...lists.flatMap(({ elements }) => elements.flatMap(({ columns }) => columns))];
}
