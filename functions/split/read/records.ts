// Reads the records of a source in any format, in lists of several.

import type { TableOperation } from '../../../shared/feishu/titles/operation-table.ts';
import { must } from '../../../shared/errors.ts';
import type { Encoding } from '../../../shared/job/encoding.ts';
import type { Format, Options } from '../../../shared/job/plan.ts';
import { say } from '../../../shared/words/say.ts';
import { recordOfElement } from './record-of-element.ts';
import { limited, unpack, utf8, type Bytes } from './bytes.ts';
import { readCsv } from './csv.ts';
import { tableText } from './encoding/table-text.ts';
import { readJsonList } from './json-list.ts';
import { readNdjson } from './ndjson.ts';
import type { ReadRecord } from './read-record.ts';
import { StopFile } from './stop-file.ts';
import type { JobSource } from '../trigger/source.ts';
import { givenOf } from './table/given-once.ts';
import { recordsOfTable, type TableReading } from './table/rows.ts';
import { recordsOfWorkbook } from './table/sheet/records-of-workbook.ts';
import { openWorkbook, type RandomAccess } from './workbook/open-workbook.ts';

export interface Reading {
  readonly operation: TableOperation;
  readonly format: Format;
  readonly maxFileBytes: number;
  readonly checkTime: () => void;
  readonly options: Pick<Options, 'sheet' | 'default'>;
  /** Of a table of text. Undefined: nothing says which one. */
  readonly encoding: Encoding | undefined;
  readonly onEncoding: (encoding: Encoding) => void;
  readonly onTable: TableReading['onTable'];
}

export async function* recordsOf(source: JobSource, reading: Reading): AsyncGenerator<readonly ReadRecord[]> {
  const { operation, format, options, onTable } = reading;
  const table = { operation, given: givenOf(operation, options.default), onTable };
  if (format === 'xlsx') {
    const book = await openWorkbook(workbookOf(source), reading);
    return yield* recordsOfWorkbook(table, book, options.sheet);
  }
  const bytes = await plainBytes(source, reading);
  if (format === 'csv' || format === 'tsv') {
    const text = tableText(bytes, { asked: reading.encoding, onFound: reading.onEncoding });
    return yield* recordsOfTable(table, readCsv(text, format === 'csv' ? ',' : '\t'));
  }
  const text = utf8(bytes);
  const chunks = format === 'json' ? readJsonList(text) : readNdjson(text);
  for await (const elements of chunks) yield elements.map(recordOfElement);
  return undefined;
}

/** Unpacked, and no more than may be. */
export async function plainBytes(
  { file, open }: JobSource,
  { maxFileBytes, checkTime }: Pick<Reading, 'maxFileBytes' | 'checkTime'>,
): Promise<Bytes> {
  const stored = await open();
  return limited(file.gzip ? unpack(stored) : stored, maxFileBytes, checkTime);
}

function workbookOf({ file, source, part }: JobSource): RandomAccess {
  if (file.gzip) throw new StopFile(say('workbook.packed'));
  const open = must(part, 'parts of a file that is a workbook');
  return {
    bytes: source.bytes,
    async *read(position, length) {
      if (length > 0) yield* await open({ position, bytes: length });
    },
  };
}
