import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { startSandbox, type Sandbox } from '../start.ts';
import { apps, callerFor, codesOf, recordsOf, resultsOf, type Caller } from './caller.ts';
import {
  aBonus,
  aBonusChange,
  aDetail,
  countries,
  currencies,
  items,
  people,
  storeBonus,
  type Fields,
} from './payments.ts';

let sandbox: Sandbox;
let call: Caller;
beforeAll(async () => {
  sandbox = await startSandbox({ rate: 0, now: '2026-11-20 09:00:00' });
});
beforeEach(async () => {
  await sandbox.reset();
  call = await callerFor(sandbox);
});
afterAll(() => sandbox.stop());

const create = 'lump_sum_payment.batch_create';
const update = 'lump_sum_payment.batch_update';
const remove = 'lump_sum_payment.batch_remove';
const query = 'lump_sum_payment.query';

const stored = async (id: string) => recordsOf(await call(query, { ids: [id] }))[0];

describe('creating', () => {
  it('succeeds in part: HTTP 200, code 0, one result a record in the order given, an id on success only', async () => {
    const records = [
      aBonus({ unique_id: 'good' }),
      aBonus({ unique_id: 'bad', issuance_frequency: 3 }),
      aBonus({ unique_id: 'good too' }),
    ];
    const answered = await call(create, { records });
    expect(answered).toMatchObject({ status: 200, code: 0 });
    const id = expect.stringMatching(/^\d{19}$/);
    const detail_results = [{ detail_id: id, issuance_index: 1 }];
    expect(resultsOf(answered)).toEqual([
      { id, unique_id: 'good', code: 0, message: 'Success', detail_results },
      { unique_id: 'bad', code: 21270207, message: 'issuance frequency not equal to size of details' },
      { id, unique_id: 'good too', code: 0, message: 'Success', detail_results },
    ]);
    expect((await sandbox.records()).map((record) => record['unique_id'])).toEqual(['good', 'good too']);
  });

  it('keeps what was sent, to the letter', async () => {
    const sent = aBonus({
      remark: '该员工表现优异 🎉\u0000"\\',
      total_amount: '2000.1',
      issuance_frequency: 2,
      binding_period: 2,
      binding_period_decimal: '2.50',
      reference_period_start_date: '2026-01-01',
      reference_period_end_date: '2026-12-31',
      details: [aDetail({ issuance_amount: '1000' }), aDetail({ issuance_amount: '1000.10' })],
    });
    const { id } = await storeBonus(call, sent);
    expect(await stored(id)).toMatchObject(sent);
  });

  it('stamps the time in China, to the second', async () => {
    const { id } = await storeBonus(call);
    expect(await stored(id)).toMatchObject({
      create_time: expect.stringMatching(/^2026-11-20 09:00:\d\d$/),
      modify_time: expect.stringMatching(/^2026-11-20 09:00:\d\d$/),
    });
  });

  it('adds money exactly, however many digits it has', async () => {
    const parts = ['0.10', '0.20', '90071992547409930.01'];
    const details = parts.map((issuance_amount) => aDetail({ issuance_amount }));
    const withTotal = (total_amount: string) => aBonus({ total_amount, issuance_frequency: 3, details });
    const records = [withTotal('90071992547409930.31'), withTotal('90071992547409930.30')];
    expect(codesOf(await call(create, { records }))).toEqual([0, 21270206]);
  });

  it('a repeat of the whole call changes nothing: 21270202 for every record', async () => {
    const body = { records: [aBonus(), aBonus({ total_amount: 'broken' })] };
    expect(codesOf(await call(create, body))).toEqual([0, 21270203]);
    expect(codesOf(await call(create, body))).toEqual([21270202, 21270203]);
    expect(await sandbox.records()).toHaveLength(1);
  });

  it('a conflict comes before anything else that is wrong with the record', async () => {
    await call(create, { records: [aBonus({ unique_id: 'x' })] });
    const records = [aBonus({ unique_id: 'x', total_amount: 'broken', user_id: people.forbidden })];
    expect(codesOf(await call(create, { records }))).toEqual([21270202]);
  });
});

