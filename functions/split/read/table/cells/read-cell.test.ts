// Every form in which people write amounts, dates, whole numbers, labels and ids, with what becomes of it.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { CellKind } from '../../../../../shared/feishu/titles/operation-table.ts';
import { isCalendarDate } from '../../../../../shared/values/calendar-date.ts';
import { render } from '../../../../../shared/words/render.ts';
import { isPlainCell, isPlainNumber } from './plain-cell.ts';
import { readCell } from './read-cell.ts';

const labels = new Map(Object.entries({ 随工资发放: 'with_salary', 现金发放: 'with_cash', 是: '1' }));

/** The text of the cell, or the fault. */
function read(kind: CellKind, cell: string): string {
  const { text, fault } = readCell({ kind, labels }, cell);
  return fault ? render(fault('x'), 'en').replace(/^x is /, '') : text;
}

describe('an amount', () => {
  it.each([
    ['1234.50', '1234.50'],
    ['-1234.5', '-1234.5'],
    [' 1234.50 ', '1234.50'],
    ['　1234.50\u00a0', '1234.50'],
    ['１２３４．５０', '1234.50'],
    ['－５', '-5'],
    ['+5', '+5'],
    ['.5', '.5'],
    ['5.', '5.'],
    ['1,234', '1234'],
    ['12,345,678.90', '12345678.90'],
    ['-1,234.5', '-1234.5'],
    ['１，２３４．５', '1234.5'],
    ['0', '0'],
    ['   ', ''],
  ])('%j is %j', (cell, text) => {
    expect(read('amount', cell)).toBe(text);
  });

  it.each<readonly [string, string]>([
    ['1.234,50', '"1.234,50", which may mean 1234.50 or 123450: write the one that is meant'],
    ['1 234,50', '"1 234,50", which may mean 1234.50 or 123450: write the one that is meant'],
    ['1,23', '"1,23", which may mean 1.23 or 123: write the one that is meant'],
    ['0,123', '"0,123", which may mean 0.123 or 0123: write the one that is meant'],
    ['1234,567', '"1234,567", which may mean 1234.567 or 1234567: write the one that is meant'],
    ['1,2345', '"1,2345", which may mean 1.2345 or 12345: write the one that is meant'],
    ['(500)', '"(500)", which may mean -500 or 500: write the one that is meant'],
    ['（500）', '"（500）", which may mean -500 or 500: write the one that is meant'],
    ['500-', '"500-", which may mean -500 or 500: write the one that is meant'],
    ['5%', '"5%", which may mean 5 or 0.05: write the one that is meant'],
    ['12.5％', '"12.5％", which may mean 12.5 or 0.125: write the one that is meant'],
    ['3万', '"3万": if 30000 is meant, write it so'],
    ['1.25万元', '"1.25万元": if 12500 is meant, write it so'],
    ['2千', '"2千": if 2000 is meant, write it so'],
    ['5k', '"5k": if 5000 is meant, write it so'],
    ['1e5', '"1e5": write all of its digits'],
    ['1.5E+400', '"1.5E+400": write all of its digits'],
    ['1 234.50', '"1 234.50": if 1234.50 is meant, write it so'],
    ["1'234", `"1'234": if 1234 is meant, write it so`],
    ...[
      '￥500',
      '¥500',
      '$500',
      '€500',
      '£500',
      'CNY 500',
      '500RMB',
      '500元',
      '500.00 元',
      'US$500',
      'HKD500',
    ].map(
      (cell) =>
        [
          cell,
          `${JSON.stringify(cell)}: write the number alone, for the currency has a column of its own`,
        ] as const,
    ),
  ])('%j is refused', (cell, sentence) => {
    expect(read('amount', cell)).toBe(sentence);
  });

  it.each(['1,23,456.78', '1.234.567', '--5', '5+5', 'n/a', '12³', '①', '-', '.', '１２³'])(
    '%j stays as it is, for the rules to refuse',
    (cell) => {
      expect(read('amount', cell)).toBe(cell);
    },
  );
});

