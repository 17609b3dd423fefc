import { describe, expect, it } from 'vitest';

import { openBook, readSheet, rowsOf } from '../../../../test/workbook/read-book.ts';
import { oneRow, withCells, withPart, withRows } from '../../../../test/workbook/sheets.ts';
import { verdictOf } from '../../../../test/workbook/verdict.ts';
import { sheetXml, writeBook, type BookForm } from '../../../../test/workbook/write-book.ts';
import { cellName } from './open-workbook.ts';

const cellsOf = async (cells: string, form: BookForm = {}) => {
  const [row] = await rowsOf(withCells(cells, form));
  return row?.cells;
};

describe('rows', () => {
  it.each([
    ['that are absent', withPart('<worksheet/>'), 'part_unusual'],
    ['in two lists', withPart(sheetXml(oneRow, '<sheetData/>')), 'part_unusual'],
    ['with an element between them', withRows('<row r="1"/><mc:AlternateContent/>'), 'part_unusual'],
    ['with an element between cells', withCells('<c><v>1</v></c><d/>'), 'part_unusual'],
    ['with an element in a cell', withCells('<c><w>1</w></c>'), 'part_unusual'],
    ['with an element in a value', withCells('<c><v>1<x>2</x></v></c>'), 'part_unusual'],
    ['with two values in a cell', withCells('<c><v>1</v><v>2</v></c>'), 'part_unusual'],
    ['of which one comes twice', withRows('<row r="2"/><row r="2"/>'), 'rows_out_of_order'],
    ['out of order', withRows('<row r="3"/><row r="2"/>'), 'rows_out_of_order'],
    ['with a cell twice', withCells('<c r="A1"/><c r="A1"/>'), 'cells_out_of_order'],
    ['with cells out of order', withCells('<c r="B1"/><c r="A1"/>'), 'cells_out_of_order'],
    ['with a cell of another row', withCells('<c r="A2"/>'), 'wrong_place'],
    ['with a cell of no place', withCells('<c r="1A"/>'), 'wrong_place'],
    ['with a cell beyond the last column', withCells('<c r="XFE1"/>'), 'wrong_place'],
    ['beyond the last', withRows('<row r="1048577"/>'), 'wrong_place'],
    ['behind the last', withRows('<row r="1048576"/><row/>'), 'wrong_place'],
    ['of no number', withRows('<row r="B1"/>'), 'wrong_place'],
    ['of a broken number', withRows('<row r="1.5"/>'), 'wrong_place'],
    ['with a value in the last column', withCells('<c r="XFD1"><v>1</v></c>'), 'too_many_columns'],
  ])('%s stop the file', async (_, bytes, stopped) => {
    expect(await verdictOf(bytes)).toEqual({ stopped: `workbook.${stopped}` });
  });

  it('without places follow one another, and a cell follows the last one', async () => {
    const xml =
      '<row><c><v>1</v></c><c r="C1"><v>2</v></c><c><v>3</v></c></row><row r="5"/><row><c><v>4</v></c></row>';
    const rows = await rowsOf(withRows(xml));
    expect(rows.map(({ row, cells }) => [row, ...cells])).toEqual([
      [1, '1', '', '2', '3'],
      [6, '4'],
    ]);
  });

  it('that are empty are left out, and so are empty cells at the end', async () => {
    const empty = '<row><c s="0"/></row><row><c t="str"><v></v></c></row><row/>';
    const rows = await rowsOf(withRows(`${empty}<row r="9"><c/><c><v>7</v></c><c r="XFD9" s="0"/></row>`));
    expect(rows).toEqual([{ row: 9, cells: ['', '7'], hidden: false }]);
  });

  it('may be the first and the last of a sheet', async () => {
    const rows = await rowsOf(withRows(`${oneRow}<row r="1048576"><c r="A1048576"><v>8</v></c></row>`));
    expect(rows.map(({ row }) => row)).toEqual([1, 1_048_576]);
  });

  it('may have what later programs add', async () => {
    const more = '<extLst><ext><c r="B1"><v>9</v></c></ext></extLst>';
    const xml = `<row r="1" x14ac:dyDescent="0.25"><c r="A1" vm="1"><v>7</v>${more}</c>${more}</row>`;
    expect(await rowsOf(withRows(xml))).toEqual([{ row: 1, cells: ['7'], hidden: false }]);
  });

  it('tell whether they are hidden; the sheet tells its hidden columns, merged cells and filters', async () => {
    const cell = '<c><v>1</v></c>';
    const { rows, end } = await readSheet(
      await openBook(
        writeBook({
          sheets: [
            {
              xml: `<row hidden="1">${cell}</row><row ht="0">${cell}</row><row hidden="0" ht="15">${cell}</row>`,
              before:
                '<cols><col min="2" max="3" hidden="1"/><col min="4" max="4" width="9"/><col min="6" max="6" width="0"/></cols>',
              behind:
                '<autoFilter ref="A1:B3"><filterColumn colId="0"/></autoFilter><mergeCells><mergeCell ref="A1:C2"/><mergeCell ref="B4"/></mergeCells>',
            },
          ],
        }),
      ),
    );
    expect(rows.map(({ hidden }) => hidden)).toEqual([true, true, false]);
    expect(end).toEqual({
      filtered: true,
      hiddenColumns: [1, 2, 5],
      merged: [
        { firstRow: 1, lastRow: 2, firstColumn: 0, lastColumn: 2 },
        { firstRow: 4, lastRow: 4, firstColumn: 1, lastColumn: 1 },
      ],
    });
  });

  it.each([
    ['<autoFilter ref="A1:B3"/>', '', false],
    ['', '<sheetPr filterMode="1"/>', true],
  ])('are filtered by %s%s: %s', async (behind, before, filtered) => {
    const { end } = await readSheet(await openBook(writeBook({ sheets: [{ xml: oneRow, before, behind }] })));
    expect(end.filtered).toBe(filtered);
  });

  it('that are merged in a range of no meaning stop the file', async () => {
    const behind = '<mergeCells><mergeCell ref="A1:B"/></mergeCells>';
    const bytes = writeBook({ sheets: [{ xml: oneRow, behind }] });
    expect(await verdictOf(bytes)).toEqual({ stopped: 'workbook.part_unusual' });
  });
});