describe('limits and rules at their edge', () => {
  it('takes a remark of exactly 3000 characters', async () => {
    expect(codesOf(await call(create, { records: [aBonus({ remark: '奖'.repeat(3000) })] }))).toEqual([0]);
  });

  it("a detail's period may touch both ends of its payment's", async () => {
    const period = { reference_period_start_date: '2026-01-01', reference_period_end_date: '2026-03-31' };
    const whole = aDetail({
      detail_reference_period_start_date: '2026-01-01',
      detail_reference_period_end_date: '2026-03-31',
    });
    expect(codesOf(await call(create, { records: [aBonus({ ...period, details: [whole] })] }))).toEqual([0]);
  });

  it('gives details the issuance_index they come with, and their place where they have none', async () => {
    const half = { issuance_amount: '1000.00' };
    const details = [aDetail({ ...half, issuance_index: 7 }), aDetail(half)];
    const answered = await call(create, { records: [aBonus({ issuance_frequency: 2, details })] });
    expect(resultsOf(answered)).toMatchObject([
      { detail_results: [{ issuance_index: 7 }, { issuance_index: 2 }] },
    ]);
  });
});

describe('updating', () => {
  it('corrects a bonus that is given once: it is no second award', async () => {
    const once = { item_id: items.signing, binding_period: 12 };
    const { id, detailIds } = await storeBonus(call, once);
    const records = [aBonusChange(id, detailIds[0] ?? '', { ...once, remark: 'corrected' })];
    expect(codesOf(await call(update, { records }))).toEqual([0]);
  });

  it('moves the modify time of the details that change, not of the others', async () => {
    const details = [aDetail({ issuance_amount: '1500' }), aDetail({ issuance_amount: '500' })];
    const { id, detailIds } = await storeBonus(call, { issuance_frequency: 2, details });
    await sandbox.moveClock({ now: '2026-11-20 10:30:00' });
    const sent = [{ id: detailIds[0] }, { id: detailIds[1], issuance_way: 'with_cash' }];
    const records = [{ ...aBonusChange(id, ''), issuance_frequency: 2, details: sent }];
    expect(codesOf(await call(update, { records }))).toEqual([0]);
    expect((await stored(id))?.details).toMatchObject([
      { modify_time: expect.stringMatching(/^2026-11-20 09:/) },
      { modify_time: expect.stringMatching(/^2026-11-20 10:30/) },
    ]);
  });

  it('keeps a decimal binding period that is left out', async () => {
    const { id, detailIds } = await storeBonus(call, { binding_period: 2, binding_period_decimal: '2.50' });
    const records = [aBonusChange(id, detailIds[0] ?? '', { binding_period: 2 })];
    expect(codesOf(await call(update, { records }))).toEqual([0]);
    expect(await stored(id)).toMatchObject({ binding_period: 2, binding_period_decimal: '2.50' });
  });

  it('changes the fields given, keeps the optional ones that are not, and moves the modify time', async () => {
    const { id, detailIds } = await storeBonus(call, { remark: 'old', binding_period: 3 });
    await sandbox.moveClock({ now: '2026-11-20 10:30:00' });
    const { binding_period: _, ...changed } = aBonusChange(
      id,
      detailIds[0] ?? '',
      { total_amount: '3000.00' },
      { issuance_amount: '3000.00' },
    );
    expect(codesOf(await call(update, { records: [changed] }))).toEqual([0]);
    expect(await stored(id)).toMatchObject({
      total_amount: '3000.00',
      remark: 'old',
      binding_period: 3,
      create_time: expect.stringMatching(/^2026-11-20 09:/),
      modify_time: expect.stringMatching(/^2026-11-20 10:30/),
      details: [
        {
          id: detailIds[0],
          issuance_amount: '3000.00',
          modify_time: expect.stringMatching(/^2026-11-20 10:30/),
        },
      ],
    });
  });

  it('a detail with its id changes, one without is new, one left out is gone', async () => {
    const details = [aDetail({ issuance_amount: '1500' }), aDetail({ issuance_amount: '500' })];
    const { id, detailIds } = await storeBonus(call, { issuance_frequency: 2, details });
    const changed = {
      ...aBonusChange(id, ''),
      issuance_frequency: 2,
      details: [{ id: detailIds[1], issuance_way: 'with_cash' }, aDetail({ issuance_amount: '1500.00' })],
    };
    const [result] = resultsOf(await call(update, { records: [changed] }));
    expect(result).toMatchObject({ code: 0, id, detail_results: [{ detail_id: detailIds[1] }, {}] });
    const after = await stored(id);
    expect(after?.details).toMatchObject([
      { id: detailIds[1], issuance_amount: '500', issuance_way: 'with_cash' },
      { issuance_amount: '1500.00', issuance_way: 'with_salary' },
    ]);
    expect(detailIds).not.toContain(after?.details?.[1]?.id);
  });

  it('a refused change leaves the record as it was', async () => {
    const { id, detailIds } = await storeBonus(call);
    const before = await stored(id);
    const records = [aBonusChange(id, detailIds[0] ?? '', { remark: 'new' }, { issuance_amount: '1.00' })];
    expect(codesOf(await call(update, { records }))).toEqual([21270206]);
    expect(await stored(id)).toEqual(before);
  });

  it('a paid detail may be sent again as it is', async () => {
    const { id, detailIds } = await storeBonus(call);
    await sandbox.pay({ record_ids: [id] });
    const records = [aBonusChange(id, detailIds[0] ?? '', { remark: 'a new remark' })];
    expect(codesOf(await call(update, { records }))).toEqual([0]);
  });
});

