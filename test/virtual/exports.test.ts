// Exports of what Feishu holds: everything, and then what has changed. A test passes some 2 virtual hours in a real second.

import { describe, expect, it } from 'vitest';

import { aBonus, aBonusChange, person } from '../../local/sandbox/test/payments.ts';
import type { JsonObject } from '../../shared/values/json.ts';
import { dropRecords } from './jobs.ts';
import { virtualPayferry, type VirtualPayferry } from './payferry.ts';
import { newestSnapshot } from './snapshots.ts';

const hourMs = 3_600_000;
const names = (from: number, count: number) => Array.from({ length: count }, (_, n) => `bonus-${from + n}`);
const bonus = (unique_id: string, n: number) =>
  aBonus({ unique_id, user_id: person((n % 30) + 1).people_corehr_id });

function ask(ferry: VirtualPayferry, mode: 'full' | 'changes'): void {
  const scheduled_at = new Date(ferry.clock.now()).toISOString().replace(/\.\d+Z$/, 'Z');
  ferry.export({ dataset: 'nightly', resource: 'lump_sum_payment', mode, scheduled_at });
}

const byId = (records: readonly JsonObject[]) =>
  new Map(records.map((record) => [String(record['id']), record]));

describe('exports', () => {
  it('of everything, and then of what has changed, are together what Feishu holds', async () => {
    using ferry = virtualPayferry({ seed: 21, settings: { EXPORT_PART_RECORDS: '200' } });
    await dropRecords(ferry, 'lump_sum_payment.batch_create', names(0, 700).map(bonus));
    await ferry.untilDone();
    await ferry.pass(hourMs);
    ask(ferry, 'full');
    await ferry.untilIdle();
    const full = newestSnapshot(ferry, 'nightly');
    const first = await ferry.feishu.records();
    expect(full.manifest).toMatchObject({ mode: 'full', records: 700 });
    expect(full.manifest.files).toHaveLength(4);
    expect(byId(full.records)).toEqual(byId(first));

    await ferry.pass(hourMs);
    const changes = first.slice(100, 110).map(({ id, details }) => {
      const [detail] = Object.values(details ?? {});
      const amount = { issuance_amount: '1500.00' };
      return aBonusChange(id, String(Object(detail).id), { total_amount: '1500.00' }, amount);
    });
    const job = await dropRecords(ferry, 'lump_sum_payment.batch_update', changes);
    await dropRecords(ferry, 'lump_sum_payment.batch_create', names(700, 30).map(bonus));
    await ferry.untilDone();
    expect(ferry.report(job)).toMatchObject({ by_status: { updated: 10 } });
    ask(ferry, 'changes');
    await ferry.untilIdle();
    const changed = newestSnapshot(ferry, 'nightly');
    const now = await ferry.feishu.records();
    expect(changed.manifest).toMatchObject({ mode: 'changes', records: 40 });
    expect(new Map([...byId(full.records), ...byId(changed.records)])).toEqual(byId(now));
  });

  it('end as well where invocations are killed and Feishu is down for an hour', async () => {
    let kills = 6;
    using ferry = virtualPayferry({
      seed: 22,
      onStep: ({ fn, when }) => (fn === 'export' && when === 'after' && kills-- > 0 ? 'kill' : undefined),
    });
    await dropRecords(ferry, 'lump_sum_payment.batch_create', names(0, 300).map(bonus));
    await ferry.untilDone();
    ferry.feishu.setFaults({ random: { html_502_before: 1 } });
    ask(ferry, 'full');
    ferry.later(hourMs, () => ferry.feishu.setFaults({ random: {} }));
    await ferry.untilIdle();
    expect(kills).toBeLessThan(0);
    expect(byId(newestSnapshot(ferry, 'nightly').records)).toEqual(byId(await ferry.feishu.records()));
  });
});