describe('a cell', () => {
  const tooLong = 32_768;

  it.each([
    ['that refers to text 99 of none', withCells('<c t="s"><v>99</v></c>', { strings: '' }), 'unknown_text'],
    ['that refers to a text where none are', withCells('<c t="s"><v>0</v></c>'), 'unknown_text'],
    ['that refers to text -1', withCells('<c t="s"><v>-1</v></c>', { strings: '<si/>' }), 'unknown_text'],
    ['that refers to a blank', withCells('<c t="s"><v> </v></c>', { strings: '<si/>' }), 'unknown_text'],
    [
      'that refers to text 1e0',
      withCells('<c t="s"><v>1e0</v></c>', { strings: '<si/><si/>' }),
      'unknown_text',
    ],
    ['with a style that is absent', withCells('<c s="7"><v>1</v></c>'), 'unknown_style'],
    ['with a style of no number', withCells('<c s="x"><v>1</v></c>'), 'unknown_style'],
    ['with a number that is none', withCells('<c><v>1,234.00</v></c>'), 'cell_broken'],
    ['with a hexadecimal number', withCells('<c><v>0x10</v></c>'), 'cell_broken'],
    ['with a number beyond all', withCells('<c><v>1e999</v></c>'), 'cell_broken'],
    ['with a truth value that is none', withCells('<c t="b"><v>2</v></c>'), 'cell_broken'],
    ['of an unknown type', withCells('<c t="x"><v>2</v></c>'), 'cell_broken'],
    ['with a text where a number should be', withCells('<c><is><t>a</t></is></c>'), 'cell_broken'],
    ['with a text of its own as a value', withCells('<c t="inlineStr"><v>a</v></c>'), 'cell_broken'],
    ['of too many characters', withCells(`<c t="str"><v>${'金'.repeat(tooLong)}</v></c>`), 'cell_too_long'],
    [
      'of far too many characters',
      withCells(`<c t="inlineStr"><is>${'<r><t>aaaaaaaaaa</t></r>'.repeat(30_000)}</is></c>`),
      'cell_too_long',
    ],
    [
      'that refers to a text of too many',
      withCells('<c t="s"><v>0</v></c>', { strings: `<si><t>${'a'.repeat(tooLong)}</t></si>` }),
      'text_too_long',
    ],
  ])('%s stops the file', async (_, bytes, stopped) => {
    expect(await verdictOf(bytes)).toEqual({ stopped: `workbook.${stopped}` });
  });

  it.each([
    ['in pieces', '<c t="str"><v>a<![CDATA[<b>]]>&#20013;<!-- --> </v></c>', ['a<b>中 ']],
    ['of a formula that gives no text', '<c t="str"><f>""</f><v></v></c><c><v>7</v></c>', ['', '7']],
    ['of its own, with blanks', '<c t="inlineStr"><is><t xml:space="preserve"> a </t></is></c>', [' a ']],
    ['of its own, beside a value', '<c t="inlineStr"><v>7</v><is><t>a</t></is></c>', ['a']],
    [
      'in several looks',
      '<c t="inlineStr"><is><r><rPr><b/></rPr><t>富</t></r><r><t>文本</t></r></is></c>',
      ['富文本'],
    ],
    ['that is a truth value', '<c t="b"><v>1</v></c><c t="b"><v>0</v></c>', ['TRUE', 'FALSE']],
    [
      'that is a date',
      '<c t="d"><v>2026-01-05T00:00:00</v></c><c t="d"><v>2026-01-05</v></c>',
      ['2026-01-05', '2026-01-05'],
    ],
    [
      'of the most characters',
      `<c t="str"><v>${'金'.repeat(tooLong - 1)}</v></c>`,
      ['金'.repeat(tooLong - 1)],
    ],
    [
      'of no value',
      '<c t="b"/><c t="s"/><c t="s"><v/></c><c t="inlineStr"/><c t="e"><v>#N/A</v></c>',
      ['', '', '', '', '#N/A'],
    ],
  ])('has a text %s', async (_, cells, texts) => {
    expect(await cellsOf(cells)).toEqual(texts);
  });

  it.each([
    ['of plain and other looks', '<t>a</t><r><t>b</t></r>', 'ab'],
    ['with an element inside', '<t>a<x>b</x>c</t>', 'abc'],
    ['that is pronounced', '<t>課長</t><rPh sb="0"><t>カチョウ</t></rPh><phoneticPr fontId="1"/>', '課長'],
    ['with what XML does not have', '<t>a_x000D_\nb_x005F_x000D_ _xZ_</t>', 'a\r\nb_x000D_ _xZ_'],
    ['with half a character', '<t>_xD83D_</t>', '\uFFFD'],
    ['with both halves', '<t>_xD83D__xDE00_</t>', '😀'],
  ])('has a shared text %s', async (_, strings, text) => {
    expect(await cellsOf('<c t="s"><v>1</v></c>', { strings: `<si/><si>${strings}</si>` })).toEqual([text]);
  });

  it('has the format of its style, and days count as the book says', async () => {
    const form = { formats: ['#,##0.00', 14, '000'], bookPr: '<workbookPr date1904="1"/>' };
    expect(
      await cellsOf('<c s="1"><v>7</v></c><c s="2"><v>44565</v></c><c s="3"><v>7</v></c>', form),
    ).toEqual(['7', '2026-01-05', '007']);
  });
});

