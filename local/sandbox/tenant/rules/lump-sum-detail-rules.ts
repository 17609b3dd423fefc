// The rules for a detail of a lump-sum payment. The first broken rule of the table decides.

import { isDate } from '../../china-time.ts';
import type { Amount } from '../../money.ts';
import type { Item } from '../catalogue-schema.ts';
import type { LumpSumCode } from '../codes.ts';
import { isGiven, isPeriod, type Period } from './periods.ts';

/** A detail as it would be after the call. A new detail of an update may lack any field. */
export interface LumpSumDetail {
  readonly issuance_amount: string | undefined;
  readonly issuance_status: string | undefined;
  readonly issuance_way: string | undefined;
  readonly issuance_time: string | undefined;
  readonly belong_time: string | undefined;
  readonly detail_reference_period_start_date: string | undefined;
  readonly detail_reference_period_end_date: string | undefined;
}

interface Judged {
  readonly detail: LumpSumDetail;
  readonly amount: Amount | undefined;
  readonly item: Item;
  readonly period: Period;
  readonly recordPeriod: Period;
}

const ways = new Set(['with_salary', 'with_cash', 'with_year_end_bonus']);
const statuses = new Set(['to_be_issued', 'not_issued']);

const rules: [LumpSumCode, (judged: Judged) => boolean][] = [
  [21270211, ({ amount }) => amount === undefined],
  [21270205, ({ amount, item }) => (amount?.decimals ?? 0) > item.decimal_places],
  [21270215, ({ detail }) => !statuses.has(detail.issuance_status ?? '')],
  [21270214, ({ detail }) => !ways.has(detail.issuance_way ?? '')],
  [21270218, ({ detail, item }) => !item.ways.includes(detail.issuance_way ?? '')],
  [21270213, ({ detail }) => !isDate(detail.issuance_time ?? '')],
  [21270230, ({ detail }) => !isDate(detail.belong_time ?? '')],
  [21270229, ({ detail }) => (detail.belong_time ?? '') > (detail.issuance_time ?? '')],
  [21270239, ({ period }) => isGiven(period.start) !== isGiven(period.end)],
  [21270240, ({ period }) => isGiven(period.start) && !isPeriod(period)],
  [21270241, ({ period, recordPeriod }) => isGiven(period.start) && !liesWithin(period, recordPeriod)],
];

export function judgeDetail(
  detail: LumpSumDetail,
  amount: Amount | undefined,
  item: Item,
  recordPeriod: Period,
): LumpSumCode {
  const { detail_reference_period_start_date: start, detail_reference_period_end_date: end } = detail;
  const judged = { detail, amount, item, period: { start, end }, recordPeriod };
  return rules.find(([, breaks]) => breaks(judged))?.[0] ?? 0;
}

/** A record without a reference period cannot contain that of a detail. */
const liesWithin = (period: Period, around: Period): boolean =>
  isGiven(around.start) &&
  (period.start ?? '') >= (around.start ?? '') &&
  (period.end ?? '') <= (around.end ?? '');
