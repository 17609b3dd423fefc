// What the pages say of a lump sum payment that concerns more than one of its fields.
// https://open.feishu.cn/document/corehr-v1/basic-compensation/lump_sum_payment/batch_create

import { isCalendarDate } from '../../calendar-date.ts';
import { add, equal, formatDecimal, readAmount, zero, type Decimal } from '../../decimal.ts';
import { isJsonObject, numberOf, type JsonObject } from '../../json.ts';
import type { Fault, Rule } from './fault.ts';
import { show } from './show.ts';

interface Detail {
  readonly at: string;
  readonly fields: JsonObject;
}

function detailsOf({ details }: JsonObject): readonly Detail[] {
  const list: readonly unknown[] = Array.isArray(details) ? details : [];
  const found: Detail[] = [];
  for (const [index, fields] of list.entries()) {
    if (isJsonObject(fields)) found.push({ at: `details.${index + 1}`, fields });
  }
  return found;
}

/** 21270207 */
export const frequencyIsNumberOfDetails: Rule = ({ issuance_frequency, details }) => {
  const frequency = numberOf(issuance_frequency);
  if (frequency === undefined || !Array.isArray(details) || frequency === details.length) return [];
  const message = `issuance_frequency is ${frequency}, but there ${details.length === 1 ? 'is 1 detail' : `are ${details.length} details`}`;
  return [{ code: 21270207, field: 'issuance_frequency', message }];
};

/**
 * 21270206. Whether a detail that is not to be issued counts, no page says: only a total that is wrong either way is
 * refused. With an amount absent (an update may leave it out) or in another notation there is nothing to compare.
 */
export const detailsAddUpToTotal: Rule = (record) => {
  const total = plainAmount(record.total_amount);
  const details: readonly unknown[] = Array.isArray(record.details) ? record.details : [];
  if (total === undefined || details.length === 0) return [];

  let [sumOfAll, sumOfIssued] = [zero, zero];
  for (const detail of details) {
    const amount = isJsonObject(detail) ? plainAmount(detail.issuance_amount) : undefined;
    if (!isJsonObject(detail) || amount === undefined) return [];
    sumOfAll = add(sumOfAll, amount);
    if (detail.issuance_status !== 'not_issued') sumOfIssued = add(sumOfIssued, amount);
  }
  if (equal(sumOfAll, total) || equal(sumOfIssued, total)) return [];
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
export const appliedForBeforeIssued: Rule = (record) =>
  detailsOf(record).flatMap(({ at, fields: { belong_time, issuance_time } }) => {
    if (!isDate(belong_time) || !isDate(issuance_time) || belong_time <= issuance_time) return [];
    const message = `${at}.belong_time is ${belong_time}, later than ${at}.issuance_time, ${issuance_time}`;
    return [{ code: 21270229, field: `${at}.belong_time`, message }];
  });

/**
 * 21270239. A detail that is there already (it has an id) may keep the date that an update leaves out: only an empty
 * text surely says blank.
 */
export const detailPeriodIsWhole: Rule = (record) =>
  detailsOf(record).flatMap(({ at, fields }) => {
    const blank = (value: unknown) => value === '' || (value == null && fields.id == null);
    const [start, end] = [fields.detail_reference_period_start_date, fields.detail_reference_period_end_date];
    if (isFilled(start) && blank(end)) return [halfPeriod(at, 'end', 'start')];
    if (isFilled(end) && blank(start)) return [halfPeriod(at, 'start', 'end')];
    return [];
  });

function halfPeriod(at: string, blank: string, filled: string): Fault {
  const field = `${at}.detail_reference_period_${blank}_date`;
  const message = `${field} is empty, but ${at}.detail_reference_period_${filled}_date is not: fill in both or neither`;
  return { code: 21270239, field, message };
}

/** 21270240 */
export const detailPeriodIsInOrder: Rule = (record) =>
  detailsOf(record).flatMap(({ at, fields }) => {
    const [start, end] = [fields.detail_reference_period_start_date, fields.detail_reference_period_end_date];
    if (!isDate(start) || !isDate(end) || start <= end) return [];
    const field = `${at}.detail_reference_period_start_date`;
    const message = `${field} is ${start}, later than ${at}.detail_reference_period_end_date, ${end}`;
    return [{ code: 21270240, field, message }];
  });

/** 21270241. Each bound is held against each date that is there; a record without a period has none to leave. */
export const detailPeriodIsWithinRecords: Rule = (record) => {
  const [from, to] = [record.reference_period_start_date, record.reference_period_end_date];
  return detailsOf(record).flatMap(({ at, fields }) =>
    ['detail_reference_period_start_date', 'detail_reference_period_end_date'].flatMap((name): Fault[] => {
      const day = fields[name];
      if (!isDate(day)) return [];
      const field = `${at}.${name}`;
      const outside =
        (isDate(from) && day < from && `before the record's reference_period_start_date, ${from}`) ||
        (isDate(to) && day > to && `after the record's reference_period_end_date, ${to}`);
      return outside ? [{ code: 21270241, field, message: `${field} is ${day}, ${outside}` }] : [];
    }),
  );
};

function isDate(value: unknown): value is string {
  return typeof value === 'string' && isCalendarDate(value);
}

function isFilled(value: unknown): boolean {
  return typeof value === 'string' && value !== '';
}
