import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { equalsSum, parseAmount, withDecimals } from './money.ts';

const amount = (text: string) => parseAmount(text) ?? { units: -1n, decimals: 0 };

describe('an amount', () => {
  it.each(['', '.', '1.', '.5', '+1', '1e3', '1,000', ' 1', '1 ', '0x10', '--1', '１', '1.2.3', 'NaN'])(
    'cannot be "%s"',
    (text) => expect(parseAmount(text)).toBeUndefined(),
  );

  it.each([
    ['2000', 2000n, 0],
    ['2000.00', 200000n, 2],
    ['-0.5', -5n, 1],
    ['00.10', 10n, 2],
  ])('%s is read with its decimals as written', (text, units, decimals) => {
    expect(parseAmount(text)).toEqual({ units, decimals });
  });

  it('is equal to its sum whatever the parts and however they are written', () => {
    const cents = fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n });
    const written = (units: bigint, zeros: number) => {
      const digits = (units < 0n ? -units : units).toString().padStart(3, '0');
      return `${units < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}${'0'.repeat(zeros)}`;
    };
    fc.assert(
      fc.property(fc.array(fc.tuple(cents, fc.nat(4))), (parts) => {
        const total = parts.reduce((sum, [units]) => sum + units, 0n);
        const amounts = parts.map(([units, zeros]) => amount(written(units, zeros)));
        expect(equalsSum(amount(written(total, 0)), amounts)).toBe(true);
        expect(equalsSum(amount(written(total + 1n, 0)), amounts)).toBe(false);
      }),
    );
  });

  it.each([
    ['2000', 2, '2000.00'],
    ['2000.5', 2, '2000.50'],
    ['2000', 0, '2000'],
  ])('%s with %i decimals is %s', (text, decimals, expected) => {
    expect(withDecimals(text, decimals)).toBe(expected);
  });
});
