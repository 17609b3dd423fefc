// The form of a tenant's catalogue: its apps, people, currencies, places and payment items with their rules.

import * as v from 'valibot';

import { isDate } from '../china-time.ts';

const id = v.pipe(v.string(), v.minLength(1), v.maxLength(255));
const date = v.pipe(v.string(), v.check(isDate, 'must be a date such as 2026-01-31'));
const count = v.pipe(v.number(), v.integer(), v.minValue(0));

const ways = new Set(['with_salary', 'with_cash', 'with_physical_distribution', 'with_year_end_bonus']);

const app = v.strictObject({
  app_id: id,
  app_secret: id,
  name: v.string(),
  scopes: v.array(v.string()),
  status: v.optional(v.picklist(['active', 'disabled', 'not_installed']), 'active'),
  /**
   * The people_corehr_id of each employee whose payments this app may not write. A record for one of them is refused
   * with code 21270226 (lump-sum) or 21270304 (recurring).
   */
  no_permission_for: v.optional(v.array(id), []),
});

const employee = v.strictObject({
  people_corehr_id: id,
  user_id: id,
  union_id: id,
  /** Open ids by app_id. A person has another open_id in each app. */
  open_ids: v.record(v.string(), id),
  company_id: id,
  service_company_id: id,
  department_id: id,
  job_family_id: id,
  job_level_id: id,
  work_location_id: id,
  employee_type_id: id,
  onboard_date: date,
  offboard_date: v.optional(date),
});

const item = v.strictObject({
  id,
  name: v.string(),
  item_type: v.picklist(['salary', 'bonus', 'recurring_payment']),
  active: v.optional(v.boolean(), true),
  decimal_places: v.pipe(count, v.maxValue(10)),
  /** The only currency that the rules of the item allow. Undefined: any active currency. */
  currency_id: v.optional(id),
  /** Ways of issuance that the rules of the item cover. */
  ways: v.array(
    v.pipe(
      v.string(),
      v.check((way) => ways.has(way), 'is no way of issuance'),
    ),
  ),
  /**
   * The binding periods that the rules of the item allow, in months. any: 0 or more. none: only 0. required: at least 1.
   * matches_reference: as long as the reference period. A number: exactly that many.
   */
  binding: v.optional(v.union([v.picklist(['any', 'none', 'required', 'matches_reference']), count]), 'any'),
  /** True: a person can be given this bonus more than once. */
  repeatable: v.optional(v.boolean(), true),
  /** Ids of the employee types that can be given the item. Undefined: all. */
  covers_employee_types: v.optional(v.array(id)),
  /** Frequency at which a recurring payment is issued. */
  pay_off_frequency_type: v.optional(
    v.picklist(['year', 'half_year', 'quarterly', 'bimonthly', 'month', 'biweekly', 'week', 'day', 'hour']),
    'month',
  ),
  /** True: a recurring payment of this item must name its country. */
  country_required: v.optional(v.boolean(), false),
});

export const catalogueSchema = v.strictObject({
  apps: v.pipe(v.array(app), v.minLength(1)),
  currencies: v.array(
    v.strictObject({
      currency_id: id,
      currency_name: v.string(),
      currency_alpha_3_code: v.string(),
      active: v.optional(v.boolean(), true),
    }),
  ),
  country_regions: v.array(
    v.strictObject({
      country_region_id: id,
      name: v.string(),
      alpha_2_code: v.string(),
      alpha_3_code: v.string(),
    }),
  ),
  pay_groups: v.array(v.strictObject({ id, name: v.string() })),
  items: v.array(item),
  employees: v.array(employee),
  /** Number of further employees, whose ids follow a pattern (pattern-employees.ts), for large tests. */
  pattern_employees: v.optional(v.pipe(count, v.maxValue(1_000_000)), 0),
});

export type Catalogue = v.InferOutput<typeof catalogueSchema>;
export type CatalogueInput = v.InferInput<typeof catalogueSchema>;
export type CatalogueApp = Catalogue['apps'][number];
export type Employee = Catalogue['employees'][number];
export type Item = Catalogue['items'][number];
