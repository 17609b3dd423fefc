// The rules for a lump-sum payment. The pages do not say which check comes first. Here the order is: person and item
// (`findAward`), the table, the details in their order, the sum.
// https://open.feishu.cn/document/corehr-v1/basic-compensation/lump_sum_payment/batch_create

import { addMonths, nextDay } from '../../china-time.ts';
import { equalsSum, parseAmount, type Amount } from '../../money.ts';
import type { CatalogueApp, Item } from '../catalogue-schema.ts';
import type { LumpSumCode } from '../codes.ts';
import type { Person } from '../directory.ts';
import { isLongerThan } from '../shape.ts';
import type { TenantState } from '../tenant.ts';
import { judgeDetail, type LumpSumDetail } from './lump-sum-detail-rules.ts';
import { isGiven, isPeriod } from './periods.ts';
import { covers, hasPermission } from './person-rules.ts';

/** A payment as it would be after the call. */
export interface LumpSum {
  readonly currency_id: string;
  readonly total_amount: string;
  readonly binding_period: number;
  readonly binding_period_decimal: string | undefined;
  readonly issuance_frequency: number;
  readonly remark: string | undefined;
  readonly reference_period_start_date: string | undefined;
  readonly reference_period_end_date: string | undefined;
  readonly details: LumpSumDetail[];
}

/** The person and the item of a payment. `exceptKey` is the key of the record that changes, or -1 for a new one. */
export interface Award {
  readonly person: Person;
  readonly item: Item;
  readonly exceptKey: number;
}

type Judged = Award & { record: LumpSum; total: Amount | undefined; tenant: TenantState };

const rules: [LumpSumCode, (judged: Judged) => boolean][] = [
  [21270217, ({ item, person }) => !covers(item, person)],
  [21270225, ({ item, ...judged }) => !item.repeatable && isSecondAward(item, judged)],
  [21270209, ({ record, tenant }) => !tenant.currencies.has(record.currency_id)],
  [21270221, ({ record, item }) => (item.currency_id ?? record.currency_id) !== record.currency_id],
  [21270203, ({ total }) => total === undefined],
  [21270205, ({ total, item }) => (total?.decimals ?? 0) > item.decimal_places],
  [21270208, ({ record }) => record.issuance_frequency <= 0],
  [21270207, ({ record }) => record.issuance_frequency !== record.details.length],
  [21270219, ({ record, item }) => item.binding === 'none' && bindsAtAll(record)],
  [
    21270228,
    ({ record, item }) => typeof item.binding === 'number' && record.binding_period !== item.binding,
  ],
  [21270227, ({ record, item }) => !isBindingPeriod(record, item)],
  [21270070, ({ record, item }) => !isReferencePeriod(record, item)],
  [21270210, ({ record }) => isLongRemark(record.remark)],
];

/** The code of the first broken rule, or 0. */
export function judgeLumpSum(record: LumpSum, award: Award, tenant: TenantState): LumpSumCode {
  const total = parseAmount(record.total_amount);
  const judged = { ...award, record, tenant, total };
  const broken = rules.find(([, breaks]) => breaks(judged));
  if (broken) return broken[0];

  const period = { start: record.reference_period_start_date, end: record.reference_period_end_date };
  const amounts = record.details.map((detail) => parseAmount(detail.issuance_amount ?? ''));
  for (const [index, detail] of record.details.entries()) {
    const code = judgeDetail(detail, amounts[index], award.item, period);
    if (code !== 0) return code;
  }
  return total &&
    equalsSum(
      total,
      amounts.filter((amount) => amount !== undefined),
    )
    ? 0
    : 21270206;
}

/** Person and item of a payment, or the code of the refusal. This is checked before the other rules. */
export function findAward(
  person: Person | undefined,
  itemId: string,
  app: CatalogueApp,
  { items }: TenantState,
): { kind: 'award'; person: Person; item: Item } | { kind: 'refused'; code: LumpSumCode } {
  if (!person) return { kind: 'refused', code: 21270223 };
  if (!hasPermission(app, person)) return { kind: 'refused', code: 21270226 };
  const item = items.get(itemId);
  if (!item || item.item_type !== 'bonus' || !item.active) return { kind: 'refused', code: 21270222 };
  return { kind: 'award', person, item };
}

export const longestRemark = 3000;
export const isLongRemark = (remark = ''): boolean => isLongerThan(longestRemark, remark);

const isSecondAward = (item: Item, { person, exceptKey, tenant }: Omit<Judged, 'item'>): boolean =>
  tenant.store.holds(person.number, item.id, exceptKey);

const bindsAtAll = ({ binding_period, binding_period_decimal = '' }: LumpSum): boolean =>
  binding_period > 0 || /[1-9]/.test(binding_period_decimal);

function isBindingPeriod(
  { binding_period, binding_period_decimal: decimal = '' }: LumpSum,
  { binding }: Item,
): boolean {
  if (decimal !== '' && !/^\d+(\.\d+)?$/.test(decimal)) return false;
  return binding_period > 0 || binding !== 'required';
}

function isReferencePeriod(record: LumpSum, { binding }: Item): boolean {
  const {
    reference_period_start_date: start,
    reference_period_end_date: end,
    binding_period: months,
  } = record;
  if (!isGiven(start) && !isGiven(end)) return binding !== 'matches_reference';
  if (!isPeriod({ start, end })) return false;
  return binding !== 'matches_reference' || nextDay(end ?? '') === addMonths(start ?? '', months);
}
