import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { add, equal, formatDecimal, readAmount, zero } from '../../../../../shared/values/decimal.ts';
import { DigitSum, written } from './digit-sum.ts';

describe('the sum of digits', () => {
  const amount = fc.oneof(
    fc.stringMatching(/^-?\d{1,9}(\.\d{1,4})?$/),
    fc.stringMatching(/^[+-]?\d{1,40}\.\d{0,40}$/),
    fc.constantFrom('0', '-0.00', '.5', '5.', '+7', '999999999999.99'),
    fc.string(),
  );

  it('is the sum of the amounts, to the last digit', () => {
    fc.assert(
      fc.property(fc.array(amount, { maxLength: 200 }), (amounts) => {
        const sum = new DigitSum();
        let expected = zero;
        for (const text of amounts) {
          const read = readAmount(text);
          expect(sum.add(text)).toBe(read.kind === 'plain');
          if (read.kind === 'plain') expected = add(expected, read.value);
        }
        expect(equal(sum.total(), expected)).toBe(true);
        // It may be asked twice, and go on.
        expect(equal(sum.total(), expected)).toBe(true);
        sum.add('0.01');
        expect(equal(sum.total(), add(expected, { units: 1n, places: 2 }))).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  it('is written with the places of the amounts', () => {
    const sum = new DigitSum();
    for (const text of ['0.1', '0.20', '-1']) sum.add(text);
    expect(written(sum)).toBe('-0.70');
    expect(formatDecimal(new DigitSum().total())).toBe('0');
  });
});
