// The rate of calls while ten jobs of three operations and two exports go on at once: no second of virtual time has more than ten
// calls of one API. It passes some 2 virtual minutes in a real second or two.

import { describe, expect, it } from 'vitest';

import { aBonus, anAllowance, person } from '../../local/sandbox/test/payments.ts';
import { dropRecords } from './jobs.ts';
import { virtualPayferry } from './payferry.ts';
import { mostCallsInASecond } from './rate.ts';

describe('the rate', () => {
  it.each([1, 2, 3])('is kept, and Feishu never has to say so (seed %i)', async (seed) => {
    using ferry = virtualPayferry({ seed, settings: { EXPORT_PART_RECORDS: '500' } });
    for (let n = 0; n < 8; n += 1) {
      const bonuses = Array.from({ length: 6 }, (_, row) => aBonus({ unique_id: `${n}/${row}` }));
      await dropRecords(ferry, 'lump_sum_payment.batch_create', bonuses);
    }
    const large = Array.from({ length: 3000 }, (_, row) => aBonus({ unique_id: `large-${row}` }));
    await dropRecords(ferry, 'lump_sum_payment.batch_create', large);
    const allowances = Array.from({ length: 20 }, (_, n) =>
      anAllowance({ unique_id: `a-${n}`, user_id: person(n + 1).people_corehr_id }),
    );
    await dropRecords(ferry, 'recurring_payment.batch_create', allowances);
    const scheduled_at = '2026-11-20T00:00:00Z';
    for (const resource of ['lump_sum_payment', 'recurring_payment'])
      ferry.export({ dataset: resource, resource, scheduled_at });
    await ferry.untilDone();

    const calls = ferry.feishu.calls();
    expect(calls.length).toBeGreaterThan(40);
    expect(calls.filter(({ code }) => code === 99991400)).toEqual([]);
    const most = mostCallsInASecond(ferry);
    expect(most).toBeLessThanOrEqual(10);
    expect(most).toBeGreaterThan(5);
  });
});
