// Schemas of answers. They check types and not values: a detail that payroll has paid has a status that no page lists. In a record
// every field but `id` may be absent, because the app's scopes can hide it; in a result every field but `code`. A detail has its
// `id` where it is a record of its own; inside its payment nothing needs it.

import { anyInt, anyText, filledText, list, object, optional } from '../rules/fields.ts';

/** One element of `data.operate_results`, as lumpSumResult is too. */
export const recurringResult = object({
  id: optional(anyText),
  unique_id: optional(anyText),
  code: anyInt,
  message: optional(anyText),
});

export const lumpSumResult = object({
  id: optional(anyText),
  unique_id: optional(anyText),
  code: anyInt,
  message: optional(anyText),
  detail_results: optional(list(object({ detail_id: optional(anyText), issuance_index: optional(anyInt) }))),
});

const detailFields = {
  record_id: optional(anyText),
  user_id: optional(anyText),
  issuance_amount: optional(anyText),
  issuance_status: optional(anyText),
  issuance_way: optional(anyText),
  issuance_time: optional(anyText),
  currency_id: optional(anyText),
  belong_time: optional(anyText),
  create_time: optional(anyText),
  modify_time: optional(anyText),
  issuance_country_region_id: optional(anyText),
  issuance_pay_group_id: optional(anyText),
  detail_reference_period_start_date: optional(anyText),
  detail_reference_period_end_date: optional(anyText),
  is_not_issued_due_to_offboarding: optional(anyInt),
};

export const lumpSumDetail = object({ id: filledText, ...detailFields });

export const lumpSumRecord = object({
  id: filledText,
  unique_id: optional(anyText),
  user_id: optional(anyText),
  total_amount: optional(anyText),
  binding_period: optional(anyInt),
  binding_period_decimal: optional(anyText),
  currency_id: optional(anyText),
  issuance_frequency: optional(anyInt),
  item_id: optional(anyText),
  remark: optional(anyText),
  issuance_detail_text: optional(object({ zh_cn: optional(anyText), en_us: optional(anyText) })),
  apply_source: optional(anyInt),
  return_amount_before_tax: optional(anyText),
  return_amount_after_tax: optional(anyText),
  binding_period_offboarding_type: optional(anyText),
  create_time: optional(anyText),
  modify_time: optional(anyText),
  reference_period_start_date: optional(anyText),
  reference_period_end_date: optional(anyText),
  details: optional(list(object({ id: optional(anyText), ...detailFields }))),
});

export const recurringRecord = object({
  id: filledText,
  unique_id: optional(anyText),
  user_id: optional(anyText),
  item_id: optional(anyText),
  issuance_type: optional(anyText),
  each_amount: optional(anyText),
  start_date: optional(anyText),
  end_date: optional(anyText),
  issuance_period: optional(anyText),
  currency_id: optional(anyText),
  remark: optional(anyText),
  issuance_country_region_id: optional(anyText),
});
