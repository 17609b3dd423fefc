// Feishu accepts every create without a result and shows nothing, for a day: each look is empty, and nobody can say what became of the
// records. A virtual day passes in a second.

import { describe, expect, it } from 'vitest';

import { aBonus, anAllowance } from '../../local/sandbox/test/payments.ts';
import { dropRecords, toldRows } from './jobs.ts';
import { virtualPayferry } from './payferry.ts';

const minuteMs = 60_000;

describe('creates that are accepted without a result and never shown', () => {
  it.each([
    ['recurring_payment.batch_create', anAllowance, 3],
    ['lump_sum_payment.batch_create', aBonus, 4],
  ] as const)(
    'of %s end when their patience does, with ever rarer looks',
    async (operation, record, callsOfVisit) => {
      using ferry = virtualPayferry({ seed: 3 });
      ferry.feishu.swallowCreates();
      const startedMs = ferry.clock.now();
      const job = await dropRecords(ferry, operation, [
        record({ unique_id: 'a' }),
        record({ unique_id: 'b' }),
      ]);
      await ferry.untilDone();

      // The sweeper ends the job, at its next turn but one.
      const minutes = (ferry.clock.now() - startedMs) / minuteMs;
      expect(minutes).toBeGreaterThan(24 * 60);
      expect(minutes).toBeLessThan(25 * 60);
      expect(toldRows(ferry, job)?.map(({ name, status }) => [name, status])).toEqual([
        ['a', 'unknown'],
        ['b', 'unknown'],
      ]);
      expect(ferry.givenUp()).toBe(0);

      // Each visit to the lane is a message of its own, which comes once, and once more behind its wait.
      expect(ferry.mostReceives()).toBe(2);
      const visits = ferry.log.filter(({ step }) => step === 'handed_back');
      expect(visits.every(({ facts }) => facts?.why === 'look_again')).toBe(true);
      const delays = visits.map(({ facts }) => Number(facts?.delay_ms));
      expect(delays.slice(0, 3)).toEqual([minuteMs, minuteMs, minuteMs]);
      expect(delays).toEqual(delays.toSorted((a, b) => a - b));
      expect(delays.at(-1)).toBe(15 * minuteMs);
      expect(visits.length).toBeLessThan(120);
      expect(ferry.report(job)?.calls).toBeLessThanOrEqual(callsOfVisit * visits.length + callsOfVisit);
    },
    60_000,
  );
});
