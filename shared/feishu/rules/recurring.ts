// What the page says of a recurring payment that concerns more than one of its fields.
// https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/compensation-v1/recurring_payment/batch_create

import { isCalendarDate } from '../../values/calendar-date.ts';
import type { Rule } from './fault.ts';

/** 21270308 */
export const startsBeforeItEnds: Rule = ({ start_date, end_date }) => {
  if (typeof start_date !== 'string' || typeof end_date !== 'string') return [];
  if (!isCalendarDate(start_date) || !isCalendarDate(end_date) || start_date <= end_date) return [];
  const message = `start_date is ${start_date}, later than end_date, ${end_date}`;
  return [{ code: 21270308, field: 'start_date', message }];
};
