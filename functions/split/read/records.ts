// Reads the records of a source in any format, in lists of several.

import type { TableOperation } from '../../../shared/feishu/titles/operation-table.ts';
import type { Format, Options } from '../../../shared/job/plan.ts';
import { recordOfElement } from './record-of-element.ts';
import { limited, unpack, utf8 } from './bytes.ts';
import { readCsv } from './csv.ts';
import { readJsonList } from './json-list.ts';
import { readNdjson } from './ndjson.ts';
import type { ReadRecord } from './read-record.ts';
import type { JobSource } from '../trigger/source.ts';
import { givenOf } from './table/given-once.ts';
import { recordsOfTable, type TableReading } from './table/rows.ts';

export interface Reading {
  readonly operation: TableOperation;
  readonly format: Format;
  readonly maxFileBytes: number;
  readonly checkTime: () => void;
  readonly options: Pick<Options, 'sheet' | 'default'>;
  readonly onTable: TableReading['onTable'];
}

export async function* recordsOf(
  { file, open }: JobSource,
  { operation, format, options, maxFileBytes, checkTime, onTable }: Reading,
): AsyncGenerator<readonly ReadRecord[]> {
  const stored = await open();
  const text = utf8(limited(file.gzip ? unpack(stored) : stored, maxFileBytes, checkTime));
  if (format === 'csv' || format === 'tsv') {
    const given = givenOf(operation, options.default);
    yield* recordsOfTable({ operation, given, onTable }, readCsv(text, format === 'csv' ? ',' : '\t'));
    return;
  }
  const chunks = format === 'json' ? readJsonList(text) : readNdjson(text);
  for await (const elements of chunks) yield elements.map(recordOfElement);
}
