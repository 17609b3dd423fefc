import { describe, expect, it } from 'vitest';

import { show, showName } from './show.ts';

describe('a value as a person reads it', () => {
  it.each([
    ['a\u0000b\n', String.raw`"a\u0000b\n"`],
    ['\u007F\u0085\u009B', String.raw`"\u007f\u0085\u009b"`],
    ['\u2028\u2029', String.raw`"\u2028\u2029"`],
    ['2000\u202E00', String.raw`"2000\u202e00"`],
    ['\uD800', String.raw`"\ud800"`],
    ['工资💰', '"工资💰"'],
  ])('holds nothing hidden: %j', (value, shown) => {
    expect(show(value)).toBe(shown);
  });

  it.each([
    ['details.1.issuance_amount', 'details.1.issuance_amount'],
    ['expected_total.\n', String.raw`"expected_total.\n"`],
    ['', 'empty'],
  ])('a name from outside too: %j', (name, shown) => {
    expect(showName(name)).toBe(shown);
  });
});
