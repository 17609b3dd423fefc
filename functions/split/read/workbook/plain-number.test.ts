import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { grouped, plainNumber, roundedTo, shifted } from './plain-number.ts';

describe('a number as text', () => {
  it.each([
    ['0', '0'],
    ['-0', '0'],
    ['-0.0', '0'],
    ['7', '7'],
    ['007', '7'],
    ['+7', '7'],
    [' 7\n', '7'],
    ['7.', '7'],
    ['.5', '0.5'],
    ['-.5', '-0.5'],
    ['1.10', '1.1'],
    ['1.1000000000000001', '1.1'],
    ['19783.480000000003', '19783.48'],
    ['12345.670000000002', '12345.67'],
    ['0.30000000000000004', '0.3'],
    ['0.100000000000000000001', '0.1'],
    ['1.234E+3', '1234'],
    ['1E-7', '0.0000001'],
    ['1.5e-7', '0.00000015'],
    ['-2.5E-10', '-0.00000000025'],
    ['1e21', '1000000000000000000000'],
    ['1.25e22', '12500000000000000000000'],
    ['7012345678901234567', '7012345678901230000'],
    ['0.0000001', '0.0000001'],
    ['999999999999999', '999999999999999'],
    ['9999999999999999', '10000000000000000'],
    ['1e-400', '0'],
  ])('%s is %s', (raw, text) => expect(plainNumber(raw)).toBe(text));

  it.each([
    '',
    ' ',
    '-',
    '.',
    '1,000',
    '1 000',
    '0x10',
    '1e',
    'e5',
    'INF',
    'NaN',
    '1e999',
    '1__0',
    '１',
    '1e999999',
  ])('%j is none', (raw) => expect(plainNumber(raw)).toBeUndefined());

  it('is an amount of two decimals again, however a program writes the double', () => {
    const amount = fc
      .tuple(fc.integer({ min: 0, max: 999_999_999_999 }), fc.integer({ min: 0, max: 99 }))
      .map(([whole, cents]) => `${whole}.${String(cents).padStart(2, '0')}`);
    fc.assert(
      fc.property(amount, fc.boolean(), (text, negative) => {
        const number = Number(text) * (negative ? -1 : 1);
        const expected = String(number === 0 ? 0 : number);
        for (const raw of [
          number.toPrecision(17),
          number.toPrecision(15),
          number.toExponential(16),
          String(number),
        ])
          expect(plainNumber(raw)).toBe(expected);
      }),
    );
  });

  it('has no exponent, for any double', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, min: -1e300, max: 1e300 }), (number) => {
        const text = plainNumber(String(number)) ?? '';
        expect(text).toMatch(/^(?:0|-?(?:[1-9]\d*|0(?=\.))(?:\.\d*[1-9])?)$/);
        expect(Number(text)).toBe(Number(number.toPrecision(15)) + 0);
      }),
    );
  });
});

describe('a number that is shown', () => {
  it.each([
    ['1.005', 2, '1.01'],
    ['-1.005', 2, '-1.01'],
    ['1.994', 2, '1.99'],
    ['9.999', 2, '10.00'],
    ['0.5', 0, '1'],
    ['-0.4', 0, '0'],
    ['7', 2, '7.00'],
  ])('%s to %i decimals is %s', (text, decimals, rounded) => expect(roundedTo(text, decimals)).toBe(rounded));

  it.each([
    ['0.05', 2, '5'],
    ['12345', -3, '12.345'],
    ['5', -3, '0.005'],
    ['-0.123', 2, '-12.3'],
    ['0', 2, '0'],
    ['1000', -3, '1'],
  ])('%s times ten to the %i is %s', (text, by, moved) => expect(shifted(text, by)).toBe(moved));

  it.each([
    ['1234567.1234', '1,234,567.1234'],
    ['-123456', '-123,456'],
    ['123', '123'],
  ])('%s in groups is %s', (text, inGroups) => expect(grouped(text)).toBe(inGroups));
});
