import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { tableRow } from './csv.ts';

describe('a row of a table', () => {
  it.each([
    [['a', 'b'], 'a,b\r\n'],
    [['', ''], ',\r\n'],
    [['a,b', 'say "a"', 'c\nd', 'e\r'], '"a,b","say ""a""","c\nd","e\r"\r\n'],
    [[' blank ', '奖金'], ' blank ,奖金\r\n'],
  ])('of %j is %j', (cells, text) => {
    expect(tableRow(cells, ',')).toBe(text);
  });

  it.each([',', '\t'] as const)('with %j between its cells is read back as it was', (delimiter) => {
    const cell = fc.string({ unit: fc.constantFrom(',', '\t', '"', '\r', '\n', ' ', 'a', '奖', '😀') });
    fc.assert(
      fc.property(fc.array(cell, { minLength: 2 }), (cells) => {
        const text = tableRow(cells, delimiter);
        expect(parse(text, { delimiter, record_delimiter: ['\r\n', '\n', '\r'] })).toEqual([cells]);
      }),
    );
  });
});
