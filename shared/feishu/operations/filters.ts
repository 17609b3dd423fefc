// Filters that the queries share. A record must meet all filters that are given.
// https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/compensation-v1/lump_sum_payment/query

import { anyText, date, listOfAtMost, oneOf, optional, time } from '../rules/fields.ts';

const mostIds = 500;
export const ids = optional(listOfAtMost(mostIds, anyText));
export const someOf = (values: readonly string[]) => optional(listOfAtMost(mostIds, oneOf(values)));
export const day = optional(date());
const moment = optional(time);

export const filtersOfEmployee = {
  user_ids: ids,
  company_ids: ids,
  service_company_ids: ids,
  department_ids: ids,
  job_family_ids: ids,
  job_level_ids: ids,
  work_location_ids: ids,
  employee_type_ids: ids,
  onboard_date_gte: day,
  onboard_date_lte: day,
  offboard_date_gte: day,
  offboard_date_lte: day,
};

/** The times are in UTC+8, to the second; both bounds belong to the range. */
export const filtersOfRecord = {
  ids,
  item_ids: ids,
  create_time_gte: moment,
  create_time_lte: moment,
  modify_time_gte: moment,
  modify_time_lte: moment,
};