describe('a date', () => {
  it.each([
    ['2026-01-05', '2026-01-05'],
    ['2026/1/5', '2026-01-05'],
    ['2026/01/05', '2026-01-05'],
    ['2026.1.5', '2026-01-05'],
    ['2026-1-5', '2026-01-05'],
    ['2026年1月5日', '2026-01-05'],
    ['2026年12月31日', '2026-12-31'],
    ['２０２６年１月５日', '2026-01-05'],
    ['20260105', '2026-01-05'],
    ['2026-01-05 00:00:00', '2026-01-05'],
    ['2026/1/5 0:00', '2026-01-05'],
    ['2026-01-05T00:00:00', '2026-01-05'],
    [' 2026-01-05 ', '2026-01-05'],
    ['  ', ''],
  ])('%j is %j', (cell, text) => {
    expect(read('date', cell)).toBe(text);
  });

  it.each([
    ['5/1/2026', '"5/1/2026", which may mean 2026-05-01 or 2026-01-05: write the one that is meant'],
    ['05.01.2026', '"05.01.2026", which may mean 2026-05-01 or 2026-01-05: write the one that is meant'],
    ['13/5/2026', '"13/5/2026": if 2026-05-13 is meant, write it so'],
    ['5/5/2026', '"5/5/2026": if 2026-05-05 is meant, write it so'],
    ['26-1-5', '"26-1-5": if 2026-01-05 is meant, write it so'],
    ['26/01/05', '"26/01/05", which may mean 2026-01-05 or 2005-01-26: write the one that is meant'],
    ['5/1/26', '"5/1/26", which may mean 2026-05-01 or 2026-01-05: write the one that is meant'],
    ['26年1月5日', '"26年1月5日": if 2026-01-05 is meant, write it so'],
    ['46027', '"46027", perhaps the number that a spreadsheet has for 2026-01-05: write the date itself'],
    ['46027.0', '"46027.0", perhaps the number that a spreadsheet has for 2026-01-05: write the date itself'],
  ])('%j is refused', (cell, sentence) => {
    expect(read('date', cell)).toBe(sentence);
  });

  it.each([
    '2026-02-30',
    '2026/2/30',
    '20260230',
    '2026-01',
    '2026年1月',
    '2026-01-05 08:30:00',
    '2026/1-5',
    'soon',
    '40/40/2026',
  ])('%j is no day that could be meant: the rules refuse it, or Feishu', (cell) => {
    expect(isCalendarDate(read('date', cell))).toBe(false);
    expect(readCell({ kind: 'date', labels }, cell).fault).toBeUndefined();
  });

  it('of any day in any form is that day', () => {
    const day = fc.date({ min: new Date('1990-01-01'), max: new Date('2099-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(day, fc.constantFrom('-', '/', '.'), fc.boolean(), (date, part, padded) => {
        const iso = date.toISOString().slice(0, 10);
        const [year = '', month = '', dayOfMonth = ''] = iso
          .split('-')
          .map((digits) => (padded ? digits : String(Number(digits))));
        expect(read('date', [year, month, dayOfMonth].join(part))).toBe(iso);
        expect(read('date', `${year}年${month}月${dayOfMonth}日`)).toBe(iso);
        expect(read('date', iso.replaceAll('-', ''))).toBe(iso);
      }),
    );
  });
});

describe('other cells', () => {
  it.each([
    ['int', '3', '3'],
    ['int', '3.0', '3.0'],
    ['int', '３', '3'],
    ['int', ' 3 ', '3'],
    ['int', ' ', ''],
    ['int', '三', '三'],
    ['int', '1,000', '1,000'],
    ['label', '随工资发放', 'with_salary'],
    ['label', ' 现金发放　', 'with_cash'],
    ['label', 'with_cash', 'with_cash'],
    ['label', '是', '1'],
    ['label', '刷卡', '刷卡'],
    ['label', ' ', ''],
    ['id', '\t7337149697626801708\t', '7337149697626801708'],
    ['id', ' 7 ', ' 7 '],
    ['id', '７', '７'],
    ['id', 'a\tb', 'a\tb'],
    ['text', ' １，０００ \t', ' １，０００ \t'],
  ] as const)('%s: %j is %j', (kind, cell, text) => {
    expect(read(kind, cell)).toBe(text);
  });
});

describe('a plain cell', () => {
  const kinds: readonly CellKind[] = ['amount', 'date', 'int', 'label', 'id', 'text'];
  const cells = fc.oneof(
    fc.string({ minLength: 1 }),
    fc.stringMatching(/^-?\d{0,4}[.,]?\d{0,3}$/).filter((text) => text !== ''),
    fc.stringMatching(/^\d{4}[-/.]\d{2}[-/.]\d{2}$/),
    fc.constantFrom('with_cash', '随工资发放', '\t1', '0', '-', '.', '-.5', '5.', '1.2.3'),
  );

  it('is read as itself', () => {
    fc.assert(
      fc.property(fc.constantFrom(...kinds), cells, (kind, cell) => {
        fc.pre(isPlainCell(kind, cell) && !isOtherNumber(kind, cell));
        expect(read(kind, cell)).toBe(cell);
      }),
      { numRuns: 5000 },
    );
  });

  /** Such cells stay as they are, for the rules, where a pattern would refuse nothing either. */
  const isOtherNumber = (kind: CellKind, cell: string) => kind === 'date' && !/^\d{4}-\d\d-\d\d$/.test(cell);

  it('of digits is a number', () => {
    fc.assert(
      fc.property(cells, (cell) => {
        expect(isPlainNumber(cell)).toBe(/^-?\d+(\.\d+)?$/.test(cell));
      }),
      { numRuns: 5000 },
    );
  });
});
