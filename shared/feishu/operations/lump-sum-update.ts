import {
  anyInt,
  anyText,
  currency,
  date,
  identity,
  int,
  list,
  mayBeBlank,
  object,
  oneOf,
  optional,
  remark,
  shortAmount,
  text,
} from '../rules/fields.ts';
import type { WriteOperation } from '../operation.ts';
import { badParameter } from '../rules/fault.ts';
import { lookUpsOf } from '../slots.ts';
import { addsDetails } from './compared.ts';
import { lumpSumCreate } from './lump-sum-create.ts';
import { issuanceStatuses, issuanceWays } from './values.ts';
import { lumpSumQuery } from './lump-sum-query.ts';

/** A detail with an id changes a stored one, and a field that is absent may stay as it is. A detail without an id is added. */
const detail = object({
  id: optional(text),
  issuance_amount: mayBeBlank(shortAmount(21270211)),
  issuance_status: mayBeBlank(oneOf(issuanceStatuses, 21270215)),
  issuance_way: mayBeBlank(oneOf(issuanceWays, 21270214)),
  issuance_time: mayBeBlank(date(21270213)),
  belong_time: mayBeBlank(date(21270230)),
  issuance_country_region_id: optional(text),
  issuance_pay_group_id: optional(text),
  detail_reference_period_start_date: optional(anyText),
  detail_reference_period_end_date: optional(anyText),
  is_not_issued_due_to_offboarding: optional(anyInt),
});

export const lumpSumUpdate = {
  ...lumpSumCreate,
  name: 'lump_sum_payment.batch_update',
  path: '/open-apis/compensation/v1/lump_sum_payment/batch_update',
  pages: [
    'https://open.feishu.cn/document/corehr-v1/basic-compensation/lump_sum_payment/batch_update',
    'https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/compensation-v1/lump_sum_payment/batch_update',
  ],
  // Two updates of one record must arrive in the order of their rows.
  lanes: 1,
  query: {},
  record: object({
    // The page calls it optional, but an update needs it.
    id: identity,
    total_amount: shortAmount(21270203),
    binding_period: optional(int(0, 21270227)),
    currency_id: currency(21270209),
    issuance_frequency: int(1, 21270208),
    remark: optional(remark(21270210)),
    reference_period_start_date: optional(text),
    reference_period_end_date: optional(text),
    details: list(detail),
    binding_period_decimal: optional(anyText),
    operation_source: optional(anyText),
  }),
  identity: 'id',
  done: 'updated',
  repeatedCode: badParameter,
  recovery: {
    query: lumpSumQuery,
    filter: 'ids',
    kind: 'rewrite',
    conflictCodes: [],
    needsBeforeImage: addsDetails,
    slots: lookUpsOf.updates,
  },
} satisfies WriteOperation;
