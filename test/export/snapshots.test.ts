// A snapshot holds every record of Feishu's exactly once, and its manifest describes it.

import { isDeepStrictEqual } from 'node:util';

import { describe, expect, it } from 'vitest';

import { add, formatDecimal, readAmount, zero } from '../../shared/values/decimal.ts';
import type { JsonObject } from '../../shared/values/json.ts';
import { apps, type Caller } from '../../local/sandbox/test/caller.ts';
import {
  aBonus,
  aBonusChange,
  aDetail,
  anAllowance,
  currencies,
  person,
} from '../../local/sandbox/test/payments.ts';
import { aMessage, exportWorld, type ExportWorld } from './harness.ts';

const create = 'lump_sum_payment.batch_create';
const query = 'lump_sum_payment.query';
const some = (count: number, changes: object = {}) =>
  Array.from({ length: count }, () => aBonus({ ...changes }));
const idsOf = (records: readonly JsonObject[]) => records.map(({ id }) => String(id));
const byId = (records: readonly JsonObject[]) =>
  new Map(records.map((record) => [String(record.id), record]));

/** Stores batches an hour apart, the last one an hour ago. */
async function storeOverTime(
  ferry: ExportWorld,
  batches: number,
  records: number,
): Promise<readonly string[]> {
  const ids: string[] = [];
  const anHourMs = 3_600_000;
  await ferry.sandbox.moveClock({ advance_ms: -anHourMs * batches });
  for (let batch = 0; batch < batches; batch += 1) {
    ids.push(...(await ferry.store(create, some(records / batches))));
    await ferry.sandbox.moveClock({ advance_ms: anHourMs });
  }
  return ids;
}

function sumOf(records: readonly JsonObject[], field: string): string {
  const amounts = records.map((record) => readAmount(String(record[field])));
  return formatDecimal(
    amounts.reduce((sum, amount) => (amount.kind === 'plain' ? add(sum, amount.value) : sum), zero),
  );
}

describe('a full run of 20,000 records', () => {
  /** Creates and updates records until the signal aborts. */
  async function disturb(call: Caller, before: ReadonlyMap<string, JsonObject>, ends: AbortSignal) {
    const touched: string[] = [];
    const ids = [...before.keys()];
    for (let n = 0; !ends.aborted; n = (n + 997) % ids.length) {
      const id = ids[n] ?? '';
      const [detail] = Object.values(before.get(id)?.details ?? {});
      const change = aBonusChange(
        id,
        String(detail?.id),
        { total_amount: '7.00' },
        { issuance_amount: '7.00' },
      );
      touched.push(id);
      // The sandbox's faults also strike these calls, so they may fail.
      await call('lump_sum_payment.batch_update', { records: [change] }).catch(() => undefined);
      await call(create, { records: [aBonus()] }).catch(() => undefined);
    }
    return new Set(touched);
  }

  it('during faults and writes of other programs holds every untouched record once, and touched ones in a state they had', async () => {
    await using ferry = await exportWorld({ settings: { EXPORT_PART_RECORDS: '7000' } });
    await storeOverTime(ferry, 40, 20_000);
    const before = byId(await ferry.query(query));
    expect(before.size).toBe(20_000);
    await ferry.sandbox.setFaults({
      random: { server_error_before: 0.02, cut_after: 0.02, throttled: 0.02, lost_page_token: 0.02 },
    });
    const ends = new AbortController();
    const disturbing = disturb(ferry.call, before, ends.signal);
    const { records, manifest } = await ferry.export(aMessage());
    ends.abort();
    const touched = await disturbing;
    expect(touched.size).toBeGreaterThan(5);

    const snapshot = byId(records);
    expect(snapshot.size).toBe(records.length);
    const changed = [...before].filter(([id, record]) => !isDeepStrictEqual(snapshot.get(id), record));
    expect(changed.map(([id]) => id).filter((id) => !touched.has(id))).toEqual([]);
    for (const [id] of changed) expect(snapshot.get(id)).toMatchObject({ total_amount: '7.00' });

    expect(manifest.files.map((file) => file.records)).toEqual([7000, 7000, records.length - 14_000]);
    expect(manifest.records).toBe(records.length);
    expect(manifest.totals).toEqual({
      by_currency: { [currencies.cny]: { records: records.length, amount: sumOf(records, 'total_amount') } },
      uncounted: 0,
    });
  });
});

