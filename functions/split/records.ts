// The records of a source, whatever its format, as many together as a chunk of its bytes holds.

import type { WriteOperation } from '../../shared/feishu/operation.ts';
import type { Format } from '../../shared/plan.ts';
import { recordOfElement } from './elements.ts';
import { limited, unpack, utf8 } from './read/bytes.ts';
import { readCsv } from './read/csv.ts';
import { readJsonList } from './read/json-list.ts';
import { readNdjson } from './read/ndjson.ts';
import type { ReadRecord } from './read-record.ts';
import type { JobSource } from './source.ts';
import { recordsOfTable } from './table/records.ts';

export interface Reading {
  readonly operation: WriteOperation;
  readonly format: Format;
  readonly maxFileBytes: number;
  readonly checkTime: () => void;
  readonly onHeader: (cells: readonly string[]) => void;
}

export async function* recordsOf(
  { file, open }: JobSource,
  { operation, format, maxFileBytes, checkTime, onHeader }: Reading,
): AsyncGenerator<readonly ReadRecord[]> {
  const stored = await open();
  const text = utf8(limited(file.gzip ? unpack(stored) : stored, maxFileBytes, checkTime));
  if (format === 'csv' || format === 'tsv') {
    yield* recordsOfTable(operation, readCsv(text, format === 'csv' ? ',' : '\t'), onHeader);
    return;
  }
  const chunks = format === 'json' ? readJsonList(text) : readNdjson(text);
  for await (const elements of chunks) yield elements.map(recordOfElement);
}
