// Rules of the pages about more than one field of a lump sum payment.
// https://open.feishu.cn/document/corehr-v1/basic-compensation/lump_sum_payment/batch_create

import { isCalendarDate } from '../../values/calendar-date.ts';
import { add, equal, formatDecimal, readAmount, zero, type Decimal } from '../../values/decimal.ts';
import { isJsonObject, numberOf, type JsonObject } from '../../values/json.ts';
import type { Fault, Rule } from './fault.ts';
import { say } from '../../words/say.ts';
import { shown } from '../../words/show.ts';

const none: readonly Fault[] = [];

/** A rule that judges one detail after the other, beside its record. `at` names a field of the detail as faults do. */
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

/** Its faults have code 21270207. */
export const frequencyIsNumberOfDetails: Rule = ({ issuance_frequency, details }) => {
  const frequency = numberOf(issuance_frequency);
  if (frequency === undefined || !Array.isArray(details) || frequency === details.length) return none;
  const message = say('record.other_frequency', { frequency, details: details.length });
  return [{ code: 21270207, field: 'issuance_frequency', message }];
};

/**
 * Its faults have code 21270206. No page says whether a detail that is not to be issued counts, so only a total that is wrong
 * either way is refused. An amount that is absent (an update may leave it out) or in another notation cannot be compared.
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
  const message = say('record.other_sum', {
    total: shown(formatDecimal(total)),
    sum: shown(formatDecimal(sumOfAll)),
  });
  return [{ code: 21270206, field: 'total_amount', message }];
};

function plainAmount(value: unknown): Decimal | undefined {
  if (typeof value !== 'string') return undefined;
  const amount = readAmount(value);
  return amount.kind === 'plain' ? amount.value : undefined;
}

/** Its faults have code 21270229. */
export const appliedForBeforeIssued: Rule = ofEachDetail(({ belong_time, issuance_time }, at) => {
  if (!isDate(belong_time) || !isDate(issuance_time) || belong_time <= issuance_time) return none;
  const [field, other] = [at('belong_time'), at('issuance_time')];
  const message = say('record.later_than', { field, date: belong_time, other, otherDate: issuance_time });
  return [{ code: 21270229, field, message }];
});

/** Names of two fields of a detail. */
const [periodStart, periodEnd] = [
  'detail_reference_period_start_date',
  'detail_reference_period_end_date',
] as const;

/**
 * Its faults have code 21270239. An update of a detail that is there already (it has an id) may leave a date out and keep it:
 * there only an empty text means blank.
 */
export const detailPeriodIsWhole: Rule = ofEachDetail((detail, at) => {
  const [start, end] = [detail[periodStart], detail[periodEnd]];
  const blank = (value: unknown) => value === '' || (value == null && detail.id == null);
  if (isFilled(start) && blank(end)) return [halfPeriod(at(periodEnd), at(periodStart))];
  if (isFilled(end) && blank(start)) return [halfPeriod(at(periodStart), at(periodEnd))];
  return none;
});

function halfPeriod(blank: string, filled: string): Fault {
  const message = say('record.half_period', { blank, filled });
  return { code: 21270239, field: blank, message };
}

/** Its faults have code 21270240. */
export const detailPeriodIsInOrder: Rule = ofEachDetail((detail, at) => {
  const [start, end] = [detail[periodStart], detail[periodEnd]];
  if (!isDate(start) || !isDate(end) || start <= end) return none;
  const [field, other] = [at(periodStart), at(periodEnd)];
  const message = say('record.later_than', { field, date: start, other, otherDate: end });
  return [{ code: 21270240, field, message }];
});

/** Its faults have code 21270241. Compares each date of the detail with each bound of the record's period that is there. */
export const detailPeriodIsWithinRecords: Rule = ofEachDetail((detail, at, record) => {
  const [from, to] = [record.reference_period_start_date, record.reference_period_end_date];
  const faults: Fault[] = [];
  for (const name of [periodStart, periodEnd]) {
    const day = detail[name];
    if (!isDate(day)) continue;
    const field = at(name);
    const message =
      isDate(from) && day < from
        ? say('record.before_record_period', { field, date: day, from })
        : isDate(to) && day > to
          ? say('record.after_record_period', { field, date: day, to })
          : undefined;
    if (message !== undefined) faults.push({ code: 21270241, field, message });
  }
  return faults;
});

function isDate(value: unknown): value is string {
  return typeof value === 'string' && isCalendarDate(value);
}

function isFilled(value: unknown): boolean {
  return typeof value === 'string' && value !== '';
}