describe('a manifest', () => {
  it('says what was asked for, which fields came, and which the app may lack a scope for', async () => {
    await using ferry = await exportWorld({ app: apps.readsOnly });
    await ferry.store(create, some(3));
    const filters = { user_ids: [person(1).people_corehr_id] };
    const { manifest } = await ferry.export(aMessage({ filters, user_id_type: 'people_corehr_id' }));
    expect(manifest).toMatchObject({ records: 3, filters, mode: 'full', resource: 'lump_sum_payment' });
    expect(manifest.fields).toEqual(
      expect.arrayContaining(['id', 'total_amount', 'details.issuance_amount']),
    );
    expect(manifest.maybe_hidden).toEqual(
      expect.arrayContaining([
        {
          field: 'details.belong_time',
          scope: 'corehr:compensation_lump_sum_payment_detail.belong_time:read',
        },
      ]),
    );
    expect(manifest.fields).not.toContain('details.belong_time');
    expect(manifest.guarantee.text).toContain('exactly once');
    expect(manifest.code_sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(await ferry.latest('nightly')).toMatchObject({ run: manifest.run, bookmark: manifest.bookmark });
  });

  it('of nothing at all is a manifest all the same', async () => {
    await using ferry = await exportWorld();
    const { manifest, records } = await ferry.export(aMessage());
    expect([records.length, manifest.records, manifest.maybe_hidden]).toEqual([0, 0, []]);
  });
});

describe('other resources', () => {
  it('details and recurring payments are read as completely, though the latter show no times', async () => {
    await using ferry = await exportWorld();
    const twoDetails = {
      issuance_frequency: 2,
      details: [aDetail({ issuance_amount: '500.00' }), aDetail({ issuance_amount: '1500.00' })],
    };
    await ferry.store(create, some(800, twoDetails));
    const allowances = Array.from({ length: 1200 }, (_, index) =>
      anAllowance({
        user_id: person((index % 24) + 1).people_corehr_id,
        start_date: `${2030 + Math.floor(index / 24)}-01-01`,
        end_date: `${2030 + Math.floor(index / 24)}-12-31`,
      }),
    );
    await ferry.store('recurring_payment.batch_create', allowances);

    const details = await ferry.export(aMessage({ dataset: 'details', resource: 'lump_sum_payment_detail' }));
    const stored = await ferry.query('lump_sum_payment.query_detail');
    expect(stored).toHaveLength(1600);
    expect(byId(details.records)).toEqual(byId(stored));
    expect(details.manifest.totals.by_currency[currencies.cny]?.amount).toBe('1600000.00');

    const recurring = await ferry.export(aMessage({ dataset: 'recurring', resource: 'recurring_payment' }));
    expect(byId(recurring.records)).toEqual(byId(await ferry.query('recurring_payment.query')));
    expect(recurring.records).toHaveLength(1200);
    expect(recurring.manifest.totals.by_currency[currencies.cny]?.amount).toBe('1800000.00');
  });

  it('fields that nobody knows yet go through', async () => {
    await using ferry = await exportWorld();
    await ferry.store(create, some(2));
    const known = new Set(Object.keys((await ferry.query(query))[0] ?? {}));
    await ferry.sandbox.setFaults({ random: { unknown_fields: 1 } });
    const { records } = await ferry.export(aMessage());
    expect(records.every((record) => Object.keys(record).some((field) => !known.has(field)))).toBe(true);
  });
});

describe('the bounds of a caller', () => {
  it('hold beside those of the windows', async () => {
    await using ferry = await exportWorld();
    await ferry.sandbox.moveClock({ now: '2026-11-01 10:00:00' });
    const ids: string[] = [];
    for (const day of ['01', '02', '03']) {
      await ferry.sandbox.moveClock({ now: `2026-11-${day} 10:00:00` });
      ids.push(...(await ferry.store(create, some(600))));
    }
    const filters = { create_time_gte: '2026-11-02 00:00:00', create_time_lte: '2026-11-02 23:59:59' };
    const { records } = await ferry.export(aMessage({ filters }));
    expect(new Set(idsOf(records))).toEqual(new Set(ids.slice(600, 1200)));
  });
});
