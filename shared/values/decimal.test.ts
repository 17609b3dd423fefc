import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { add, equal, formatDecimal, isZero, readAmount, zero, type Decimal } from './decimal.ts';

function decimal(text: string): Decimal {
  const amount = readAmount(text);
  if (amount.kind !== 'plain') throw new Error(`${text} is not plain`);
  return amount.value;
}

const sum = (...amounts: readonly string[]) =>
  formatDecimal(amounts.map(decimal).reduce((total, amount) => add(total, amount), zero));

/** Plain amounts of up to 40 digits, built from a bigint, so that the exact value is known. */
const units = fc.bigInt({ min: -(10n ** 40n), max: 10n ** 40n });
const places = fc.integer({ min: 0, max: 20 });

describe('exact decimals', () => {
  it.each([
    [['0.1', '0.2'], '0.3'],
    [['0.1', '0.20'], '0.30'],
    [['2000', '0.005'], '2000.005'],
    [['-0.01', '0.01'], '0.00'],
    [['999999999999999999999999999999.99', '0.01'], '1000000000000000000000000000000.00'],
    [['-5', '+3', '.5', '1.'], '-0.5'],
    [[], '0'],
  ])('%j add up to %s', (amounts, total) => {
    expect(sum(...amounts)).toBe(total);
  });

  it('are equal by value, however they are written', () => {
    expect(equal(decimal('2000'), decimal('2000.00'))).toBe(true);
    expect(equal(decimal('-0'), decimal('0.000'))).toBe(true);
    expect(equal(decimal('2000'), decimal('2000.01'))).toBe(false);
  });

  it('of more than 255 characters are left to Feishu, and never summed', () => {
    expect(readAmount(`0.${'1'.repeat(253)}`).kind).toBe('plain');
    expect(readAmount(`0.${'1'.repeat(254)}`).kind).toBe('other');
    expect(readAmount(`-${'1'.repeat(1_000_000)}`).kind).toBe('other');
    expect(readAmount(`1,${'1'.repeat(1_000_000)}`).kind).toBe('not_a_number');
  });

  it('know zero', () => {
    expect(['0', '-0.00', '.0'].map((text) => isZero(decimal(text)))).toEqual([true, true, true]);
    expect(isZero(decimal('0.01'))).toBe(false);
  });

  it('are read as they are written', () => {
    fc.assert(
      fc.property(units, places, (unit, place) => {
        const amount = { units: unit, places: place };
        expect(decimal(formatDecimal(amount))).toEqual(amount);
      }),
    );
  });

  it('add up in any order, and exactly', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(units, places)), (amounts) => {
        const decimals = amounts.map(([unit, place]) => ({ units: unit, places: place }));
        const total = decimals.reduce((a, b) => add(a, b), zero);
        const backwards = decimals.toReversed().reduce((a, b) => add(a, b), zero);
        const exact = amounts.reduce((all, [unit, place]) => all + unit * 10n ** BigInt(20 - place), 0n);
        expect(total).toEqual(backwards);
        expect(total.units * 10n ** BigInt(20 - total.places)).toBe(exact);
      }),
    );
  });
});

describe('what an amount is', () => {
  it.each([
    ['12', 'plain'],
    ['-0.5', 'plain'],
    ['1e3', 'other'],
    [' 12', 'other'],
    ['12\n', 'other'],
    ['1,000', 'not_a_number'],
    ['', 'not_a_number'],
    ['.', 'not_a_number'],
    ['1e', 'not_a_number'],
    ['12 34', 'not_a_number'],
  ])('%j is %s', (text, kind) => {
    expect(readAmount(text).kind).toBe(kind);
  });

  it('any text at all has a kind', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(readAmount(text).kind).toMatch(/^(plain|other|not_a_number)$/);
      }),
    );
  });

  it.each(['x', ' x', 'e', '.', '1 ', 'e5x'])(
    'a cell of a megabyte that ends in %j is read as fast as it is long',
    (end) => {
      // A pattern that can split the digits in two ways takes half an hour here.
      expect(readAmount('1'.repeat(1_000_000) + end).kind).toMatch(/^(plain|other|not_a_number)$/);
    },
  );

  it('what JavaScript reads as a finite decimal is never called not a number', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        expect(readAmount(String(value)).kind).not.toBe('not_a_number');
      }),
    );
  });
});
