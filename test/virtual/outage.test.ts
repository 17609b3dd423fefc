// Six hours in which Feishu breaks every call, in the middle of a job of 40 batches. The test passes some 7 virtual hours in some
// 10 real seconds, most of which the sandbox needs to store 20,000 payments.

import { describe, expect, it } from 'vitest';

import { aBonus } from '../../local/sandbox/test/payments.ts';
import { dropRecords, toldRows } from './jobs.ts';
import { virtualPayferry } from './payferry.ts';
import { mostCallsInASecond } from './rate.ts';

const hourMs = 3_600_000;
const batches = 40;
const names = Array.from({ length: batches * 500 }, (_, n) => `bonus-${n}`);

describe('an outage of six hours', () => {
  it('in the middle of a job of 40 batches pays nobody twice, and the report tells all of it', async () => {
    using ferry = virtualPayferry({ seed: 7 });
    const { feishu } = ferry;
    const job = await dropRecords(
      ferry,
      'lump_sum_payment.batch_create',
      names.map((unique_id) => aBonus({ unique_id })),
    );
    const creates = () => feishu.calls({ api: 'lump_sum_payment.batch_create' });
    await ferry.until(() => creates().length >= batches / 4);
    const startedMs = ferry.clock.now();
    feishu.setFaults({
      random: { no_answer_after: 0.2, no_answer_before: 0.2, html_502_before: 0.4, cut_before: 0.2 },
    });
    ferry.later(6 * hourMs, () => feishu.setFaults({ random: {} }));
    await ferry.untilDone();

    const tookHours = (ferry.clock.now() - startedMs) / hourMs;
    expect(tookHours).toBeGreaterThan(6);
    expect(tookHours).toBeLessThan(7);
    const answered = creates().filter(({ code }) => code === 0).length;
    expect(answered).toBeLessThan(creates().length);
    const stored = await feishu.records();
    expect(stored).toHaveLength(names.length);
    expect(new Set(stored.map((record) => record.unique_id))).toEqual(new Set(names));

    expect(ferry.report(job)).toMatchObject({
      state: 'complete',
      records: names.length,
      by_status: { created: names.length },
      files: ['succeeded.ndjson'],
    });
    const idOf = new Map(stored.map(({ unique_id, id }) => [unique_id, id]));
    const told = toldRows(ferry, job) ?? [];
    expect(told.map(({ name }) => name)).toEqual(names);
    expect(told.filter(({ name, id }) => id !== idOf.get(name))).toEqual([]);
    expect(mostCallsInASecond(ferry)).toBeLessThanOrEqual(10);
  }, 240_000);
});
