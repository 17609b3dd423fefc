// Writes records as Parquet: the same columns in every part, amounts and ids as text. Every column may be null.

import { setImmediate } from 'node:timers/promises';
import { zstdCompressSync } from 'node:zlib';

import { ByteWriter, parquetWriteRows } from 'hyparquet-writer';

import type { JsonObject } from '../../../shared/values/json.ts';
import { cellsOf, type Cell } from './cells.ts';
import type { Columns } from './columns.ts';

/** Rows of one group, some 20 ms of work, after which requests in flight get their turn. */
const rowsPerGroup = 1000;

export async function parquetOf(columns: Columns, records: readonly JsonObject[]): Promise<Uint8Array> {
  const writer = Object.assign(new ByteWriter(), { flush: () => setImmediate() });
  await parquetWriteRows({
    writer,
    rows: rowsOf(columns, records),
    columns: columns.map(({ name, kind }) => ({
      name,
      type: kind === 'int' ? 'INT64' : 'STRING',
      nullable: true,
    })),
    rowGroupSize: rowsPerGroup,
    codec: 'ZSTD',
    // A Parquet page of nulls has no bytes, and some readers refuse a compressed frame around nothing.
    compressors: { ZSTD: (bytes) => (bytes.length === 0 ? bytes : zstdCompressSync(bytes)) },
    createdBy: 'payferry',
  });
  return writer.getBytes();
}

function* rowsOf(columns: Columns, records: readonly JsonObject[]): Generator<Record<string, Cell>> {
  for (const record of records) {
    const cells = cellsOf(columns, record, (text) => text.toWellFormed());
    yield Object.fromEntries(columns.map(({ name }, at) => [name, cells[at]]));
  }
}
