import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { startSandbox, type Sandbox } from '../start.ts';
import { apps, askForToken, callerFor, codesOf, type Caller } from './caller.ts';
import { aBonus, anAllowance, storeBonus } from './payments.ts';

let sandbox: Sandbox;
let call: Caller;
beforeAll(async () => {
  sandbox = await startSandbox({ rate: 0, switches: { conflict_id: 'existing' }, faults: { throttled: 0 } });
});
beforeEach(async () => {
  await sandbox.reset();
  call = await callerFor(sandbox);
});
afterAll(() => sandbox.stop());

const get = async (path: string) => (await fetch(`${sandbox.baseUrl}/_sandbox/${path}`)).text();
const json = async (path: string): Promise<unknown> => JSON.parse(await get(path));
const query = 'lump_sum_payment.query';

describe('the log of calls', () => {
  it('tells what arrived when, from which app, and what came of it, in the order of arrival', async () => {
    const beforeMs = performance.timeOrigin + performance.now();
    await call('lump_sum_payment.batch_create', { records: [aBonus(), aBonus({ total_amount: 'x' })] });
    await call(query, {}, { page_size: '0' });
    const calls = await sandbox.calls();
    expect(calls).toMatchObject([
      { n: 1, api: 'auth.tenant_access_token', app_id: apps.everything.app_id, status: 200 },
      { n: 2, api: 'lump_sum_payment.batch_create', status: 200, code: 0, records: 2, fault: null },
      {
        n: 3,
        api: query,
        path: '/open-apis/compensation/v1/lump_sum_payment/query',
        status: 400,
        code: 99992402,
        records: 0,
      },
    ]);
    const arrivals = calls.map(({ arrived_ms }) => arrived_ms);
    expect(arrivals).toEqual(arrivals.toSorted((a, b) => a - b));
    expect((arrivals[1] ?? 0) - beforeMs).toBeGreaterThan(-5);
    expect(arrivals.some((ms) => !Number.isInteger(ms))).toBe(true);
  });

  it('holds a call from the moment it arrives, answered or not', async () => {
    await sandbox.setFaults({ next: [{ api: query, fault: 'no_answer_after' }] });
    void call(query, {}).catch(() => undefined);
    await expect
      .poll(() => sandbox.calls({ api: query }))
      .toMatchObject([{ status: null, answered_ms: null }]);
  });

  it('can be read in part: by API, by app, after a number, so many', async () => {
    const reader = await callerFor(sandbox, apps.readsOnly);
    for (let n = 0; n < 3; n++) await call(query, {});
    await reader(query, {});
    await reader('item.list', undefined);
    const numbers = async (search: string) =>
      [...(await get(`calls?${search}`)).matchAll(/"n":(\d+)/g)].map(([, n]) => Number(n));
    expect(await numbers(`api=${query}`)).toEqual([3, 4, 5, 6]);
    expect(await numbers(`api=${query}&after=4`)).toEqual([5, 6]);
    expect(await numbers(`app_id=${apps.readsOnly.app_id}&api=item.list`)).toEqual([7]);
    expect(await numbers('limit=2')).toEqual([1, 2]);
  });
});

describe('the other controls', () => {
  it('tell what is stored, by any app, in full', async () => {
    const writer = await callerFor(sandbox, apps.writesOnly);
    await writer('lump_sum_payment.batch_create', { records: [aBonus({ unique_id: 'b' })] });
    await writer('recurring_payment.batch_create', { records: [anAllowance({ unique_id: 'a' })] });
    expect(await sandbox.records()).toMatchObject([
      { unique_id: 'b', details: [{ belong_time: '2026-12-01' }] },
    ]);
    expect(await sandbox.records('recurring_payment')).toMatchObject([{ unique_id: 'a' }]);
    expect(await json('stats')).toMatchObject({
      calls: { 'lump_sum_payment.batch_create': { '200/0': 1 } },
      stored: { lump_sum_payment: 1, lump_sum_payment_detail: 1, recurring_payment: 1 },
    });
  });

  it('tell more records than one slice holds', async () => {
    for (let n = 0; n < 3; n++) {
      const records = Array.from({ length: 500 }, () => aBonus());
      await call('lump_sum_payment.batch_create', { records });
    }
    const told = await sandbox.records();
    expect(new Set(told.map((record) => record['unique_id'])).size).toBe(1500);
  });

  it('reset takes everything back to the start, numbers of records included', async () => {
    const { id } = await storeBonus(call);
    await sandbox.setFaults({ random: { throttled: 1 }, latency_ms: 5, next: [{ fault: 'cut_before' }] });
    await sandbox.setSwitches({ conflict_id: 'absent', results_order: 'reversed' });
    await sandbox.moveClock({ now: '2030-01-01 00:00:00' });
    await sandbox.reset();

    expect(await sandbox.calls()).toEqual([]);
    expect(await sandbox.records()).toEqual([]);
    expect(await json('faults')).toEqual({
      random: { throttled: 0 },
      next: [],
      latency_ms: 0,
      latency_tail_ms: 0,
      slow_body_ms: 3000,
      throttle_ms: 1000,
    });
    expect(await json('switches')).toMatchObject({ conflict_id: 'existing', results_order: 'input' });
    expect(await call(query, {})).toMatchObject({ code: 99991663 });
    expect((await askForToken(sandbox, apps.everything)).expire).toBe(7200);
    call = await callerFor(sandbox);
    expect((await storeBonus(call)).id).toBe(id);
  });

  it('reset disowns the page tokens of before', async () => {
    const twoBonuses = async () => {
      const caller = await callerFor(sandbox);
      await caller('lump_sum_payment.batch_create', { records: [aBonus(), aBonus()] });
      return caller;
    };
    const before = await twoBonuses();
    const page_token = (await before(query, {}, { page_size: '1' })).data?.page_token ?? '';
    expect(await before(query, {}, { page_token })).toMatchObject({ code: 0 });
    await sandbox.reset();
    const after = await twoBonuses();
    expect(await after(query, {}, { page_token })).toMatchObject({ code: 2290001 });
  });

  it('reset drops the calls that still wait: none of them stores anything afterwards', async () => {
    await sandbox.setFaults({ latency_ms: 400 });
    const create = 'lump_sum_payment.batch_create';
    const fate = call(create, { records: [aBonus()] }).then(
      () => 'answered',
      () => 'cut',
    );
    await expect.poll(async () => (await sandbox.calls({ api: create })).length).toBe(1);
    await sandbox.reset();
    expect(await fate).toBe('cut');
    expect(await sandbox.records()).toEqual([]);
  });

  it('pay marks the details of a record, or single details, and says how many', async () => {
    const { id } = await storeBonus(call);
    const { detailIds } = await storeBonus(call);
    const paid = async (body: object) =>
      (await fetch(`${sandbox.baseUrl}/_sandbox/pay`, { method: 'POST', body: JSON.stringify(body) })).json();
    expect(await paid({ record_ids: [id] })).toEqual({ paid_details: 1 });
    expect(await paid({ detail_ids: [...detailIds, 'nobody'] })).toEqual({ paid_details: 1 });
    expect(codesOf(await call('lump_sum_payment.batch_remove', { record_ids: [id] }))).toEqual([21270224]);
  });
});
