import {
  anyInt,
  currency,
  date,
  identity,
  int,
  list,
  object,
  oneOf,
  optional,
  remark,
  shortAmount,
  text,
} from '../rules/fields.ts';
import {
  appliedForBeforeIssued,
  detailPeriodIsInOrder,
  detailPeriodIsWhole,
  detailPeriodIsWithinRecords,
  detailsAddUpToTotal,
  frequencyIsNumberOfDetails,
} from '../rules/lump-sum.ts';
import { paymentCallCodes } from '../codes/call.ts';
import { lumpSumCodes } from '../codes/lump-sum.ts';
import type { WriteOperation } from '../operation.ts';
import { lookUpsOf } from '../slots.ts';
import { lumpSumResult } from './answers.ts';
import { recordsBody } from './body.ts';
import { lumpSumCompared } from './compared.ts';
import { userIdType } from './parameters.ts';
import { issuanceStatuses, issuanceWays } from './values.ts';
import { lumpSumQuery } from './lump-sum-query.ts';

const detail = object({
  issuance_amount: shortAmount(21270211),
  issuance_status: oneOf(issuanceStatuses, 21270215),
  issuance_way: oneOf(issuanceWays, 21270214),
  issuance_time: date(21270213),
  belong_time: date(21270230),
  issuance_country_region_id: optional(text),
  issuance_pay_group_id: optional(text),
  detail_reference_period_start_date: optional(text),
  detail_reference_period_end_date: optional(text),
  is_not_issued_due_to_offboarding: optional(anyInt),
  issuance_index: optional(anyInt),
});

export const lumpSumCreate = {
  kind: 'write',
  name: 'lump_sum_payment.batch_create',
  method: 'POST',
  path: '/open-apis/compensation/v1/lump_sum_payment/batch_create',
  pages: [
    'https://open.feishu.cn/document/corehr-v1/basic-compensation/lump_sum_payment/batch_create',
    'https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/compensation-v1/lump_sum_payment/batch_create',
  ],
  scope: 'corehr:compensation.lump_sum_payment:write',
  callsPerSecond: 10,
  recordsPerCall: 500,
  lanes: 20,
  query: { user_id_type: userIdType },
  record: object({
    unique_id: identity,
    user_id: text,
    total_amount: shortAmount(21270203),
    binding_period: int(0, 21270227),
    currency_id: currency(21270209),
    issuance_frequency: int(1, 21270208),
    item_id: text,
    reference_period_start_date: optional(text),
    reference_period_end_date: optional(text),
    details: list(detail),
    remark: optional(remark(21270210)),
    binding_period_decimal: optional(text),
  }),
  rules: [
    frequencyIsNumberOfDetails,
    detailsAddUpToTotal,
    appliedForBeforeIssued,
    detailPeriodIsWhole,
    detailPeriodIsInOrder,
    detailPeriodIsWithinRecords,
  ],
  identity: 'unique_id',
  amount: 'total_amount',
  sharedField: undefined,
  done: 'created',
  repeatedCode: 21270202,
  compared: lumpSumCompared,
  body: recordsBody,
  result: lumpSumResult,
  codes: lumpSumCodes,
  callCodes: paymentCallCodes,
  recovery: {
    query: lumpSumQuery,
    filter: 'unique_ids',
    kind: 'unique',
    conflictCodes: [21270202],
    needsBeforeImage: () => false,
    slots: lookUpsOf.creates,
  },
} satisfies WriteOperation;
