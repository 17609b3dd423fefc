// Stored rows as the API shows them: most absent fields left out, times in UTC+8, sensitive fields by scope.

import { addMonths, chinaTime } from '../china-time.ts';
import { withDecimals } from '../money.ts';
import type { Viewer } from './field-scopes.ts';
import { idOf, recordOfDetail } from './store/feishu-ids.ts';
import { numberOf, textOf, type Row } from './store/rows.ts';
import type { TenantState } from './tenant.ts';

type View = Record<string, unknown>;

/** The value, with null as undefined: JSON leaves out undefined, but writes null. */
const present = (value: unknown): unknown => value ?? undefined;

export function lumpSumView(row: Row, details: readonly Row[], viewer: Viewer, tenant: TenantState): View {
  const amount = textOf(row, 'total_amount');
  const times = numberOf(row, 'issuance_frequency');
  const offboarding = offboardingType(row, details, tenant);
  const toReturn = amountText(offboarding === 'yes' ? amount : '0', row, tenant);
  return {
    id: idOf('lump_sum', numberOf(row, 'key')),
    unique_id: row['unique_id'],
    user_id: viewer.userId(numberOf(row, 'employee')),
    total_amount: amountText(amount, row, tenant),
    binding_period: row['binding_period'],
    binding_period_decimal: present(row['binding_period_decimal']),
    currency_id: row['currency_id'],
    issuance_frequency: times,
    item_id: row['item_id'],
    remark: present(row['remark']),
    issuance_detail_text: { zh_cn: `分${times}次发放`, en_us: `Issued in ${times} installments` },
    // 5: created through the open platform.
    apply_source: 5,
    return_amount_before_tax: viewer.sees('return_amount_before_tax') ? toReturn : undefined,
    return_amount_after_tax: viewer.sees('return_amount_after_tax') ? toReturn : undefined,
    binding_period_offboarding_type: viewer.sees('binding_period_offboarding_type') ? offboarding : undefined,
    ...stamps(row),
    reference_period_start_date: present(row['reference_period_start_date']),
    reference_period_end_date: present(row['reference_period_end_date']),
    details: details.map((detail) => detailView(detail, row, viewer, tenant)),
  };
}

export function detailView(row: Row, record: Row, viewer: Viewer, tenant: TenantState): View {
  const key = numberOf(row, 'key');
  const isPaid = row['paid'] === 1 && tenant.switches.paid_status === 'paid';
  return {
    id: idOf('detail', key),
    record_id: idOf('lump_sum', recordOfDetail(key)),
    user_id: viewer.userId(numberOf(record, 'employee')),
    issuance_amount: amountText(textOf(row, 'issuance_amount'), record, tenant),
    issuance_status: isPaid ? 'paid' : row['issuance_status'],
    issuance_way: row['issuance_way'],
    issuance_time: row['issuance_time'],
    currency_id: record['currency_id'],
    belong_time: viewer.sees('belong_time') ? row['belong_time'] : undefined,
    ...stamps(row),
    issuance_country_region_id: present(row['issuance_country_region_id']),
    issuance_pay_group_id: present(row['issuance_pay_group_id']),
    detail_reference_period_start_date: present(row['detail_reference_period_start_date']),
    detail_reference_period_end_date: present(row['detail_reference_period_end_date']),
    is_not_issued_due_to_offboarding: row['is_not_issued_due_to_offboarding'] ?? 0,
  };
}

export const recurringView = (row: Row, viewer: Viewer, tenant: TenantState): View => ({
  id: idOf('recurring', numberOf(row, 'key')),
  unique_id: row['unique_id'],
  user_id: viewer.userId(numberOf(row, 'employee')),
  item_id: row['item_id'],
  issuance_type: row['issuance_type'],
  each_amount: amountText(textOf(row, 'each_amount'), row, tenant),
  start_date: row['start_date'],
  end_date: row['end_date'],
  issuance_period: row['issuance_period'],
  currency_id: row['currency_id'],
  remark: present(row['remark']),
  issuance_country_region_id: present(row['issuance_country_region_id']),
});

const stamps = (row: Row): View => ({
  create_time: chinaTime(numberOf(row, 'created_ms')),
  modify_time: chinaTime(numberOf(row, 'modified_ms')),
});

function amountText(amount: string, record: Row, { switches, items }: TenantState): string {
  const item = items.get(textOf(record, 'item_id'));
  return switches.amount_text === 'item_decimals' && item
    ? withDecimals(amount, item.decimal_places)
    : amount;
}

/**
 * Whether the employee left within the binding period, which begins with the first issuance. default: there is no
 * binding period.
 */
function offboardingType(
  row: Row,
  details: readonly Row[],
  { directory }: TenantState,
): 'yes' | 'no' | 'default' {
  const months = numberOf(row, 'binding_period');
  const { offboard_date } = directory.byNumber(numberOf(row, 'employee')).employee;
  if (months === 0) return 'default';
  const first = details.map((detail) => textOf(detail, 'issuance_time')).toSorted()[0] ?? '';
  return offboard_date !== undefined && first !== '' && offboard_date < addMonths(first, months)
    ? 'yes'
    : 'no';
}
