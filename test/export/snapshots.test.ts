// What a snapshot holds: everything that Feishu holds, once, and what its manifest says of it.

import { describe, expect, it } from 'vitest';

import { aBonus } from '../sandbox/payments.ts';
import { aMessage, exportWorld } from './harness.ts';

const some = (count: number, changes: object = {}) =>
  Array.from({ length: count }, () => aBonus({ ...changes }));

describe('a full run', () => {
  it('holds every record once, as Feishu shows it', async () => {
    await using ferry = await exportWorld();
    const ids = await ferry.store('lump_sum_payment.batch_create', some(20_000));
    const { records } = await ferry.export(aMessage());
    expect(records.length).toBe(20_000);
    expect(new Set(records.map(({ id }) => id))).toEqual(new Set(ids));
  });
});
