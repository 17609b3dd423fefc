// A batch that Feishu cannot digest, and small jobs that share its lane, with the settings of the template. A quarter of a virtual hour
// passes in a second.

import { describe, expect, it } from 'vitest';

import { aBonus, anAllowance, person } from '../../local/sandbox/test/payments.ts';
import { dropRecords, toldRows } from './jobs.ts';
import { virtualPayferry, type VirtualPayferry } from './payferry.ts';
import { mostCallsInASecond } from './rate.ts';

const create = 'lump_sum_payment.batch_create';
const secondMs = 1000;
const minuteMs = 60 * secondMs;

/** Drops a small job every 20 seconds. Answers with the longest time from a drop to its outcomes, in milliseconds. */
async function longestOfSmallJobs(ferry: VirtualPayferry, count: number): Promise<number> {
  let longestMs = 0;
  for (let n = 0; n < count; n += 1) {
    const droppedMs = ferry.clock.now();
    const job = await dropRecords(ferry, create, [aBonus({ unique_id: `small-${n}` })]);
    await ferry.until(() => ferry.keys(`jobs/${job}/outcomes/`).length > 0);
    longestMs = Math.max(longestMs, ferry.clock.now() - droppedMs);
    await ferry.pass(20 * secondMs);
  }
  return longestMs;
}

describe('a batch with a record that breaks every call', () => {
  it('keeps no other job of its lane waiting, and its good records are paid within a quarter of an hour', async () => {
    const settings = { LANES: '1' };
    using alone = virtualPayferry({ seed: 5, settings });
    const aloneMs = await longestOfSmallJobs(alone, 30);

    using ferry = virtualPayferry({ seed: 5, settings });
    ferry.feishu.setPoison('poison');
    const startedMs = ferry.clock.now();
    const records = Array.from({ length: 500 }, (_, n) => aBonus({ unique_id: `bonus-${n}` }));
    records[317] = aBonus({ unique_id: 'bonus-317', remark: 'poison' });
    const stuck = await dropRecords(ferry, create, records);
    const besideMs = await longestOfSmallJobs(ferry, 30);
    // Two turns of each API: to call twice in an invocation, and to look up what became of it.
    const mostTurnsMs = 2 * (105 + 1050);
    const answersMs = 4 * 200;
    expect(besideMs - aloneMs).toBeLessThan(mostTurnsMs + answersMs);

    await ferry.untilDone();
    const told = toldRows(ferry, stuck) ?? [];
    expect(
      told.filter(({ status }) => status !== 'created').map(({ name, status }) => [name, status]),
    ).toEqual([['bonus-317', 'refused']]);
    const outcomes = ferry.log.find(({ step, facts }) => step === 'settled' && facts?.job === stuck);
    expect(Date.parse(outcomes?.at ?? '') - startedMs).toBeLessThan(15 * minuteMs);
    expect(mostCallsInASecond(ferry)).toBeLessThanOrEqual(10);
  }, 60_000);

  it('is found as fast where a record that was not answered has to be looked for twice', async () => {
    using ferry = virtualPayferry({ seed: 6, settings: { LANES: '1' } });
    ferry.feishu.setPoison('poison');
    const startedMs = ferry.clock.now();
    // Of one person and item, no two may overlap: 30 people, a year each time.
    const allowance = (n: number) => {
      const year = 2027 + Math.floor(n / 30);
      const dates = { start_date: `${year}-01-01`, end_date: `${year}-12-31` };
      const user_id = person((n % 30) + 1).people_corehr_id;
      return anAllowance({
        unique_id: `allowance-${n}`,
        user_id,
        ...dates,
        ...(n === 317 ? { remark: 'poison' } : {}),
      });
    };
    // The batch behind it is accepted, so it is no outage.
    const records = Array.from({ length: 501 }, (_, n) => allowance(n));
    const job = await dropRecords(ferry, 'recurring_payment.batch_create', records);
    await ferry.untilDone();
    const told = toldRows(ferry, job) ?? [];
    expect(told.filter(({ status }) => status !== 'created').map(({ name }) => name)).toEqual([
      'allowance-317',
    ]);
    expect(ferry.clock.now() - startedMs).toBeLessThan(90 * minuteMs);
  });
});
