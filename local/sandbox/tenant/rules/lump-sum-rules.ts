// When a lump-sum payment is refused, and with which code. The pages do not say which check comes first where
// several apply: here it is the order of these tables.
// https://open.feishu.cn/document/corehr-v1/basic-compensation/lump_sum_payment/batch_create
import { addMonths, isDate, nextDay } from '../../china-time.ts';
import { equalsSum, parseAmount } from '../../money.ts';
import type { Amount } from '../../money.ts';
import type { CatalogueApp, Item } from '../catalogue.ts';
import type { LumpSumCode } from '../codes.ts';
import type { Person } from '../directory.ts';
import { isLongerThan } from '../shape.ts';
import type { TenantState } from '../tenant.ts';

/** A payment as it would stand after the call; details of an update may lack any field. */
export type LumpSum = {
  currency_id: string;
  total_amount: string;
  binding_period: number;
  binding_period_decimal: string | undefined;
  issuance_frequency: number;
  remark: string | undefined;
  reference_period_start_date: string | undefined;
  reference_period_end_date: string | undefined;
  details: LumpSumDetail[];
};
export type LumpSumDetail = {
  issuance_amount: string | undefined;
  issuance_status: string | undefined;
  issuance_way: string | undefined;
  issuance_time: string | undefined;
  belong_time: string | undefined;
  detail_reference_period_start_date: string | undefined;
  detail_reference_period_end_date: string | undefined;
};

/** Who is paid what, by whose call; `exceptKey` is the record itself when it is being changed. */
export type Award = { app: CatalogueApp; person: Person; item: Item; exceptKey: number };

type Judged = { record: LumpSum; award: Award; total: Amount | undefined; tenant: TenantState };
type JudgedDetail = { detail: LumpSumDetail; record: LumpSum; item: Item; amount: Amount | undefined };

export const longestRemark = 3000;
const ways = new Set(['with_salary', 'with_cash', 'with_year_end_bonus']);
const statuses = new Set(['to_be_issued', 'not_issued']);

const awardRules: [LumpSumCode, (judged: Judged) => boolean][] = [
  [21270217, ({ award: { item, person } }) => !covers(item, person)],
  [
    21270225,
    ({ award: { item, person, exceptKey }, tenant }) =>
      !item.repeatable && tenant.store.holds(person.number, item.id, exceptKey),
  ],
];

const recordRules: [LumpSumCode, (judged: Judged) => boolean][] = [
  [21270209, ({ record, tenant }) => !tenant.currencies.has(record.currency_id)],
  [
    21270221,
    ({ record, award: { item } }) => (item.currency_id ?? record.currency_id) !== record.currency_id,
  ],
  [21270203, ({ total }) => total === undefined],
  [21270205, ({ total, award: { item } }) => (total?.decimals ?? 0) > item.decimal_places],
  [21270208, ({ record }) => record.issuance_frequency <= 0],
  [21270207, ({ record }) => record.issuance_frequency !== record.details.length],
  [21270219, ({ record, award: { item } }) => item.binding === 'none' && bindsAtAll(record)],
  [
    21270228,
    ({ record, award: { item } }) =>
      typeof item.binding === 'number' && record.binding_period !== item.binding,
  ],
  [21270227, ({ record, award: { item } }) => !isBindingPeriod(record, item)],
  [21270070, ({ record, award: { item } }) => !isReferencePeriod(record, item)],
  [21270210, ({ record }) => isLongRemark(record.remark)],
];

