// Tables of bonuses, as a person drops them.

const columns = [
  'unique_id',
  'user_id',
  'total_amount',
  'binding_period',
  'currency_id',
  'issuance_frequency',
  'item_id',
  'details.issuance_amount',
  'details.issuance_status',
  'details.issuance_way',
  'details.issuance_time',
  'details.belong_time',
  'remark',
] as const;
type Column = (typeof columns)[number];
type Cells = Partial<Record<Column, string>>;

/** One row for each detail. */
export const header = columns.join(',');

export function row(changes: Cells = {}): string {
  const cells: Cells = {
    unique_id: 'b-1',
    user_id: 'ou_1',
    total_amount: '100.10',
    binding_period: '0',
    currency_id: 'CNY',
    issuance_frequency: '1',
    item_id: '7',
    'details.issuance_amount': '100.10',
    'details.issuance_status': 'to_be_issued',
    'details.issuance_way': 'with_salary',
    'details.issuance_time': '2026-12-10',
    'details.belong_time': '2026-12-01',
    remark: '奖金',
    ...changes,
  };
  return columns.map((column) => cells[column] ?? '').join(',');
}

export function table(...rows: readonly string[]): string {
  return `${[header, ...rows].join('\n')}\n`;
}
