import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { cellName, placeOf, rangeOf } from './cell-name.ts';

describe('the name of a cell', () => {
  it.each([
    [0, 1, 'A1'],
    [5, 14, 'F14'],
    [25, 2, 'Z2'],
    [26, 2, 'AA2'],
    [51, 2, 'AZ2'],
    [52, 2, 'BA2'],
    [701, 2, 'ZZ2'],
    [702, 2, 'AAA2'],
    [16_383, 1_048_576, 'XFD1048576'],
  ])('of column %i and row %i is %s', (column, row, name) => expect(cellName(column, row)).toBe(name));

  it('is read as its place', () => {
    fc.assert(
      fc.property(fc.nat({ max: 16_383 }), fc.integer({ min: 1, max: 1_048_576 }), (column, row) => {
        expect(placeOf(cellName(column, row))).toEqual({ column, row });
      }),
    );
  });

  it.each([
    '',
    'A',
    '1',
    'a1',
    'A0',
    'A01',
    'A1 ',
    ' A1',
    '$A$1',
    'A1B',
    'XFE1',
    'AAAA1',
    'A1048577',
    'A-1',
    'A1.5',
    'Ａ1',
    `A${'9'.repeat(400)}`,
  ])('is not %j', (name) => expect(placeOf(name)).toBeUndefined());

  it.each([
    ['A1:C2', { firstRow: 1, lastRow: 2, firstColumn: 0, lastColumn: 2 }],
    ['C2:A1', { firstRow: 1, lastRow: 2, firstColumn: 0, lastColumn: 2 }],
    ['B3', { firstRow: 3, lastRow: 3, firstColumn: 1, lastColumn: 1 }],
    ['A1:B2:C3', undefined],
    ['A:C', undefined],
    ['', undefined],
  ])('%j is a range', (text, range) => expect(rangeOf(text)).toEqual(range));
});
