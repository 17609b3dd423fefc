import { describe, expect, it } from 'vitest';

import { nearest } from './nearest.ts';

const known = ['user_id', 'unique_id', 'total_amount', 'details.1.issuance_way'];

describe('the name that was meant', () => {
  it.each([
    ['userid', 'user_id'],
    ['User ID', 'user_id'],
    ['UNIQUE-ID', 'unique_id'],
    ['totl_amount', 'total_amount'],
    ['amount_total', undefined],
    ['details.1.issuance_wey', 'details.1.issuance_way'],
    ['员工', undefined],
    ['x', undefined],
    ['', undefined],
    ['x'.repeat(1_000_000), undefined],
  ])('%#: %.20s means %s', (name, meant) => {
    expect(nearest(name, known)).toBe(meant);
  });
});
