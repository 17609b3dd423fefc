import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { startSandbox, type Sandbox } from '../start.ts';
import { documented } from '../../../test/documented/index.ts';
import { apps, callerFor, codesOf, recordsOf, resultsOf, type Answered, type Caller } from './caller.ts';
import { aBonus, aBonusChange, anAllowance, items, person } from './payments.ts';

let sandbox: Sandbox;
let call: Caller;
/**
 * Ids of bonuses b1 to b48, of their details, and of allowances a1 to a48. Person n has bn and an, created n hours after
 * 2026-11-20 00:00; the last ones at 2026-11-21 00:00, like those of person 24.
 */
const ids = {
  bonus: new Map<string, string>(),
  detail: new Map<string, string>(),
  allowance: new Map<string, string>(),
};

beforeAll(async () => {
  sandbox = await startSandbox({ rate: 0, now: '2026-11-20 00:00:00', tokenLifeSeconds: 10_000_000 });
  // The app that only writes has permission for all people.
  const writer = await callerFor(sandbox, apps.writesOnly);
  call = await callerFor(sandbox);
  for (let n = 1; n <= 48; n++) {
    await sandbox.moveClock({ now: `2026-11-2${n < 24 ? 0 : 1} ${String(n % 24).padStart(2, '0')}:00:00` });
    const user_id = person(n).people_corehr_id;
    const item_id = n % 3 === 0 ? items.retention : items.project;
    const bonus = aBonus({ unique_id: `b${n}`, user_id, item_id, binding_period: 1 });
    const created = await writer('lump_sum_payment.batch_create', { records: [bonus] });
    if (codesOf(created)[0] !== 0) throw new Error(`bonus ${n}: ${JSON.stringify(created.data)}`);
    const allowance = anAllowance({
      unique_id: `a${n}`,
      user_id,
      start_date: `2027-${n % 2 ? '01' : '02'}-01`,
      end_date: `20${n % 4 ? '28' : '29'}-01-01`,
    });
    const [allowed] = resultsOf(await writer('recurring_payment.batch_create', { records: [allowance] }));
    ids.bonus.set(`b${n}`, resultsOf(created)[0]?.id ?? '');
    ids.allowance.set(`a${n}`, allowed?.id ?? '');
  }
  for (const record of recordsOf(await call('lump_sum_payment.query', {}))) {
    ids.detail.set(String(record['unique_id']), record.details?.[0]?.id ?? '');
  }
  // b5 changes later than all the others were created.
  await sandbox.moveClock({ now: '2026-11-23 12:00:00' });
  const b5 = aBonusChange(
    ids.bonus.get('b5') ?? '',
    ids.detail.get('b5') ?? '',
    {},
    { belong_time: '2026-11-30' },
  );
  await writer('lump_sum_payment.batch_update', { records: [b5] });
});
afterAll(() => sandbox.stop());

const numbers = (test: (n: number) => boolean) =>
  Array.from({ length: 48 }, (_, index) => index + 1).filter(test);
const kind = (letters: string, n: number) => `${letters}${String(n).padStart(14, '0')}1`;
const onboarded = (n: number) => `20${15 + (n % 10)}-${String(1 + (n % 12)).padStart(2, '0')}-01`;

interface Filter {
  readonly filter: Record<string, unknown>;
  readonly finds: number[];
}

/**
 * The filters of every record query. `finds` are the numbers of the people, taken from the description of the
 * catalogue.
 */
const shared: Filter[] = [
  { filter: { user_ids: [person(3).people_corehr_id, person(4).people_corehr_id] }, finds: [3, 4] },
  { filter: { company_ids: [kind('6902', 1)] }, finds: numbers((n) => n % 2 === 0) },
  { filter: { service_company_ids: [kind('6902', 3)] }, finds: numbers((n) => n % 3 === 2) },
  { filter: { department_ids: [kind('6903', 6)] }, finds: [12, 24] },
  {
    filter: { department_ids: [kind('6903', 6), kind('6903', 1)] },
    finds: numbers((n) => n === 12 || n === 24 || n % 5 === 0),
  },
  { filter: { job_family_ids: [kind('6904', 2)] }, finds: numbers((n) => n % 4 === 1) },
  { filter: { job_level_ids: [kind('6905', 6)] }, finds: numbers((n) => n % 6 === 5) },
  { filter: { work_location_ids: [kind('6906', 1)] }, finds: numbers((n) => n % 3 === 0) },
  { filter: { employee_type_ids: [kind('6907', 2)] }, finds: numbers((n) => n >= 37 && n <= 44) },
  { filter: { onboard_date_gte: '2023-06-01' }, finds: numbers((n) => onboarded(n) >= '2023-06-01') },
  { filter: { onboard_date_lte: '2016-02-01' }, finds: numbers((n) => onboarded(n) <= '2016-02-01') },
  { filter: { offboard_date_gte: '2025-06-28' }, finds: [34, 35, 36] },
  { filter: { offboard_date_lte: '2025-04-28' }, finds: [31, 32] },
  { filter: { create_time_gte: '2026-11-21 23:00:00' }, finds: [47] },
  { filter: { create_time_lte: '2026-11-20 02:00:00' }, finds: [1, 2] },
  {
    filter: {
      company_ids: [kind('6902', 1)],
      employee_type_ids: [kind('6907', 2)],
      onboard_date_gte: '2020-01-01',
    },
    finds: numbers((n) => n % 2 === 0 && n >= 37 && n <= 44 && onboarded(n) >= '2020-01-01'),
  },
  { filter: { department_ids: ['6903000000000099991'] }, finds: [] },
  { filter: { department_ids: [], onboard_date_gte: '' }, finds: numbers(() => true) },
];
// All were last changed when they were created, except b5 and its detail.
const modified: Filter[] = [
  { filter: { modify_time_gte: '2026-11-22 00:00:00' }, finds: [5] },
  { filter: { modify_time_lte: '2026-11-20 05:00:00' }, finds: [1, 2, 3, 4] },
];
const bonuses = (...names: string[]) => names.map((name) => ids.bonus.get(name));