describe('a mark', () => {
  const marksOf = async (xml: string, form: BookForm = {}) =>
    (await rowsOf(withRows(xml, form))).map(({ row, marks }) => [
      row,
      ...[...(marks ?? [])].map(([column, { kind, say }]) => [cellName(column, row), kind, say.say]),
    ]);
  const uncalculated = ['uncalculated', 'workbook.uncalculated'];
  const recalculates = ['uncalculated', 'workbook.recalculates'];
  const bookEnd = '<calcPr fullCalcOnLoad="1"/>';

  it('is on errors, and on formulas without a result', async () => {
    const errors = '<c t="e"><v>#N/A</v></c><c t="e"/><c t="e"><f>1/0</f><v>#DIV/0!</v></c>';
    const formulas =
      '<c><f>A1</f></c><c><f>A1</f><v></v></c><c><f>A1</f><v>1</v></c><c t="str"><f>A1</f></c>';
    expect(await marksOf(`<row>${errors}${formulas}</row>`)).toEqual([
      [
        1,
        ['A1', 'error', 'workbook.error'],
        ['B1', 'error', 'workbook.error'],
        ['C1', 'error', 'workbook.error'],
        ['D1', ...uncalculated],
        ['E1', ...uncalculated],
        ['G1', ...uncalculated],
      ],
    ]);
  });

  it('is on dates that are none', async () => {
    expect(await marksOf('<row><c t="d"><v>2023-02-29</v></c></row>')).toEqual([
      [1, ['A1', 'bad_date', 'workbook.no_date']],
    ]);
  });

  it('is on all formulas of a book that is to be calculated anew, and on the ranges that they fill', async () => {
    const array = '<row><c r="A2"><f t="array" ref="A2:B3">x</f><v>0</v></c><c><v>0</v></c></row>';
    const zero = '<row><c><v>0</v></c></row>';
    expect(
      await marksOf(`<row><c><v>1</v></c><c><f>A1</f><v>0</v></c></row>${array}${zero}${zero}`, { bookEnd }),
    ).toEqual([
      [1, ['B1', ...recalculates]],
      [2, ['A2', ...recalculates], ['B2', ...recalculates]],
      [3, ['A3', ...recalculates], ['B3', ...recalculates]],
      [4],
    ]);
  });

  it('is on the range of a formula without a result, also where its cells are absent', async () => {
    const array = '<c><f t="array" ref="A1:A2">x</f><v></v></c>';
    expect(await marksOf(`<row>${array}</row><row r="2"><c/></row><row><c><v>1</v></c></row>`)).toEqual([
      [1, ['A1', ...uncalculated]],
      [2, ['A2', ...uncalculated]],
      [3],
    ]);
  });

  it('is on nothing else of such a book', async () => {
    expect(
      await marksOf('<row><c><v>1</v></c><c t="inlineStr"><is><t>a</t></is></c></row>', { bookEnd }),
    ).toEqual([[1]]);
  });
});
