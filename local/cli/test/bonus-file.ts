// CSV files of bonuses for tests, with few columns, as a payroll team could write them.

const header =
  'unique_id,user_id,item_id,currency_id,total_amount,binding_period,issuance_frequency,' +
  'details.1.issuance_amount,details.1.issuance_status,details.1.issuance_way,details.1.issuance_time,details.1.belong_time';

export interface Bonus {
  readonly total?: string;
  readonly way?: string;
}

/** 30 people in turn get 10.00 each. A `total` of the test stands beside a detail of 10.00, so another one is a fault. */
export function bonusFile(bonuses: readonly Bonus[]): string {
  const rows = bonuses.map(({ total = '10.00', way = 'with_salary' }, n) => {
    const person = `e${String((n % 30) + 1).padStart(5, '0')}`;
    return `bonus-${n + 1},${person},7411039006180312620,6863329932261459464,${total},0,1,10.00,to_be_issued,${way},2026-12-10,2026-11-20`;
  });
  return [header, ...rows, ''].join('\n');
}

export const manyBonuses = (count: number) => bonusFile(Array.from({ length: count }, () => ({})));

export const create = ['--operation', 'lump_sum_payment.batch_create', '--user-id-type', 'user_id'] as const;