const cases: {
  api: string;
  filters: (Filter | (() => Filter))[];
  nameOf: (record: Record<string, unknown>) => string;
  letter: string;
}[] = [
  {
    api: 'lump_sum_payment.query',
    letter: 'b',
    nameOf: (record) => String(record['unique_id']),
    filters: [
      ...shared,
      ...modified,
      () => ({ filter: { ids: bonuses('b7', 'b9') }, finds: [7, 9] }),
      { filter: { unique_ids: ['b8', 'nothing'] }, finds: [8] },
      { filter: { item_ids: [items.retention] }, finds: numbers((n) => n % 3 === 0) },
    ],
  },
  {
    api: 'lump_sum_payment.query_detail',
    letter: 'b',
    nameOf: (record) => [...ids.bonus].find(([, id]) => id === record['record_id'])?.[0] ?? '?',
    filters: [
      ...shared,
      ...modified,
      () => ({ filter: { ids: [ids.detail.get('b7')] }, finds: [7] }),
      () => ({ filter: { record_ids: bonuses('b7', 'b9') }, finds: [7, 9] }),
      { filter: { record_unique_ids: ['b8', 'nothing'] }, finds: [8] },
      { filter: { issuance_ways: ['with_cash'] }, finds: [] },
      {
        filter: { issuance_statuses: ['to_be_issued'], item_ids: [items.retention] },
        finds: numbers((n) => n % 3 === 0),
      },
      { filter: { issuance_date_gte: '2026-12-11' }, finds: [] },
      { filter: { issuance_date_lte: '2026-12-10' }, finds: numbers(() => true) },
    ],
  },
  {
    api: 'recurring_payment.query',
    letter: 'a',
    nameOf: (record) => String(record['unique_id']),
    filters: [
      ...shared,
      { filter: { modify_time_gte: '2026-11-21 23:00:00' }, finds: [47] },
      { filter: { modify_time_lte: '2026-11-20 02:00:00' }, finds: [1, 2] },
      () => ({ filter: { ids: [ids.allowance.get('a7')] }, finds: [7] }),
      { filter: { unique_ids: ['a8', 'b8'] }, finds: [8] },
      { filter: { item_ids: [items.housing] }, finds: numbers(() => true) },
      { filter: { start_date_gte: '2027-01-02' }, finds: numbers((n) => n % 2 === 0) },
      { filter: { start_date_lte: '2027-01-01' }, finds: numbers((n) => n % 2 === 1) },
      { filter: { end_date_gte: '2028-01-02' }, finds: numbers((n) => n % 4 === 0) },
      { filter: { end_date_lte: '2028-01-01' }, finds: numbers((n) => n % 4 !== 0) },
    ],
  },
];

describe.each(cases)('$api', ({ api, filters, nameOf, letter }) => {
  // Ids exist only once the test runs.
  const known = (entry: Filter | (() => Filter)): Filter => (typeof entry === 'function' ? entry() : entry);
  const fieldsOf = (entry: Filter | (() => Filter)) => Object.keys(known(entry).filter);

  it.each(filters.map((entry) => [fieldsOf(entry).join(' and '), entry] as const))(
    'finds by %s',
    async (_, entry) => {
      const { filter, finds } = known(entry);
      const found = recordsOf(await call(api, filter)).map(nameOf);
      expect(found.toSorted()).toEqual(finds.map((n) => `${letter}${n}`).toSorted());
    },
  );

  it('has a test here for every filter its page lists', () => {
    const tried = new Set(filters.flatMap(fieldsOf));
    const listed = documented.find(({ name }) => name === api)?.body.map(({ path }) => path) ?? [];
    expect(listed.filter((path) => !tried.has(path))).toEqual([]);
  });

  it('takes at most 500 entries in a list', async () => {
    expect(await call(api, { ids: Array.from({ length: 500 }, () => '1') })).toMatchObject({ code: 0 });
    expect(await call(api, { ids: Array.from({ length: 501 }, () => '1') })).toMatchObject({
      code: 99992402,
    });
  });

  it('gives all records once, page by page, the last page without a page_token', async () => {
    const pages = await allPages(api, {}, '7');
    expect(pages.map((page) => recordsOf(page).length)).toEqual([7, 7, 7, 7, 7, 7, 6]);
    const found = pages.flatMap(recordsOf).map(nameOf);
    expect(new Set(found).size).toBe(48);
    expect(pages.at(-1)?.data).not.toHaveProperty('page_token');
    expect(pages.map(({ data }) => data?.has_more)).toEqual([true, true, true, true, true, true, false]);
  });

  it('says there is no more when a page is filled to the last record', async () => {
    const { data } = await call(api, {}, { page_size: '48' });
    expect(data).toMatchObject({ has_more: false });
    expect(data).not.toHaveProperty('page_token');
  });
});

