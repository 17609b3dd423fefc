import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { rowsOf } from '../../../../test/workbook/read-book.ts';
import { withRows } from '../../../../test/workbook/sheets.ts';
import { escapedText } from '../../../../test/workbook/write-book.ts';
import { cellName } from './open-workbook.ts';

const cell = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 20 }).map((text) => text.toWellFormed()),
  fc.constantFrom('', ' a ', '_x000D_', '_x005F_', '__x0041_', 'a\r\nb', '课', '𠮷', '=1+1', ']]>', '&amp;'),
);
const table = fc.array(fc.array(cell, { maxLength: 5 }), { maxLength: 8 });

describe('any table of texts', () => {
  it('comes back the same, from cells and from the table of shared texts', async () => {
    await fc.assert(
      fc.asyncProperty(table, fc.boolean(), fc.boolean(), async (rows, shared, saysPlace) => {
        const strings: string[] = [];
        const cellOf = (text: string, row: number, column: number) => {
          const place = saysPlace ? ` r="${cellName(column, row + 1)}"` : '';
          if (!shared) return `<c${place} t="inlineStr"><is><t>${escapedText(text)}</t></is></c>`;
          return `<c${place} t="s"><v>${strings.push(`<si><t>${escapedText(text)}</t></si>`) - 1}</v></c>`;
        };
        const xml = rows
          .map(
            (cells, row) => `<row>${cells.map((text, column) => cellOf(text, row, column)).join('')}</row>`,
          )
          .join('');
        const read = await rowsOf(withRows(xml, { strings: strings.join('') }));
        expect(read.map(({ row, cells, marks }) => [row, withoutEnd(cells), marks])).toEqual(
          rows.flatMap((cells, row) =>
            withoutEnd(cells).length > 0 ? [[row + 1, withoutEnd(cells), undefined]] : [],
          ),
        );
      }),
      { numRuns: 300 },
    );
  });

  it('comes back the same where it fills many blocks of texts', async () => {
    const rows = Array.from({ length: 2000 }, (_, n) => `员工 ${n} 𠮷`.slice(0, 1 + (n % 9)).toWellFormed());
    const strings = rows.map((text) => `<si><t>${text}</t></si>`).join('');
    const xml = rows.map((_, n) => `<row><c t="s"><v>${n}</v></c></row>`).join('');
    const read = await rowsOf(withRows(xml, { strings }));
    expect(read.map(({ cells }) => cells[0])).toEqual(rows);
  });
});

function withoutEnd(cells: readonly string[]): readonly string[] {
  return cells.slice(0, cells.findLastIndex((text) => text !== '') + 1);
}
