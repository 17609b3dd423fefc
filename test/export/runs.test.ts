// Messages and runs: a message twice, a message that is nonsense, an app without the read scope, and runs of changes.

import { DeleteObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { buckets } from '../../local/world/start.ts';
import { isJsonObject, readJson, type JsonObject } from '../../shared/values/json.ts';
import { startPassThrough } from '../deliver/pass-through.ts';
import { apps } from '../../local/sandbox/test/caller.ts';
import { aBonus, aBonusChange } from '../../local/sandbox/test/payments.ts';
import { aMessage, exportWorld, type ExportWorld } from './harness.ts';

const create = 'lump_sum_payment.batch_create';
const query = 'lump_sum_payment.query';
const some = (count: number) => Array.from({ length: count }, () => aBonus());
const anHourMs = 3_600_000;
const stepsOf = (ferry: ExportWorld, step: string) => ferry.logs.filter((line) => line.step === step);

async function readObject(ferry: ExportWorld, key: string): Promise<JsonObject> {
  const read = readJson((await ferry.read(key)).toString());
  return isJsonObject(read) ? read : {};
}

/** Stores the records a day earlier, so that no run of changes reads them. */
async function storeLongAgo(ferry: ExportWorld, count: number): Promise<readonly string[]> {
  await ferry.sandbox.moveClock({ advance_ms: -24 * anHourMs });
  const ids = await ferry.store(create, some(count));
  await ferry.sandbox.moveClock({ advance_ms: 24 * anHourMs });
  return ids;
}

describe('a message', () => {
  let ferry: ExportWorld;
  beforeAll(async () => {
    ferry = await exportWorld();
  });
  afterAll(() => ferry[Symbol.asyncDispose]());

  it.each([
    ['that is no JSON', 'nonsense', 'the message is no JSON object'],
    [
      'of a resource that nobody knows',
      aMessage({ resource: 'bonus' }),
      'resource is "bonus", expected one of lump_sum_payment, lump_sum_payment_detail, recurring_payment',
    ],
    [
      'without a time',
      { dataset: 'a', resource: 'lump_sum_payment' },
      'scheduled_at is absent, and has to be there',
    ],
    [
      'with a time of another zone',
      aMessage({ scheduled_at: '2026-11-20T02:00:00+08:00' }),
      'scheduled_at is "2026-11-20T02:00:00+08:00", expected a time in UTC',
    ],
    [
      'with a dataset that is no name',
      aMessage({ dataset: '../other' }),
      'dataset is "../other", expected 1 to 64 letters',
    ],
    ['with a misspelt field', aMessage({ filter: {} }), 'nobody knows the field filter, is it filters?'],
    [
      'with a misspelt filter',
      aMessage({ filters: { item_id: ['1'] } }),
      'nobody knows the field filters.item_id, is it filters.item_ids?',
    ],
    [
      'with a filter of another resource',
      aMessage({ filters: { start_date_gte: '2026-01-01' } }),
      'nobody knows the field filters.start_date_gte',
    ],
    [
      'with a filter in another form',
      aMessage({ filters: { create_time_gte: '2026-11-20' } }),
      'filters.create_time_gte is "2026-11-20", expected a time that exists, written YYYY-MM-DD hh:mm:ss in UTC+8',
    ],
    [
      'with a format that nobody writes',
      aMessage({ format: 'xlsx' }),
      'format is "xlsx", expected one of ndjson, csv, parquet',
    ],
  ])('%s is set aside with the reason, and no call is made', async (_, message, reason) => {
    const before = new Set(await ferry.keys('quarantine/'));
    await ferry.ask(message);
    await ferry.world.idle();
    const [key = '', ...others] = (await ferry.keys('quarantine/')).filter((name) => !before.has(name));
    expect(others).toEqual([]);
    expect(await readObject(ferry, key)).toMatchObject({
      from: 'exports',
      reason: { text: expect.stringContaining(reason) },
    });
    expect(await ferry.sandbox.calls({ api: query })).toEqual([]);
    expect(await ferry.keys('exports/')).toEqual([]);
  });
});

describe('a message', () => {
  it('that comes twice, at once or later, is one run', async () => {
    await using ferry = await exportWorld();
    await storeLongAgo(ferry, 1200);
    // Messages of two groups: the queue does not deliver them one after the other.
    await Promise.all([ferry.ask(aMessage(), 'one'), ferry.ask(aMessage(), 'other')]);
    await ferry.world.idle();
    const calls = (await ferry.sandbox.calls({ api: query })).length;
    const objects = await ferry.keys('snapshots/');
    const { records } = await ferry.export(aMessage());
    expect(records).toHaveLength(1200);
    expect(await ferry.keys('snapshots/')).toEqual(objects);
    expect((await ferry.sandbox.calls({ api: query })).length).toBe(calls);
    expect(stepsOf(ferry, 'planned')).toHaveLength(1);
    expect(stepsOf(ferry, 'published')).toHaveLength(1);
  });
});

describe('a run that is longer than one invocation', () => {
  it('hands its message back, goes on where it was, and ends with all', async () => {
    await using ferry = await exportWorld({
      world: { timeoutMs: 5000 },
      settings: { FEISHU_CALLS_PER_SECOND: '4', FEISHU_CALL_TIMEOUT_MS: '1000' },
    });
    const ids = await storeLongAgo(ferry, 5000);
    const { records, manifest } = await ferry.export(aMessage());
    expect(new Set(records.map(({ id }) => id))).toEqual(new Set(ids));
    expect(records).toHaveLength(5000);
    expect(manifest.invocations).toBeGreaterThan(1);
    expect(stepsOf(ferry, 'handed_back').map(({ why }) => why)).toContain('deadline');
  });
});

describe('a run that cannot read', () => {
  it('for want of a scope waits for a person, and fails when its patience is over, with nothing under snapshots/', async () => {
    await using ferry = await exportWorld({
      app: apps.writesOnly,
      settings: { PATIENCE_MS: '300', BACK_OFF_MS: '1' },
    });
    await ferry.ask(aMessage());
    await ferry.world.idle();
    const key = (await ferry.keys('exports/')).find((name) => name.endsWith('failed.json')) ?? '';
    expect(await readObject(ferry, key)).toMatchObject({
      dataset: 'nightly',
      reason: { text: expect.stringContaining('PATIENCE_MS') },
    });
    expect(await ferry.keys('snapshots/')).toEqual([]);
    expect(stepsOf(ferry, 'cut_off')[0]).toMatchObject({ kind: 'barred', code: 99991672 });
    const calls = (await ferry.sandbox.calls()).length;
    await ferry.ask(aMessage());
    await ferry.world.idle();
    expect((await ferry.sandbox.calls()).length).toBe(calls);
  });

  it('because Feishu refuses its filters fails at once', async () => {
    await using ferry = await exportWorld();
    await ferry.ask(aMessage({ filters: { user_ids: ['ou_nobody'] }, user_id_type: 'open_id' }));
    await ferry.world.idle();
    const [failed] = stepsOf(ferry, 'export_failed');
    expect(failed?.reason).toMatch(
      /^lump_sum_payment\.query \S+, page 1 could not be read: refused \(99992351\)$/,
    );
    expect(await ferry.keys('snapshots/')).toEqual([]);
  });

  it('while Feishu is down goes on when it is up again', async () => {
    await using ferry = await exportWorld({ settings: { BACK_OFF_MS: '20' } });
    await storeLongAgo(ferry, 1200);
    await ferry.sandbox.setFaults({ next: [{ api: query, fault: 'server_error_before', times: 12 }] });
    const { records } = await ferry.export(aMessage());
    expect(records).toHaveLength(1200);
    expect(stepsOf(ferry, 'handed_back').map(({ why }) => why)).toContain('outage');
  });
});

describe('a run of which something was read', () => {
  const isFirstPage = (path: string) => !path.includes('page_token=');

  it.each([
    ['first pages', (path: string, firstPages: number) => isFirstPage(path) && firstPages > 1, 3],
    ['a page token twice', (path: string) => !isFirstPage(path), 2],
  ])('goes on when Feishu refuses %s', async (_, isRefused, times) => {
    const upstream = { feishu: '' };
    let [firstPages, refused] = [0, 0];
    await using feishu = await startPassThrough(
      () => upstream.feishu,
      async ({ path, phase }) => {
        if (phase !== 'before' || !path.includes('/query?')) return 'pass';
        if (isFirstPage(path)) firstPages += 1;
        if (refused === times || !isRefused(path, firstPages)) return 'pass';
        refused += 1;
        return { status: 400, body: { code: 2290001, msg: 'param is invalid' } };
      },
    );
    const settings = { FEISHU_BASE_URL: feishu.baseUrl, BACK_OFF_MS: '20' };
    await using ferry = await exportWorld({ settings });
    upstream.feishu = ferry.sandbox.baseUrl;
    await storeLongAgo(ferry, 1200);
    const { records } = await ferry.export(aMessage());
    expect(records).toHaveLength(1200);
    expect(refused).toBe(times);
    expect(stepsOf(ferry, 'handed_back').map(({ why }) => why)).toContain('outage');
  });

  it('fails when Feishu refuses its pages until its patience is over', async () => {
    const upstream = { feishu: '' };
    await using feishu = await startPassThrough(
      () => upstream.feishu,
      async ({ path }) =>
        path.includes('/query?') && !isFirstPage(path)
          ? { status: 400, body: { code: 2290001, msg: 'param is invalid' } }
          : 'pass',
    );
    const settings = { FEISHU_BASE_URL: feishu.baseUrl, BACK_OFF_MS: '1', PATIENCE_MS: '1000' };
    await using ferry = await exportWorld({ settings });
    upstream.feishu = ferry.sandbox.baseUrl;
    await storeLongAgo(ferry, 1200);
    await ferry.ask(aMessage());
    await ferry.world.idle();
    expect(stepsOf(ferry, 'export_failed')).toMatchObject([
      { reason: expect.stringContaining('PATIENCE_MS') },
    ]);
    expect(await ferry.keys('snapshots/')).toEqual([]);
  });
});

describe('a run of changes', () => {
  it('holds what was created or changed since the last run, once and as it is now', async () => {
    await using ferry = await exportWorld({ settings: { EXPORT_OVERLAP_MS: '0' } });
    const ids = await storeLongAgo(ferry, 1000);
    const first = await ferry.export(aMessage());
    expect(first.records).toHaveLength(1000);

    const [id = ''] = ids;
    const stored = first.records.find((record) => record.id === id);
    const [detail] = Object.values(stored?.details ?? {});
    for (const amount of ['5.00', '6.00']) {
      const change = aBonusChange(
        id,
        String(detail?.id),
        { total_amount: amount },
        { issuance_amount: amount },
      );
      await ferry.call('lump_sum_payment.batch_update', { records: [change] });
    }
    const [created = ''] = await ferry.store(create, some(1));
    const changes = aMessage({ mode: 'changes', scheduled_at: '2026-11-20T03:00:00Z' });
    const { records, manifest } = await ferry.export(changes);
    expect(new Map(records.map((record) => [record.id, record.total_amount]))).toEqual(
      new Map([
        [id, '6.00'],
        [created, '2000.00'],
      ]),
    );
    expect(records).toHaveLength(2);
    expect(manifest).toMatchObject({ mode: 'changes', since: first.manifest.bookmark });
    expect(manifest.guarantee.text).toContain('Removals cannot show');
    const latest = await ferry.latest('nightly');
    expect(latest).toMatchObject({ run: manifest.run, mode: 'changes', bookmark: manifest.bookmark });
    expect(latest.full).toMatchObject({ run: first.manifest.run });
  });

  it('of a dataset whose full run is not kept any more reads everything, and says why', async () => {
    await using ferry = await exportWorld();
    await storeLongAgo(ferry, 3);
    const first = await ferry.export(aMessage());
    await ferry.world.s3.send(new DeleteObjectCommand({ Bucket: buckets.records, Key: first.key }));
    const { manifest } = await ferry.export(
      aMessage({ mode: 'changes', scheduled_at: '2026-11-20T03:00:00Z' }),
    );
    expect(manifest).toMatchObject({
      mode: 'full',
      mode_reason: { text: expect.stringContaining('not kept') },
    });
  });

  it.each([
    ['without a run before it', {}, 'no run of nightly is complete'],
    ['with other filters than the run before it', { filters: { item_ids: ['1'] } }, 'other filters'],
    ['in another format than the run before it', { format: 'csv' }, 'another format'],
  ])('%s reads everything, and says why', async (_, changes, reason) => {
    await using ferry = await exportWorld();
    await storeLongAgo(ferry, 3);
    if (reason.includes('other')) await ferry.export(aMessage());
    await ferry.ask(aMessage({ mode: 'changes', scheduled_at: '2026-11-20T03:00:00Z', ...changes }));
    await ferry.world.idle();
    const manifest = readJson((await ferry.read((await ferry.latest('nightly')).manifest)).toString());
    expect(manifest).toMatchObject({ mode: 'full', mode_reason: { text: expect.stringContaining(reason) } });
  });
});
