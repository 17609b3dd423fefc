// Rows of a CSV or TSV file, those that end in a chunk together. Broken quoting stops the file, for behind it nobody
// knows where a row begins; how many cells a row has is for whoever knows the header.

import { finished } from 'node:stream/promises';

import { CsvError, parse, type Parser } from 'csv-parse';

import type { Bytes } from './bytes.ts';
import { StopFile } from './stop-file.ts';

export interface Row {
  /** As a spreadsheet counts, the header being row 1. */
  readonly row: number;
  readonly cells: readonly string[];
}

/** More than a call carries; a cell that never ends is a quote that was never closed. */
const maxRowBytes = 6_000_000;
/** Twenty-odd fields and a hundred details of a dozen: nothing honest comes near this. */
const mostCells = 2000;
/** The parser's limit counts neither commas nor quotes. With every quote written twice, what is left are commas. */
const maxRawRowBytes = 2 * maxRowBytes + 1_000_000;

export async function* readCsv(text: Bytes, delimiter: ',' | '\t'): AsyncGenerator<readonly Row[]> {
  let ready: Row[] = [];
  let row = 0;
  const parser = parse({
    delimiter,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    max_record_size: maxRowBytes,
    // Taken here: as a stream of objects the rows would cost as much again.
    on_record(cells: readonly string[]) {
      row += 1;
      if (cells.length > mostCells) throw tooManyCells(row);
      // Spreadsheets keep empty rows, also as a line of commas. They count, and hold nothing.
      if (cells.some((cell) => cell !== '')) ready.push({ row, cells });
      return undefined;
    },
  });
  // Whoever writes hears of its errors.
  parser.on('error', () => undefined);
  let [rowsBefore, rowBytes] = [0, 0];
  try {
    for await (const chunk of text) {
      if (row > rowsBefore) [rowsBefore, rowBytes] = [row, 0];
      rowBytes += chunk.length;
      if (rowBytes > maxRawRowBytes) throw tooManyCells(row + 1);
      await write(parser, chunk);
      yield ready;
      ready = [];
    }
    await finished(parser.end().resume());
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new StopFile(`row ${Number(error.records) + 1}: ${spoken[error.code] ?? error.code}`);
  }
  yield ready;
}

function write(parser: Parser, chunk: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    parser.write(chunk, (error) => (error ? reject(error) : resolve()));
  });
}

function tooManyCells(row: number): StopFile {
  return new StopFile(`row ${row} has more than ${mostCells} cells`);
}

const spoken: Readonly<Record<string, string>> = {
  CSV_QUOTE_NOT_CLOSED: 'a quoted cell that begins here is never closed',
  CSV_INVALID_CLOSING_QUOTE:
    'there is text behind a closing quote; a quote inside a quoted cell is written twice',
  INVALID_OPENING_QUOTE:
    'there is a quote inside a cell that does not begin with one; quote the whole cell, and write the quote twice',
  CSV_MAX_RECORD_SIZE: `the row is longer than ${maxRowBytes} bytes: is a quote never closed?`,
};
