// Cells and rows of CSV and TSV, compared with their RFC.

import fc from 'fast-check';

import { utf8 } from '../../functions/split/read/bytes.ts';
import { readCsv } from '../../functions/split/read/csv.ts';
import { StopFile } from '../../functions/split/read/stop-file.ts';
import { csvRows } from './csv-rows.ts';
import { inEnglish } from '../in-english.ts';
import { checkSentence } from './sentence.ts';
import { chunksOf, cutting } from './damage.ts';
import { check, type Property } from './property.ts';
import { operation, tableHeader } from './record-files.ts';
import { readFile } from './read-file.ts';

const pieces = ['a', '"', '""', ',', '\t', '\n', '\r\n', '\r', ' ', '💰', '\u0000', '\uFEFF', "'=1"];

const rowsOfThePage: Property = {
  name: 'rows of CSV and TSV are those of the page, or the file is stopped',
  property: fc.asyncProperty(
    fc.array(fc.oneof(fc.constantFrom(...pieces), fc.string({ unit: 'grapheme', maxLength: 3 })), {
      maxLength: 30,
    }),
    fc.constantFrom(',' as const, '\t' as const),
    cutting,
    async (texts, delimiter, sizes) => {
      // A fixed beginning: the first bytes could be a byte order mark, or show that the file is no text.
      const text = `begin\n${texts.join('').toWellFormed()}`;
      const expected = csvRows(text, delimiter)?.flatMap((row, index) =>
        row.some((cell) => cell !== '') ? [{ row: index + 1, cells: row }] : [],
      );
      const found: unknown[] = [];
      try {
        for await (const several of readCsv(utf8(chunksOf(Buffer.from(text), sizes)), delimiter))
          found.push(...several);
      } catch (error) {
        if (!(error instanceof StopFile)) throw error;
        checkSentence(error.said);
        check(expected === undefined, `stopped for nothing: ${inEnglish(error.said)}`);
        return;
      }
      check(
        JSON.stringify(found) === JSON.stringify(expected),
        `${JSON.stringify(found)}, not ${JSON.stringify(expected)}`,
      );
    },
  ),
};

const tables: Property = {
  name: 'each row of a table is in one record, in order, or is told to be none, whatever its cells and however many',
  property: fc.asyncProperty(
    fc.array(
      fc.oneof(
        fc.array(fc.constantFrom('a', 'b', '', '2', '7.39706E+18', '100000000000000000', '1,5', ' '), {
          maxLength: 17,
        }),
        fc.array(fc.constantFrom('same', ''), {
          minLength: tableHeader.length,
          maxLength: tableHeader.length,
        }),
      ),
      { maxLength: 12 },
    ),
    fc.boolean(),
    cutting,
    async (rows, rowPerDetail, sizes) => {
      const header = tableHeader.filter((name) => !rowPerDetail || !name.includes('.2.'));
      const titles = header.map((name) => (rowPerDetail ? name.replace('.1.', '.') : name));
      const text = [titles, ...rows].map((cells) => cells.map((cell) => `"${cell}"`).join(',')).join('\n');
      const read = await readFile(operation, 'file.csv', Buffer.from(text), sizes);
      if (read.kind === 'stopped') {
        check(/ends in zeros/.test(read.why), `stopped for nothing: ${read.why}`);
        return;
      }
      const filled = rows.flatMap((cells, index) => (cells.some((cell) => cell !== '') ? [index + 2] : []));
      const seen = [...read.records.flatMap((record) => record.rows), ...read.passedOver];
      seen.sort((a, b) => a - b);
      check(JSON.stringify(seen) === JSON.stringify(filled), `rows ${seen.join()} of ${filled.join()}`);
    },
  ),
};

export const tableProperties: readonly Property[] = [rowsOfThePage, tables];
