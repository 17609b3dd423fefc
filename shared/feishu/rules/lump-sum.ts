// What the pages say of a lump sum payment that concerns more than one of its fields.
// https://open.feishu.cn/document/corehr-v1/basic-compensation/lump_sum_payment/batch_create

import { isCalendarDate } from '../../values/calendar-date.ts';
import { add, equal, formatDecimal, readAmount, zero, type Decimal } from '../../values/decimal.ts';
import { isJsonObject, numberOf, type JsonObject } from '../../values/json.ts';
import type { Fault, Rule } from './fault.ts';
import { show } from '../../words/show.ts';

const none: readonly Fault[] = [];

/** A rule of each detail by itself. `at` is called where there is something to say, which is nearly never. */
function ofEachDetail(
  judge: (detail: JsonObject, at: (field: string) => string, record: JsonObject) => readonly Fault[],
): Rule {
  return (record) => {
    const details: readonly unknown[] = Array.isArray(record.details) ? record.details : none;
    let faults: Fault[] | undefined;
    for (const [index, detail] of details.entries()) {
      if (!isJsonObject(detail)) continue;
      const found = judge(detail, (field) => `details.${index + 1}.${field}`, record);
      if (found.length > 0) (faults ??= []).push(...found);
    }
    return faults ?? none;
  };
}

/** 21270207 */
export const frequencyIsNumberOfDetails: Rule = ({ issuance_frequency, details }) => {
  const frequency = numberOf(issuance_frequency);
  if (frequency === undefined || !Array.isArray(details) || frequency === details.length) return none;
  const message = `issuance_frequency is ${frequency}, but there ${details.length === 1 ? 'is 1 detail' : `are ${details.length} details`}`;
  return [{ code: 21270207, field: 'issuance_frequency', message }];
};

/**
 * 21270206. Whether a detail that is not to be issued counts, no page says: only a total that is wrong either way is
 * refused. With an amount absent (an update may leave it out) or in another notation there is nothing to compare.
 */
export const detailsAddUpToTotal: Rule = (record) => {
  const total = plainAmount(record.total_amount);
  const details: readonly unknown[] = Array.isArray(record.details) ? record.details : none;
  if (total === undefined || details.length === 0) return none;

  let [sumOfAll, sumOfIssued] = [zero, zero];
  for (const detail of details) {
    const amount = isJsonObject(detail) ? plainAmount(detail.issuance_amount) : undefined;
    if (!isJsonObject(detail) || amount === undefined) return none;
    sumOfAll = add(sumOfAll, amount);
    if (detail.issuance_status !== 'not_issued') sumOfIssued = add(sumOfIssued, amount);
  }
  if (equal(sumOfAll, total) || equal(sumOfIssued, total)) return none;
  const message = `total_amount is ${shown(total)}, but the details add up to ${shown(sumOfAll)}`;
  return [{ code: 21270206, field: 'total_amount', message }];
};

function shown(amount: Decimal): string {
  const text = formatDecimal(amount);
  return text.length <= 60 ? text : show(text);
}

function plainAmount(value: unknown): Decimal | undefined {
  if (typeof value !== 'string') return undefined;
  const amount = readAmount(value);
  return amount.kind === 'plain' ? amount.value : undefined;
}

/** 21270229 */
export const appliedForBeforeIssued: Rule = ofEachDetail(({ belong_time, issuance_time }, at) => {
  if (!isDate(belong_time) || !isDate(issuance_time) || belong_time <= issuance_time) return none;
  const message = `${at('belong_time')} is ${belong_time}, later than ${at('issuance_time')}, ${issuance_time}`;
  return [{ code: 21270229, field: at('belong_time'), message }];
});

/** Of a detail, by the names that its dates have in it. */
const [periodStart, periodEnd] = [
  'detail_reference_period_start_date',
  'detail_reference_period_end_date',
] as const;

/**
 * 21270239. A detail that is there already (it has an id) may keep the date that an update leaves out: only an empty
 * text surely says blank.
 */
export const detailPeriodIsWhole: Rule = ofEachDetail((detail, at) => {
  const [start, end] = [detail[periodStart], detail[periodEnd]];
  const blank = (value: unknown) => value === '' || (value == null && detail.id == null);
  if (isFilled(start) && blank(end)) return [halfPeriod(at(periodEnd), at(periodStart))];
  if (isFilled(end) && blank(start)) return [halfPeriod(at(periodStart), at(periodEnd))];
  return none;
});

function halfPeriod(blank: string, filled: string): Fault {
  const message = `${blank} is empty, but ${filled} is not: fill in both or neither`;
  return { code: 21270239, field: blank, message };
}

/** 21270240 */
export const detailPeriodIsInOrder: Rule = ofEachDetail((detail, at) => {
  const [start, end] = [detail[periodStart], detail[periodEnd]];
  if (!isDate(start) || !isDate(end) || start <= end) return none;
  const message = `${at(periodStart)} is ${start}, later than ${at(periodEnd)}, ${end}`;
  return [{ code: 21270240, field: at(periodStart), message }];
});

/** 21270241. Each bound is held against each date that is there; a record without a period has none to leave. */
export const detailPeriodIsWithinRecords: Rule = ofEachDetail((detail, at, record) => {
  const [from, to] = [record.reference_period_start_date, record.reference_period_end_date];
  const faults: Fault[] = [];
  for (const name of [periodStart, periodEnd]) {
    const day = detail[name];
    if (!isDate(day)) continue;
    const outside =
      (isDate(from) && day < from && `before the record's reference_period_start_date, ${from}`) ||
      (isDate(to) && day > to && `after the record's reference_period_end_date, ${to}`);
    if (outside)
      faults.push({ code: 21270241, field: at(name), message: `${at(name)} is ${day}, ${outside}` });
  }
  return faults;
});

function isDate(value: unknown): value is string {
  return typeof value === 'string' && isCalendarDate(value);
}

function isFilled(value: unknown): boolean {
  return typeof value === 'string' && value !== '';
}
