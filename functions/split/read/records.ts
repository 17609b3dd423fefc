// Reads the records of a source in any format, in lists of several.

import type { WriteOperation } from '../../../shared/feishu/operation.ts';
import type { Format } from '../../../shared/job/plan.ts';
import { recordOfElement } from './record-of-element.ts';
import { limited, unpack, utf8 } from './bytes.ts';
import { readCsv } from './csv.ts';
import { readJsonList } from './json-list.ts';
import { readNdjson } from './ndjson.ts';
import type { ReadRecord } from './read-record.ts';
import type { JobSource } from '../trigger/source.ts';
import { recordsOfTable } from './table/rows.ts';

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
