// Payments that the default catalogue accepts. A test changes the fields that it is about.

import { recordsOf, resultsOf, type Caller } from './caller.ts';

export type Fields = Record<string, unknown>;

const pad = (n: number, digits: number) => String(n).padStart(digits, '0');

/** The four ids of employee n (1 to 48) of the default catalogue. The open_id is the one for app `app` (1 to 4). */
export const person = (n: number, app = 1) => ({
  open_id: `ou_5a9db0c${app}${pad(n, 24)}`,
  union_id: `on_5a9db0c1${pad(n, 24)}`,
  user_id: `e${pad(n, 5)}`,
  people_corehr_id: n === 1 ? '7337149697626801708' : `6900${pad(n, 14)}1`,
});

export const people = {
  regular: person(1).people_corehr_id,
  gone: person(31).people_corehr_id,
  intern: person(37).people_corehr_id,
  forbidden: person(47).people_corehr_id,
};

export const items = {
  project: '7411039006180312620',
  holidayGift: '7411039006180312621',
  signing: '7411039006180312622',
  retention: '7411039006180312623',
  longTerm: '7411039006180312624',
  closed: '7411039006180312625',
  housing: '7411039006180312630',
  abroad: '7411039006180312631',
  inKind: '7411039006180312632',
  salary: '7411039006180312640',
};
export const currencies = { cny: '6863329932261459464', usd: '6863329932261459465' };
export const countries = { china: '6862995757234914824', japan: '6862995745046267400' };

let made = 0;
const nextUniqueId = () => `u-${(made += 1)}`;

export const aDetail = (changes: Fields = {}): Fields => ({
  issuance_amount: '2000.00',
  issuance_status: 'to_be_issued',
  issuance_way: 'with_salary',
  issuance_time: '2026-12-10',
  belong_time: '2026-12-01',
  ...changes,
});

export const aBonus = (changes: Fields = {}): Fields => ({
  unique_id: nextUniqueId(),
  user_id: people.regular,
  total_amount: '2000.00',
  binding_period: 0,
  currency_id: currencies.cny,
  issuance_frequency: 1,
  item_id: items.project,
  details: [aDetail()],
  ...changes,
});

export const anAllowance = (changes: Fields = {}): Fields => ({
  unique_id: nextUniqueId(),
  user_id: people.regular,
  item_id: items.housing,
  each_amount: '1500.00',
  start_date: '2027-01-01',
  end_date: '2027-12-31',
  currency_id: currencies.cny,
  issuance_type: 'with_salary',
  issuance_period: 'month',
  ...changes,
});

/** An update of a bonus with the content of `aBonus`, including its one detail. */
export const aBonusChange = (
  id: string,
  detailId: string,
  changes: Fields = {},
  detail: Fields = {},
): Fields => ({
  id,
  total_amount: '2000.00',
  binding_period: 0,
  currency_id: currencies.cny,
  issuance_frequency: 1,
  details: [{ ...aDetail(), id: detailId, ...detail }],
  ...changes,
});

export const anAllowanceChange = (id: string, changes: Fields = {}): Fields => ({
  id,
  each_amount: '1500.00',
  start_date: '2027-01-01',
  end_date: '2027-12-31',
  currency_id: currencies.cny,
  issuance_type: 'with_salary',
  ...changes,
});

/** Creates a bonus, and returns its id and those of its details. */
export async function storeBonus(
  call: Caller,
  changes: Fields = {},
): Promise<{ id: string; detailIds: string[] }> {
  const created = await call('lump_sum_payment.batch_create', { records: [aBonus(changes)] });
  const [result] = resultsOf(created);
  if (result?.id === undefined) throw new Error(`not created: ${result?.message}`);
  const [stored] = recordsOf(await call('lump_sum_payment.query', { ids: [result.id] }));
  return { id: result.id, detailIds: (stored?.details ?? []).map(({ id }) => id) };
}

export async function storeAllowance(call: Caller, changes: Fields = {}): Promise<string> {
  const [result] = resultsOf(
    await call('recurring_payment.batch_create', { records: [anAllowance(changes)] }),
  );
  if (result?.id === undefined) throw new Error(`not created: ${result?.message}`);
  return result.id;
}