async function allPages(api: string, filter: unknown, page_size: string): Promise<Answered[]> {
  const pages: Answered[] = [];
  let page_token: string | undefined;
  do {
    const page = await call(api, filter, { page_size, ...(page_token === undefined ? {} : { page_token }) });
    pages.push(page);
    page_token = page.data?.page_token;
  } while (page_token !== undefined);
  return pages;
}

describe('a page token', () => {
  const tokenOf = async (filter: unknown, caller = call) =>
    (await caller('lump_sum_payment.query', filter, { page_size: '1' })).data?.page_token ?? '';
  const useToken = (page_token: string, filter: unknown = {}, caller = call) =>
    caller('lump_sum_payment.query', filter, { page_token });

  it.each<[string, (token: string) => Promise<Answered>]>([
    ['with another filter', (token) => useToken(token, { unique_ids: ['b1'] })],
    ['with another API', (token) => call('recurring_payment.query', {}, { page_token: token })],
    ['by another app', async (token) => useToken(token, {}, await callerFor(sandbox, apps.readsOnly))],
    [
      'with another user_id_type',
      (page_token) => call('lump_sum_payment.query', {}, { page_token, user_id_type: 'user_id' }),
    ],
    ['with a character more', (token) => useToken(`${token}A`)],
    [
      'with a character changed',
      (token) => useToken(token.replace(/^./, (first) => (first === 'M' ? 'N' : 'M'))),
    ],
    ['made up', () => useToken('eVQrYzJBNDNONlk4VFZBZVlSdzlKdFJ4bVVHVExENDNKVHoxaVdiVnViQT0=')],
  ])('is refused %s', async (_, use) => {
    expect(await use(await tokenOf({}))).toMatchObject({ status: 400, code: 2290001 });
  });

  it('is good with the same filter and another page size; an empty one is none', async () => {
    expect(recordsOf(await useToken(await tokenOf({})))).toHaveLength(47);
    expect(recordsOf(await useToken(''))).toHaveLength(48);
  });

  it('keeps its place while records are added and taken away', async () => {
    const filter = { user_ids: [person(1).people_corehr_id, person(2).people_corehr_id] };
    const token = await tokenOf(filter);
    const added = await call('lump_sum_payment.batch_create', { records: [aBonus({ unique_id: 'late' })] });
    const page = recordsOf(await useToken(token, filter)).map((record) => record['unique_id']);
    expect(page).toEqual(['b2', 'late']);
    await call('lump_sum_payment.batch_remove', { record_ids: [resultsOf(added)[0]?.id] });
    expect(recordsOf(await useToken(token, filter)).map((record) => record['unique_id'])).toEqual(['b2']);
  });
});

describe('lists', () => {
  it('gives the items of a type, page by page', async () => {
    const first = await call('item.list', undefined, { item_type: 'bonus', page_size: '4' });
    expect(first.data).toMatchObject({
      has_more: true,
      items: [{ id: items.project, decimal_places: 2, active_status: 1, item_type: 'bonus' }, {}, {}, {}],
    });
    const page_token = first.data?.page_token ?? '';
    const rest = await call('item.list', undefined, { item_type: 'bonus', page_size: '4', page_token });
    expect(rest.data?.items).toHaveLength(2);
    expect(await call('item.list', undefined, { item_type: 'salary', page_token })).toMatchObject({
      code: 2290002,
    });
  });

  it('swaps the meaning of 2290001 and 2290002 on items', async () => {
    expect(await call('item.list', undefined, { page_token: 'foreign' })).toMatchObject({
      status: 400,
      code: 2290002,
    });
    await sandbox.setFaults({ next: [{ fault: 'server_error_before' }] });
    expect(await call('item.list', undefined)).toMatchObject({ status: 500, code: 2290001 });
  });

  it('finds currencies and countries, by id and by status, at most 100 a page', async () => {
    const currency = await call('currency.search', { currency_id_list: ['6863329932261459464'] });
    expect(currency.data?.items).toMatchObject([
      { currency_id: '6863329932261459464', currency_alpha_3_code: 'CNY' },
    ]);
    expect((await call('currency.search', { status_list: [1] })).data?.items).toHaveLength(3);
    expect((await call('country_region.search', {})).data?.items).toContainEqual(
      expect.objectContaining({
        alpha_2_code: 'JP',
        alpha_3_code: 'JPN',
        country_region_id: '6862995745046267400',
      }),
    );
    expect(await call('currency.search', {}, { page_size: '101' })).toMatchObject({ code: 99992402 });
  });
});