describe('a paid detail', () => {
  const paidBonus = async (detail: Fields = {}) => {
    const details = [aDetail({ issuance_amount: '1000', ...detail }), aDetail({ issuance_amount: '1000' })];
    const { id, detailIds } = await storeBonus(call, { issuance_frequency: 2, details });
    const [paid = '', open = ''] = detailIds;
    await sandbox.pay({ detail_ids: [paid] });
    const send = async (again: Fields, changes: Fields = {}) => {
      const sent = [{ id: paid, ...again }, { id: open }];
      const records = [{ ...aBonusChange(id, ''), issuance_frequency: 2, details: sent, ...changes }];
      return codesOf(await call(update, { records }))[0];
    };
    return { id, send };
  };

  it.each<[string, Fields]>([
    ['with its id alone', {}],
    ['with its amount in other digits', { issuance_amount: '1000.00' }],
    ['with the status a query may show', { issuance_status: 'paid' }],
    [
      'with empty texts where nothing stands',
      { issuance_country_region_id: '', detail_reference_period_end_date: '' },
    ],
    ['with the 0 a query shows where nothing stands', { is_not_issued_due_to_offboarding: 0 }],
  ])('may come back %s, and stays as it was', async (_, again) => {
    const { id, send } = await paidBonus();
    const before = (await stored(id))?.details?.[0];
    await sandbox.moveClock({ now: '2026-11-20 10:00:00' });
    expect(await send(again)).toBe(0);
    expect((await stored(id))?.details?.[0]).toEqual(before);
  });

  it.each<[string, Fields]>([
    ['amount', { issuance_amount: '1000.01' }],
    ['amount, into no amount', { issuance_amount: 'much' }],
    ['status', { issuance_status: 'not_issued' }],
    ['way', { issuance_way: 'with_cash' }],
    ['time', { issuance_time: '2026-12-11' }],
    ['application date', { belong_time: '2026-11-30' }],
    ['country', { issuance_country_region_id: '' }],
    ['reason', { is_not_issued_due_to_offboarding: 1 }],
  ])('cannot change its %s', async (_, change) => {
    const { send } = await paidBonus({ issuance_country_region_id: countries.china });
    expect(await send(change)).toBe(21270220);
  });

  it('keeps the currency of its record', async () => {
    const { id, send } = await paidBonus();
    expect(await send({}, { currency_id: currencies.usd })).toBe(21270220);
    expect(await stored(id)).toMatchObject({ currency_id: currencies.cny });
  });
});

describe('removing', () => {
  it('needs permission for the person', async () => {
    const writer = await callerFor(sandbox, apps.writesOnly);
    const created = await writer(create, { records: [aBonus({ user_id: people.forbidden })] });
    const record_ids = resultsOf(created).map(({ id }) => id);
    expect(codesOf(await call(remove, { record_ids }))).toEqual([21270226]);
    expect(codesOf(await writer(remove, { record_ids }))).toEqual([0]);
  });

  it('is refused as soon as one detail is paid', async () => {
    const details = [aDetail({ issuance_amount: '1000' }), aDetail({ issuance_amount: '1000' })];
    const { id, detailIds } = await storeBonus(call, { issuance_frequency: 2, details });
    await sandbox.pay({ detail_ids: detailIds.slice(1) });
    expect(codesOf(await call(remove, { record_ids: [id] }))).toEqual([21270224]);
  });

  it('takes record and details away; a second removal finds nothing', async () => {
    const { id } = await storeBonus(call, { unique_id: 'x' });
    const { id: other } = await storeBonus(call);
    const [result] = resultsOf(await call(remove, { record_ids: [id], reason: 'twice' }));
    expect(result).toEqual({ id, unique_id: 'x', code: 0, message: 'Success' });
    expect(codesOf(await call(remove, { record_ids: [id, other, other] }))).toEqual([21270201, 0, 21270201]);
    expect(recordsOf(await call('lump_sum_payment.query_detail', {}))).toEqual([]);
  });

  it('gives the id of a removed record to no other', async () => {
    const { id } = await storeBonus(call);
    await call(remove, { record_ids: [id] });
    expect((await storeBonus(call)).id).not.toBe(id);
  });
});
