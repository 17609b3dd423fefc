import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { guardCell, unguardCell } from './formula-guard.ts';

describe('a cell', () => {
  it.each(['=1+1', '+A1', '-2+3', '@SUM(A1)', '\t=1', '\r=1', "'quoted", '=', '-', '+86 139'])(
    '%j is guarded by one quote mark',
    (cell) => {
      expect(guardCell(cell)).toBe(`'${cell}`);
    },
  );

  it.each(['-5', '+5.00', '-0.5', '5', '', 'a=b', '奖金', ' =1'])('%j stays as it is', (cell) => {
    expect(guardCell(cell)).toBe(cell);
  });

  it('comes back as it was, whatever it holds', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.string().map((text) => `=${text}`),
          fc.string().map((text) => `'${text}`),
        ),
        (cell) => {
          expect(unguardCell(guardCell(cell))).toBe(cell);
        },
      ),
    );
  });
});
