// How sent and stored payments are compared.

import type { ComparedFields } from '../operation.ts';
import { isJsonObject, type JsonObject } from '../../values/json.ts';
import { issuanceStatuses } from './values.ts';

const everyPayment = {
  needed: ['user_id', 'item_id', 'currency_id'],
  ignored: ['id'],
} as const;

export const lumpSumCompared: ComparedFields = {
  ...everyPayment,
  amounts: ['total_amount', 'issuance_amount'],
  decimals: ['binding_period_decimal'],
  unshown: [
    'issuance_index',
    'operation_source',
    'is_not_issued_due_to_offboarding',
    'binding_period_decimal',
    'detail_reference_period_start_date',
    'detail_reference_period_end_date',
  ],
  ofCall: ['issuance_index', 'operation_source'],
  movesOn: { issuance_status: { from: 'to_be_issued', listed: issuanceStatuses } },
};

export const recurringCompared: ComparedFields = {
  ...everyPayment,
  amounts: ['each_amount'],
  decimals: [],
  unshown: [],
  ofCall: [],
  movesOn: {},
};

/** True for an update that adds a detail (one without an id): if it is sent twice, it may add the detail twice. */
export function addsDetails({ details }: JsonObject): boolean {
  return (
    Array.isArray(details) &&
    details.some((detail: unknown) => isJsonObject(detail) && (detail.id ?? '') === '')
  );
}
