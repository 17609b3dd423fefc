// Merges the details of an update with the stored ones. A detail with an id changes that detail; one without is new.

import { equalsSum, parseAmount } from '../../money.ts';
import type { LumpSumCode } from '../codes.ts';
import type { Switches } from '../../switches.ts';
import { keyOf } from '../store/feishu-ids.ts';
import { numberOf, optionalNumber, optionalText, type Row } from '../store/rows.ts';
import { anyText, objectOf, optional, shortText, type Read } from '../shape.ts';
import { detailFields } from './lump-sum-fields.ts';

export const detailChange = objectOf({
  ...detailFields,
  id: optional(shortText),
  issuance_amount: optional(shortText),
  issuance_status: optional(shortText),
  issuance_way: optional(anyText),
  issuance_time: optional(shortText),
  belong_time: optional(shortText),
});
type DetailChange = Read<typeof detailChange>;

const otherTexts = [
  'issuance_way',
  'issuance_time',
  'belong_time',
  'issuance_country_region_id',
  'issuance_pay_group_id',
  'detail_reference_period_start_date',
  'detail_reference_period_end_date',
] as const;
const texts = ['issuance_amount', 'issuance_status', ...otherTexts] as const;

export type MergedDetail = Record<(typeof texts)[number], string | undefined> & {
  is_not_issued_due_to_offboarding: number | undefined;
  issuance_index: number | undefined;
  paid: number | undefined;
  created_ms: number | undefined;
  /** Key of the stored detail. Undefined: the detail is new. */
  key: number | undefined;
  changed: boolean;
};
type Merged =
  | { kind: 'merged'; details: MergedDetail[]; removed: number[] }
  | { kind: 'refused'; code: LumpSumCode };

export function mergeDetails(
  changes: readonly DetailChange[],
  stored: readonly Row[],
  switches: Switches,
): Merged {
  const rows = new Map(stored.map((row) => [numberOf(row, 'key'), row]));
  const details: MergedDetail[] = [];
  for (const change of changes) {
    const key = change.id ? keyOf('detail', change.id) : undefined;
    const row = key === undefined ? undefined : rows.get(key);
    // A detail of another record does not exist here, nor does one that this call has named before.
    if (key !== undefined && !row) return { kind: 'refused', code: 21270201 };
    const isPaid = row?.['paid'] === 1;
    if (isPaid && !isTheSame(change, row)) return { kind: 'refused', code: 21270220 };
    if (key !== undefined) rows.delete(key);
    // A paid detail stays exactly as stored.
    details.push(lay(isPaid ? {} : change, row));
  }
  const leftOut = [...rows.values()];
  if (switches.details_left_out === 'kept') {
    return { kind: 'merged', details: [...leftOut.map((row) => lay({}, row)), ...details], removed: [] };
  }
  if (leftOut.some((row) => row['paid'] === 1)) return { kind: 'refused', code: 21270224 };
  return { kind: 'merged', details, removed: leftOut.map((row) => numberOf(row, 'key')) };
}

/**
 * True: the change leaves the paid detail as it is. A field that is left out counts as unchanged. Amounts are compared by
 * value. The status may also be `paid`, as a query can show it. A text that is not stored counts as empty.
 */
function isTheSame(change: DetailChange, row: Row): boolean {
  const {
    issuance_amount: amount,
    issuance_status: status,
    is_not_issued_due_to_offboarding: reason,
  } = change;
  const stored = (column: string) => optionalText(row, column) ?? '';
  return (
    (amount === undefined || isSameAmount(amount, stored('issuance_amount'))) &&
    [undefined, 'paid', stored('issuance_status')].includes(status) &&
    otherTexts.every((name) => (change[name] ?? stored(name)) === stored(name)) &&
    // A query shows 0 for an absent value.
    (reason === undefined || reason === (optionalNumber(row, 'is_not_issued_due_to_offboarding') ?? 0))
  );
}

function isSameAmount(one: string, other: string): boolean {
  const [amount, stored] = [parseAmount(one), parseAmount(other)];
  return amount !== undefined && stored !== undefined && equalsSum(amount, [stored]);
}

function lay(change: Partial<DetailChange>, row: Row | undefined): MergedDetail {
  const stored = (column: string) => row && optionalText(row, column);
  const storedNumber = (column: string) => row && optionalNumber(row, column);
  const offboarding = storedNumber('is_not_issued_due_to_offboarding');
  const laid = {
    issuance_amount: change.issuance_amount ?? stored('issuance_amount'),
    issuance_status: change.issuance_status ?? stored('issuance_status'),
    issuance_way: change.issuance_way ?? stored('issuance_way'),
    issuance_time: change.issuance_time ?? stored('issuance_time'),
    belong_time: change.belong_time ?? stored('belong_time'),
    issuance_country_region_id: change.issuance_country_region_id ?? stored('issuance_country_region_id'),
    issuance_pay_group_id: change.issuance_pay_group_id ?? stored('issuance_pay_group_id'),
    detail_reference_period_start_date:
      change.detail_reference_period_start_date ?? stored('detail_reference_period_start_date'),
    detail_reference_period_end_date:
      change.detail_reference_period_end_date ?? stored('detail_reference_period_end_date'),
    is_not_issued_due_to_offboarding: change.is_not_issued_due_to_offboarding ?? offboarding,
  };
  return {
    ...laid,
    issuance_index: storedNumber('issuance_index'),
    paid: storedNumber('paid'),
    created_ms: storedNumber('created_ms'),
    key: storedNumber('key'),
    changed:
      texts.some((name) => laid[name] !== stored(name)) ||
      laid.is_not_issued_due_to_offboarding !== offboarding,
  };
}
