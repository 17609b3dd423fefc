import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

import { CsvError, parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { inEnglish, whyStopped } from '../../../test/in-english.ts';
import { utf8 } from './bytes.ts';
import { readCsv } from './csv.ts';
import { StopFile } from './stop-file.ts';

async function* chunks(text: Buffer, bytes: number) {
  for (let at = 0; at < text.length; at += bytes) yield text.subarray(at, at + bytes);
}

async function read(
  text: string | Buffer,
  delimiter: ',' | '\t' = ',',
  bytes = 4,
): Promise<readonly (readonly string[])[] | string> {
  return readRows(utf8(chunks(Buffer.from(text), bytes)), delimiter);
}

async function readRows(
  bytes: AsyncIterable<Buffer>,
  delimiter: ',' | '\t',
): Promise<readonly (readonly string[])[] | string> {
  try {
    const rows = (await Array.fromAsync(readCsv(bytes, delimiter))).flat();
    return rows.map(({ cells }) => cells);
  } catch (error) {
    if (error instanceof StopFile) return inEnglish(error.said);
    throw error;
  }
}

describe('rows of CSV', () => {
  it.each([
    [
      'a,b\n1,2',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'a,b\r\n1,2\r\n',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'a,b\r1,2\r',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    ['"a\r\nb",2\r\n', [['a\r\nb', '2']]],
    ['"a\rb","c,d"\n', [['a\rb', 'c,d']]],
    ['"say ""hi""",2\n', [['say "hi"', '2']]],
    [
      'a,b\n\n1,2\n',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'a,b\n,\n1,2\n',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    ['a,b\n1\n1,2,3\n', [['a', 'b'], ['1'], ['1', '2', '3']]],
    ['a,b,\n', [['a', 'b', '']]],
    ['a\u0000b,💰,שלום\u202E,\uFFFE\n', [['a\u0000b', '💰', 'שלום\u202E', '\uFFFE']]],
    ['', []],
    ['\n\n', []],
  ])('%j', async (text, rows) => {
    for (const bytes of [1, 4, 1000]) expect(await read(text, ',', bytes)).toEqual(rows);
  });

  it('tabs part the cells of TSV, commas do not', async () => {
    expect(await read('a\tb,c\n"x\ty"\tz\n', '\t')).toEqual([
      ['a', 'b,c'],
      ['x\ty', 'z'],
    ]);
  });

  it('a cell of a megabyte is one cell', async () => {
    const cell = 'x'.repeat(1024 * 1024);
    expect(await read(`a,"${cell}"\n`, ',', 65_536)).toEqual([['a', cell]]);
  });

  it.each([
    ['a,b\n1,"2\n3,4\n', 'row 2: a quoted cell that begins here is never closed'],
    [
      'a,b\n1,"2"x\n',
      'row 2: there is text behind a closing quote; a quote inside a quoted cell is written twice',
    ],
    [
      'a,b\n1,2"3\n',
      'row 2: there is a quote inside a cell that does not begin with one; quote the whole cell, and write the quote twice',
    ],
  ])('broken quoting stops the file: %j', async (text, sentence) => {
    expect(await read(text)).toBe(sentence);
  });

  it('a quote that swallows the rest of a large file stops it', async () => {
    expect(await read(`a,"${'x'.repeat(7_000_000)}`, ',', 65_536)).toBe(
      'row 1: the row is longer than 6000000 characters: is a quote never closed?',
    );
  });
});

describe('any text', () => {
  /** What the library csv-parse finds, which is strict too: the rows, or the row in which the text is broken. */
  function known(text: string, delimiter: ',' | '\t'): readonly (readonly string[])[] | string {
    try {
      const rows: string[][] = parse(text, {
        delimiter,
        record_delimiter: ['\r\n', '\n', '\r'],
        relax_column_count: true,
      });
      return rows.filter((cells) => cells.some((cell) => cell !== ''));
    } catch (error) {
      if (error instanceof CsvError) return `row ${Number(error.records) + 1}: ${sentences[error.code]}`;
      throw error;
    }
  }
  const sentences: Readonly<Record<string, string>> = {
    CSV_QUOTE_NOT_CLOSED: 'a quoted cell that begins here is never closed',
    CSV_INVALID_CLOSING_QUOTE:
      'there is text behind a closing quote; a quote inside a quoted cell is written twice',
    INVALID_OPENING_QUOTE:
      'there is a quote inside a cell that does not begin with one; quote the whole cell, and write the quote twice',
  };
  const pieces = fc.constantFrom(
    'a',
    ' ',
    '金',
    '💰',
    ',',
    '\t',
    '\r',
    '\n',
    '\r\n',
    '"',
    '""',
    '"a"',
    '"\n"',
  );
  const texts = fc.array(pieces, { maxLength: 30 }).map((all) => all.join(''));

  it.each([',', '\t'] as const)(
    'parted by %j is read as csv-parse reads it, however it is cut',
    async (delimiter) => {
      await fc.assert(
        fc.asyncProperty(texts, fc.integer({ min: 1, max: 40 }), async (text, bytes) => {
          expect(await read(text, delimiter, bytes)).toEqual(known(text, delimiter));
        }),
        { numRuns: 2000 },
      );
    },
  );
});

describe('a row of commas', () => {
  it('of 2,000 cells is read, of more stops the file', async () => {
    expect(await read(`a\n1${','.repeat(1999)}\n`, ',', 65_536)).toHaveLength(2);
    expect(await read(`a\n1${','.repeat(2000)}\n`, ',', 65_536)).toBe('row 2 has more than 2000 cells');
  });

  it.each([
    ['that never ends', ','],
    ['that has line breaks in its cells', '"\n",'],
  ])('%s does not fill the memory', async (_, cell) => {
    let givenBytes = 0;
    async function* endless() {
      yield Buffer.from('a\n');
      for (; givenBytes < 40_000_000; givenBytes += 100_000)
        yield Buffer.from(cell.repeat(100_000 / cell.length));
    }
    expect(await whyStopped(Array.fromAsync(readCsv(endless(), ',')))).toBe('row 2 has more than 2000 cells');
    expect(givenBytes).toBeLessThan(15_000_000);
  });
});

describe('the files of csv-spectrum', () => {
  const folder = createRequire(import.meta.url)
    .resolve('csv-spectrum')
    .replace(/index\.js$/, '');
  const names = [
    'comma_in_quotes',
    'empty',
    'empty_crlf',
    'escaped_quotes',
    'json',
    'newlines',
    'newlines_crlf',
    'quotes_and_newlines',
    'simple',
    'simple_crlf',
    'utf8',
  ];

  it.each(names)('%s', async (name) => {
    const rows = await read(readFileSync(`${folder}csvs/${name}.csv`));
    if (typeof rows === 'string') throw new Error(rows);
    const [header = [], ...records] = rows;
    const objects = records.map((cells) =>
      Object.fromEntries(header.map((column, at) => [column, cells[at]])),
    );
    expect(objects).toEqual(JSON.parse(readFileSync(`${folder}json/${name}.json`, 'utf8')));
  });

  it('location_coordinates is refused: it is not CSV by the RFC, and the JSON file beside it says something else', async () => {
    // The file holds 37°36'37.8"N without quotes, and in Latin-1. Its intended meaning can only be guessed.
    expect(await read(readFileSync(`${folder}csvs/location_coordinates.csv`))).toContain(
      'row 2: there is a quote inside a cell that does not begin with one',
    );
  });
});
