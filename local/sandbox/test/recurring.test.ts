import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { startSandbox, type Sandbox } from '../start.ts';
import { apps, callerFor, codesOf, recordsOf, resultsOf, type Caller } from './caller.ts';
import { anAllowance, anAllowanceChange, people, person, storeAllowance } from './payments.ts';

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

const create = 'recurring_payment.batch_create';
const update = 'recurring_payment.batch_update';
const remove = 'recurring_payment.batch_remove';
const query = 'recurring_payment.query';

const stored = async (id: string) => recordsOf(await call(query, { ids: [id] }))[0];

describe('creating', () => {
  it('succeeds in part, and keeps what was sent to the letter', async () => {
    const good = anAllowance({ unique_id: 'good', remark: '住房 🎉', each_amount: '1500.5' });
    const answered = await call(create, { records: [anAllowance({ each_amount: 'x' }), good] });
    expect(resultsOf(answered)).toMatchObject([{ code: 21280001 }, { code: 0, unique_id: 'good' }]);
    expect(await stored(resultsOf(answered)[1]?.id ?? '')).toMatchObject(good);
  });

  it('takes a remark of 3000 characters and none longer', async () => {
    const withRemark = (length: number) => anAllowance({ remark: '补'.repeat(length) });
    expect(codesOf(await call(create, { records: [withRemark(3000)] }))).toEqual([0]);
    expect(await call(create, { records: [withRemark(3001)] })).toMatchObject({ code: 99992402 });
  });
});

describe('updating', () => {
  it('stores the change, keeps the optional fields left out, and moves the modify time', async () => {
    const id = await storeAllowance(call, { remark: 'old' });
    await sandbox.moveClock({ now: '2026-11-20 10:30:00' });
    const records = [anAllowanceChange(id, { each_amount: '1600.00', end_date: '2027-06-30' })];
    expect(codesOf(await call(update, { records }))).toEqual([0]);
    expect(await stored(id)).toMatchObject({
      each_amount: '1600.00',
      end_date: '2027-06-30',
      remark: 'old',
    });
    // A recurring payment is shown without its times, so filters find them.
    const since = '2026-11-20 10:00:00';
    const idsOf = async (filter: object) => recordsOf(await call(query, filter)).map((record) => record.id);
    expect(await idsOf({ modify_time_gte: since })).toEqual([id]);
    expect(await idsOf({ create_time_gte: since })).toEqual([]);
  });

  it('a payment does not overlap itself, but another one of the same person and item', async () => {
    const id = await storeAllowance(call);
    await storeAllowance(call, { start_date: '2028-01-01', end_date: '2028-12-31' });
    const until = async (end_date: string) =>
      codesOf(await call(update, { records: [anAllowanceChange(id, { end_date })] }));
    expect(await until('2027-12-30')).toEqual([0]);
    expect(await until('2028-01-01')).toEqual([21270315]);
  });
});

describe('removing', () => {
  it('takes the record away; a second removal finds nothing', async () => {
    const id = await storeAllowance(call, { unique_id: 'x' });
    const [result] = resultsOf(await call(remove, { record_ids: [id] }));
    expect(result).toEqual({ id, unique_id: 'x', code: 0, message: 'Success' });
    expect(codesOf(await call(remove, { record_ids: [id] }))).toEqual([21270313]);
    expect(await stored(id)).toBeUndefined();
  });

  it('is possible on the day it begins, and not the day after', async () => {
    const today = await storeAllowance(call, { start_date: '2026-11-20' });
    const yesterday = await storeAllowance(call, { start_date: '2026-11-19', user_id: people.intern });
    expect(codesOf(await call(remove, { record_ids: [today, yesterday] }))).toEqual([0, 21270312]);
  });

  it('needs permission for the person', async () => {
    const writer = await callerFor(sandbox, apps.writesOnly);
    const id = await storeAllowance(writer, { user_id: people.forbidden });
    expect(codesOf(await call(remove, { record_ids: [id] }))).toEqual([21270304]);
    expect(codesOf(await writer(remove, { record_ids: [id] }))).toEqual([0]);
  });

  it('is remembered where a unique_id can be used only once', async () => {
    await sandbox.setSwitches({ removed_unique_id: 'taken' });
    const id = await storeAllowance(call, { unique_id: 'x' });
    await call(remove, { record_ids: [id] });
    expect(codesOf(await call(create, { records: [anAllowance({ unique_id: 'x' })] }))).toEqual([21270202]);
  });

  it('takes at most 500 ids', async () => {
    const ids = (count: number) => Array.from({ length: count }, () => '1');
    expect(codesOf(await call(remove, { record_ids: ids(500) }))).toHaveLength(500);
    expect(await call(remove, { record_ids: ids(501) })).toMatchObject({ status: 400, code: 99992402 });
  });
});

describe('a query', () => {
  it('does not see a record before it is fresh_record_seconds old', async () => {
    await sandbox.setSwitches({ fresh_record_seconds: '60' });
    const id = await storeAllowance(call);
    expect(await stored(id)).toBeUndefined();
    await sandbox.moveClock({ advance_ms: 61_000 });
    expect(await stored(id)).toMatchObject({ id });
  });

  it('shows the user_id only to an app that has its scope', async () => {
    await storeAllowance(call);
    const reader = await callerFor(sandbox, apps.readsOnly);
    const seenBy = async (caller: Caller) =>
      recordsOf(await caller(query, {}, { user_id_type: 'user_id' }))[0];
    expect(await seenBy(call)).toMatchObject({ user_id: person(1).user_id });
    expect(await seenBy(reader)).not.toHaveProperty('user_id');
  });
});