const detailRules: [LumpSumCode, (judged: JudgedDetail) => boolean][] = [
  [21270211, ({ amount }) => amount === undefined],
  [21270205, ({ amount, item }) => (amount?.decimals ?? 0) > item.decimal_places],
  [21270215, ({ detail }) => !statuses.has(detail.issuance_status ?? '')],
  [21270214, ({ detail }) => !ways.has(detail.issuance_way ?? '')],
  [21270218, ({ detail, item }) => !item.ways.includes(detail.issuance_way ?? '')],
  [21270213, ({ detail }) => !isDate(detail.issuance_time ?? '')],
  [21270230, ({ detail }) => !isDate(detail.belong_time ?? '')],
  [21270229, ({ detail }) => (detail.belong_time ?? '') > (detail.issuance_time ?? '')],
  [21270239, ({ detail }) => isGiven(startOf(detail)) !== isGiven(endOf(detail))],
  [21270240, ({ detail }) => isGiven(startOf(detail)) && !isPeriod(startOf(detail), endOf(detail))],
  [21270241, ({ detail, record }) => isGiven(startOf(detail)) && !liesWithin(detail, record)],
];

/** 0, or the code of the first rule that is broken. */
export function judgeLumpSum(record: LumpSum, award: Award, tenant: TenantState): LumpSumCode {
  const judged = { record, award, tenant, total: parseAmount(record.total_amount) };
  const broken = [...awardRules, ...recordRules].find(([, breaks]) => breaks(judged));
  if (broken) return broken[0];

  const amounts: Amount[] = [];
  for (const detail of record.details) {
    const amount = parseAmount(detail.issuance_amount ?? '');
    const brokenDetail = detailRules.find(([, breaks]) =>
      breaks({ detail, record, item: award.item, amount }),
    );
    if (brokenDetail) return brokenDetail[0];
    if (amount) amounts.push(amount);
  }
  return judged.total && equalsSum(judged.total, amounts) ? 0 : 21270206;
}

/** Whether the payment's person and item can be touched at all: asked before anything else. */
export function findAward(
  person: Person | undefined,
  itemId: string,
  app: CatalogueApp,
  { items }: TenantState,
): { kind: 'award'; award: Omit<Award, 'exceptKey'> } | { kind: 'refused'; code: LumpSumCode } {
  if (!person) return { kind: 'refused', code: 21270223 };
  if (app.no_permission_for.includes(person.employee.people_corehr_id))
    return { kind: 'refused', code: 21270226 };
  const item = items.get(itemId);
  if (!item || item.item_type !== 'bonus' || !item.active) return { kind: 'refused', code: 21270222 };
  return { kind: 'award', award: { app, person, item } };
}

export const covers = ({ covers_employee_types: types }: Item, { employee }: Person): boolean =>
  types === undefined || types.includes(employee.employee_type_id);

export const isLongRemark = (remark = ''): boolean => isLongerThan(longestRemark, remark);

const isGiven = (date: string | undefined): boolean => date !== undefined && date !== '';
const startOf = (detail: LumpSumDetail) => detail.detail_reference_period_start_date;
const endOf = (detail: LumpSumDetail) => detail.detail_reference_period_end_date;
const isPeriod = (start = '', end = ''): boolean => isDate(start) && isDate(end) && start <= end;

const liesWithin = (detail: LumpSumDetail, record: LumpSum): boolean =>
  isGiven(record.reference_period_start_date) &&
  (startOf(detail) ?? '') >= (record.reference_period_start_date ?? '') &&
  (endOf(detail) ?? '') <= (record.reference_period_end_date ?? '');

const bindsAtAll = ({ binding_period, binding_period_decimal = '' }: LumpSum): boolean =>
  binding_period > 0 || /[1-9]/.test(binding_period_decimal);

function isBindingPeriod({ binding_period, binding_period_decimal }: LumpSum, { binding }: Item): boolean {
  if (isGiven(binding_period_decimal) && !/^\d+(\.\d+)?$/.test(binding_period_decimal ?? '')) return false;
  return binding_period > 0 || binding !== 'required';
}

function isReferencePeriod(record: LumpSum, { binding }: Item): boolean {
  const {
    reference_period_start_date: start,
    reference_period_end_date: end,
    binding_period: months,
  } = record;
  if (!isGiven(start) && !isGiven(end)) return binding !== 'matches_reference';
  if (!isPeriod(start, end)) return false;
  return binding !== 'matches_reference' || nextDay(end ?? '') === addMonths(start ?? '', months);
}
