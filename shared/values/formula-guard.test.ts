import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { guardCell, unguardCell } from './formula-guard.ts';

describe('a cell', () => {
  it.each([
    '=1+1',
    '+A1',
    '-2+3',
    '@SUM(A1)',
    '\t=1',
    '\r=1',
    "'quoted",
    '=',
    '-',
    '-.',
    '-5.5.5',
    '+86 139',
  ])('%j is guarded by one quote mark', (cell) => {
    expect(guardCell(cell)).toBe(`'${cell}`);
  });

  it.each(['-5', '+5.00', '-0.5', '-.5', '+5.', '5', '', 'a=b', '奖金', ' =1'])(
    '%j stays as it is',
    (cell) => {
      expect(guardCell(cell)).toBe(cell);
    },
  );

  it('of a million digits that is no number is guarded at once', () => {
    const cell = `-${'1'.repeat(1_000_000)}x`;
    expect(guardCell(cell)).toBe(`'${cell}`);
    expect(guardCell(cell.slice(0, -1))).toBe(cell.slice(0, -1));
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
