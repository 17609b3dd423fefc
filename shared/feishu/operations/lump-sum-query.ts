import { paymentCallCodes } from '../codes/call.ts';
import type { QueryOperation } from '../operation.ts';
import { besideLookUps } from '../slots.ts';
import { onlyObject } from '../rules/fields.ts';
import { lumpSumRecord } from './answers.ts';
import { filtersOfEmployee, filtersOfRecord, ids } from './filters.ts';
import { paging, userIdType } from './parameters.ts';

export const lumpSumQuery = {
  kind: 'query',
  resource: 'lump_sum_payment',
  name: 'lump_sum_payment.query',
  method: 'POST',
  path: '/open-apis/compensation/v1/lump_sum_payment/query',
  pages: ['https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/compensation-v1/lump_sum_payment/query'],
  scope: 'corehr:compensation.lump_sum_payment:read',
  callsPerSecond: 10,
  recordsPerCall: 500,
  query: { ...paging(500), user_id_type: userIdType },
  filters: onlyObject({ ...filtersOfRecord, unique_ids: ids, ...filtersOfEmployee }),
  record: lumpSumRecord,
  identity: 'id',
  amount: 'total_amount',
  slots: besideLookUps,
  fieldScopes: {
    user_id: 'contact:user.employee_id:readonly',
    binding_period_offboarding_type:
      'corehr:compensation_lump_sum_payment.binding_period_offboarding_type:read',
    return_amount_after_tax: 'corehr:compensation_lump_sum_payment.return_amount_after_tax:read',
    return_amount_before_tax: 'corehr:compensation_lump_sum_payment.return_amount_before_tax:read',
    'details.belong_time': 'corehr:compensation_lump_sum_payment_detail.belong_time:read',
  },
  callCodes: paymentCallCodes,
} satisfies QueryOperation;
