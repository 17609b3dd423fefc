// The rules for a recurring payment. Person, permission and item come first, then the first broken rule of the table.
// https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/compensation-v1/recurring_payment/batch_create

import { isDate } from '../../china-time.ts';
import { parseAmount } from '../../money.ts';
import type { CatalogueApp, Item } from '../catalogue-schema.ts';
import type { RecurringCode } from '../codes.ts';
import type { Person } from '../directory.ts';
import type { TenantState } from '../tenant.ts';
import { covers, hasPermission } from './person-rules.ts';

/** A payment as it would be after the call. */
export interface Recurring {
  readonly each_amount: string;
  readonly start_date: string;
  readonly end_date: string;
  readonly currency_id: string;
  readonly issuance_type: string;
  readonly issuance_period: string;
  readonly issuance_country_region_id: string | undefined;
}

const types = new Set(['with_salary', 'with_cash', 'with_physical_distribution', 'with_year_end_bonus']);

interface Judged {
  readonly record: Recurring;
  readonly item: Item;
  readonly person: Person;
  readonly exceptKey: number;
  readonly tenant: TenantState;
}

const rules: [RecurringCode, (judged: Judged) => boolean][] = [
  [21270309, ({ item, person }) => !covers(item, person)],
  [
    21280001,
    ({ record, item }) => (parseAmount(record.each_amount)?.decimals ?? Infinity) > item.decimal_places,
  ],
  [21270318, ({ record }) => parseAmount(record.each_amount)?.units === 0n],
  [21280002, ({ record }) => !isDate(record.start_date)],
  [21280003, ({ record }) => !isDate(record.end_date)],
  [21270308, ({ record }) => record.start_date > record.end_date],
  [21270306, ({ record, tenant }) => !tenant.currencies.has(record.currency_id)],
  [21270311, ({ record, item }) => (item.currency_id ?? record.currency_id) !== record.currency_id],
  [21270307, ({ record }) => !types.has(record.issuance_type)],
  [21270310, ({ record, item }) => !item.ways.includes(record.issuance_type)],
  [21270314, ({ record, item }) => record.issuance_period !== item.pay_off_frequency_type],
  [21270316, ({ record, item }) => item.country_required && !record.issuance_country_region_id],
  [
    21270317,
    ({ record: { issuance_country_region_id: country }, tenant }) =>
      !!country && !tenant.countries.has(country),
  ],
  [
    21270315,
    ({ record, item, person, exceptKey, tenant }) =>
      tenant.store.overlaps(person.number, item.id, record.start_date, record.end_date, exceptKey),
  ],
];

/** The code of the first broken rule, or 0. `exceptKey` is the key of the record that changes, or -1 for a new one. */
export function judgeRecurring(
  record: Recurring,
  itemId: string,
  person: Person | undefined,
  app: CatalogueApp,
  exceptKey: number,
  tenant: TenantState,
): RecurringCode {
  // The page has no code for a person who does not exist.
  if (!person) return 21270309;
  if (!hasPermission(app, person)) return 21270304;
  const item = tenant.items.get(itemId);
  if (!item || item.item_type !== 'recurring_payment' || !item.active) return 21270305;
  return rules.find(([, breaks]) => breaks({ record, item, person, exceptKey, tenant }))?.[0] ?? 0;
}
