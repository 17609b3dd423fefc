// Filters that several queries share: their fields, and the conditions they become.

import { isDate, parseChinaTime } from '../../china-time.ts';
import type { Person } from '../directory.ts';
import { listOf, optional, shortText } from '../shape.ts';
import { anyOf, atLeast, atMost, type Condition } from '../store/filter.ts';

export const list = optional(listOf(shortText, 500));
export const moment = optional(shortText);

/** Fields about the paid person, and their columns in the employee table. */
const employeeLists = [
  ['company_ids', 'company_id'],
  ['service_company_ids', 'service_company_id'],
  ['department_ids', 'department_id'],
  ['job_family_ids', 'job_family_id'],
  ['job_level_ids', 'job_level_id'],
  ['work_location_ids', 'work_location_id'],
  ['employee_type_ids', 'employee_type_id'],
] as const;

export const sharedFields = {
  ids: list,
  user_ids: list,
  item_ids: list,
  create_time_gte: moment,
  create_time_lte: moment,
  modify_time_gte: moment,
  modify_time_lte: moment,
  company_ids: list,
  service_company_ids: list,
  department_ids: list,
  job_family_ids: list,
  job_level_ids: list,
  work_location_ids: list,
  employee_type_ids: list,
  onboard_date_gte: moment,
  onboard_date_lte: moment,
  offboard_date_gte: moment,
  offboard_date_lte: moment,
};

type SharedBody = {
  [Name in keyof typeof sharedFields]: Name extends `${string}_${'gte' | 'lte'}`
    ? string | undefined
    : string[] | undefined;
};

/** Collects conditions. An invalid date or time makes the whole call bad. An empty list or text filters nothing. */
export function createFilter(alias: string) {
  const conditions: Condition[] = [];
  let isBad = false;

  const filter = {
    anyOf(group: string, column: string, values: readonly (string | number)[] | undefined) {
      if (values && values.length > 0) conditions.push(anyOf(group, column, values));
    },
    dates(group: string, column: string, from: string | undefined, to: string | undefined) {
      if ((from && !isDate(from)) || (to && !isDate(to))) isBad = true;
      if (from) conditions.push(atLeast(group, column, from));
      if (to) conditions.push(atMost(group, column, to));
    },
    times(group: string, column: string, from: string | undefined, to: string | undefined) {
      const fromMs = from ? parseChinaTime(from) : 0;
      const toMs = to ? parseChinaTime(to) : 0;
      if (fromMs === undefined || toMs === undefined) isBad = true;
      if (from && fromMs !== undefined) conditions.push(atLeast(group, column, fromMs));
      // The API's times have whole seconds: up to 12:34:56 includes 12:34:56.999.
      if (to && toMs !== undefined) conditions.push(atMost(group, column, toMs + 999));
    },
    shared(body: SharedBody, people: readonly (Person | undefined)[]) {
      filter.anyOf('item', 'r.item_id', body.item_ids);
      filter.times('created', `${alias}.created_ms`, body.create_time_gte, body.create_time_lte);
      filter.times('modified', `${alias}.modified_ms`, body.modify_time_gte, body.modify_time_lte);
      if (body.user_ids)
        filter.anyOf(
          'employee',
          'key',
          people.map((person) => person?.number ?? -1),
        );
      for (const [field, column] of employeeLists) {
        filter.anyOf('employee', column, body[field]);
      }
      filter.dates('employee', 'onboard_date', body.onboard_date_gte, body.onboard_date_lte);
      filter.dates('employee', 'offboard_date', body.offboard_date_gte, body.offboard_date_lte);
    },
    freshFrom(nowMs: number, seconds: string) {
      if (Number(seconds) > 0)
        conditions.push(atMost('fresh', `${alias}.created_ms`, nowMs - Number(seconds) * 1000));
    },
    get conditions(): Condition[] | 'bad' {
      return isBad ? 'bad' : conditions;
    },
  };
  return filter;
}
export type Filter = ReturnType<typeof createFilter>;
