// Records that Feishu would accept, with every field of the API's pages. A test changes the field that it is about.

import type { JsonObject } from '../shared/values/json.ts';

export function aDetail(changes: JsonObject = {}): JsonObject {
  return {
    issuance_amount: '1000.00',
    issuance_status: 'to_be_issued',
    issuance_way: 'with_salary',
    issuance_time: '2026-12-10',
    belong_time: '2026-11-20',
    issuance_country_region_id: '6862995757234914824',
    issuance_pay_group_id: '6862995757234914824',
    detail_reference_period_start_date: '2026-02-01',
    detail_reference_period_end_date: '2026-02-28',
    is_not_issued_due_to_offboarding: 0,
    ...changes,
  };
}

export function aBonus(changes: JsonObject = {}): JsonObject {
  return {
    unique_id: 'bonus-2026-11-0001',
    user_id: 'ou_7d8a6e6df7621556ce0d21922b676706',
    total_amount: '2000.00',
    binding_period: 2,
    currency_id: '6863329932261459464',
    issuance_frequency: 2,
    item_id: '7411039006180312620',
    reference_period_start_date: '2026-01-01',
    reference_period_end_date: '2026-12-31',
    details: [aDetail({ issuance_index: 1 }), aDetail({ issuance_index: 2 })],
    remark: '该员工表现优异',
    binding_period_decimal: '2.5',
    ...changes,
  };
}

export function aBonusUpdate(changes: JsonObject = {}): JsonObject {
  const { unique_id: _, user_id: __, item_id: ___, ...kept } = aBonus();
  return {
    id: '7397033607132351532',
    ...kept,
    details: [aDetail({ id: '7395133551102200876' }), aDetail({ id: '7395133551102200877' })],
    operation_source: 'openapi',
    ...changes,
  };
}

export function anAllowance(changes: JsonObject = {}): JsonObject {
  return {
    unique_id: 'allowance-2026-11-0001',
    user_id: 'ou_7d8a6e6df7621556ce0d21922b676706',
    item_id: '7411039006180312621',
    each_amount: '20.00',
    start_date: '2026-12-01',
    end_date: '2027-11-30',
    currency_id: '6863329932261459464',
    issuance_type: 'with_salary',
    issuance_period: 'month',
    remark: '这是个备注',
    issuance_country_region_id: '6862995745046267400',
    ...changes,
  };
}

export function anAllowanceUpdate(changes: JsonObject = {}): JsonObject {
  const { unique_id: _, user_id: __, item_id: ___, issuance_period: ____, ...kept } = anAllowance();
  return { id: '7397033607132351532', ...kept, ...changes };
}

export function aRemoval(changes: JsonObject = {}): JsonObject {
  return { id: '7397033607132351532', reason: '重复发放', ...changes };
}

/** Operation name → a good record. */
export const goodRecords: Readonly<Record<string, () => JsonObject>> = {
  'lump_sum_payment.batch_create': aBonus,
  'lump_sum_payment.batch_update': aBonusUpdate,
  'lump_sum_payment.batch_remove': aRemoval,
  'recurring_payment.batch_create': anAllowance,
  'recurring_payment.batch_update': anAllowanceUpdate,
  'recurring_payment.batch_remove': aRemoval,
};
