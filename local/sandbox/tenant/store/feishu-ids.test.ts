import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { detailKey, idOf, keyOf, recordOfDetail } from './feishu-ids.ts';

const kinds = fc.constantFrom('lump_sum', 'recurring', 'detail');

describe('an id', () => {
  it('has 19 digits and leads back to its row', () => {
    fc.assert(
      fc.property(kinds, fc.integer({ min: 1, max: 10 ** 13 }), (kind, key) => {
        expect(idOf(kind, key)).toMatch(/^7\d{18}$/);
        expect(keyOf(kind, idOf(kind, key))).toBe(key);
      }),
    );
  });

  it('that went through a double is unknown', () => {
    fc.assert(
      fc.property(kinds, fc.integer({ min: 1, max: 10 ** 9 }), (kind, key) => {
        const id = idOf(kind, key);
        const rounded = BigInt(Number(id)).toString();
        const inASpreadsheet = `${id.slice(0, 15)}0000`;
        expect(keyOf(kind, inASpreadsheet)).not.toBe(key);
        if (rounded !== id) expect(keyOf(kind, rounded)).not.toBe(key);
      }),
    );
  });

  it.each([
    '',
    '1',
    '7400000000000000011x',
    '7600000000000000012',
    '-740000000000000001',
    '7400000000000000013',
  ])('of a payment is not "%s"', (id) => expect(keyOf('lump_sum', id)).toBe(-1));

  it('of a detail knows its record', () => expect(recordOfDetail(detailKey(123_456, 7))).toBe(123_456));
});
