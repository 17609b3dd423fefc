// Rules of the page about more than one field of a recurring payment.
// https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/compensation-v1/recurring_payment/batch_create

import { isCalendarDate } from '../../values/calendar-date.ts';
import { say } from '../../words/say.ts';
import type { Rule } from './fault.ts';

/** Its faults have code 21270308. */
export const startsBeforeItEnds: Rule = ({ start_date, end_date }) => {
  if (typeof start_date !== 'string' || typeof end_date !== 'string') return [];
  if (!isCalendarDate(start_date) || !isCalendarDate(end_date) || start_date <= end_date) return [];
  const [field, other] = ['start_date', 'end_date'] as const;
  const message = say('record.later_than', { field, date: start_date, other, otherDate: end_date });
  return [{ code: 21270308, field, message }];
};
