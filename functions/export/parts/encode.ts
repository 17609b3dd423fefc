// Encodes a part of a snapshot in one of the three formats. The same records give the same bytes, so that a repeated run
// makes the same objects.

import { pipeline } from 'node:stream/promises';
import { buffer } from 'node:stream/consumers';
import { Readable } from 'node:stream';
import { createGzip } from 'node:zlib';

import type { ExportMessage } from '../../../shared/run/message.ts';
import type { JsonObject } from '../../../shared/values/json.ts';
import type { Columns } from './columns.ts';
import { csvLines } from './csv.ts';
import { parquetOf } from './parquet.ts';

type PartFormat = ExportMessage['format'];

const extensions = { ndjson: 'ndjson.gz', csv: 'csv.gz', parquet: 'parquet' } as const;

export function extensionOf(format: PartFormat): string {
  return extensions[format];
}

export function encodePart(
  format: PartFormat,
  columns: Columns,
  records: readonly JsonObject[],
): Promise<Uint8Array> {
  switch (format) {
    case 'ndjson':
      return gzipped(ndjsonLines(records));
    case 'csv':
      return gzipped(csvLines(columns, records));
    case 'parquet':
      return parquetOf(columns, records);
  }
}

/** The place of the byte of the gzip header that names the operating system: https://www.rfc-editor.org/rfc/rfc1952#page-8 */
const systemAt = 9;
const unknownSystem = 255;

/**
 * Packs the lines in pieces, so that requests in flight get their turn in between. Neither a system nor a time stands in the
 * header.
 */
async function gzipped(lines: Iterable<string>): Promise<Uint8Array> {
  const bytes = await pipeline(Readable.from(pieces(lines)), createGzip(), buffer);
  bytes[systemAt] = unknownSystem;
  return bytes;
}

/** The records as they came, field by field, with every digit. */
function* ndjsonLines(records: readonly JsonObject[]): Generator<string> {
  for (const record of records) yield `${JSON.stringify(record)}\n`;
}

const pieceChars = 262_144;

function* pieces(lines: Iterable<string>): Generator<string> {
  let piece = '';
  for (const line of lines) {
    piece += line;
    if (piece.length < pieceChars) continue;
    yield piece;
    piece = '';
  }
  if (piece !== '') yield piece;
}
