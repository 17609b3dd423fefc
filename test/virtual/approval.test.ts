// Jobs that wait for a person. The longest of them passes 31 virtual days, or 744 hours, in one to three real seconds.

import { describe, expect, it } from 'vitest';

import { aBonus } from '../../local/sandbox/test/payments.ts';
import { dropRecords } from './jobs.ts';
import { virtualPayferry, type VirtualPayferry } from './payferry.ts';

const dayMs = 24 * 3_600_000;
const create = 'lump_sum_payment.batch_create';

const waiting = (ferry: VirtualPayferry) =>
  dropRecords(ferry, create, [aBonus({ unique_id: 'a' }), aBonus({ unique_id: 'b' })], 'approval=required/');

describe('a job that needs an approval', () => {
  it('waits for days, and is paid once when it is approved, also if that is said twice', async () => {
    using ferry = virtualPayferry({ seed: 11 });
    const job = await waiting(ferry);
    await ferry.pass(5 * dayMs);
    expect(ferry.report(job)).toBeUndefined();
    expect(ferry.feishu.calls()).toEqual([]);
    ferry.approve(job);
    ferry.later(40, () => ferry.approve(job));
    await ferry.untilDone();
    expect(ferry.report(job)).toMatchObject({ state: 'complete', by_status: { created: 2 } });
    expect((await ferry.feishu.records()).map(({ unique_id }) => unique_id)).toEqual(['a', 'b']);
  });

  it('ends after APPROVAL_PATIENCE_MS, and nothing of it is paid, also if it is approved later', async () => {
    using ferry = virtualPayferry({ seed: 12 });
    const startedMs = ferry.clock.now();
    const job = await waiting(ferry);
    await ferry.pass(29 * dayMs);
    expect(ferry.report(job)).toBeUndefined();
    await ferry.untilDone();
    const tookDays = (ferry.clock.now() - startedMs) / dayMs;
    expect(tookDays).toBeGreaterThan(30);
    expect(tookDays).toBeLessThan(30.1);
    expect(ferry.report(job)).toMatchObject({ state: 'aborted', by_status: { unsent: 2 } });
    ferry.approve(job);
    await ferry.pass(dayMs);
    expect(ferry.feishu.calls()).toEqual([]);
  });

  it('ends sooner where the setting says so', async () => {
    using ferry = virtualPayferry({ seed: 13, settings: { APPROVAL_PATIENCE_MS: String(2 * dayMs) } });
    const job = await waiting(ferry);
    await ferry.pass(2.1 * dayMs);
    expect(ferry.report(job)).toMatchObject({ state: 'aborted', by_status: { unsent: 2 } });
  });

  it('is stopped by a person, and nothing of it is paid', async () => {
    using ferry = virtualPayferry({ seed: 14 });
    const job = await waiting(ferry);
    ferry.later(dayMs, () => ferry.abort(job));
    await ferry.untilDone();
    expect(ferry.report(job)).toMatchObject({ state: 'aborted', by_status: { unsent: 2 } });
    expect(await ferry.feishu.records()).toEqual([]);
  });
});
