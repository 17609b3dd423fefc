import type { QueryOperation } from '../operation.ts';
import { allSlots } from '../slots.ts';
import { onlyObject } from '../rules/fields.ts';
import { lumpSumDetail } from './answers.ts';
import { day, filtersOfEmployee, filtersOfRecord, ids, someOf } from './filters.ts';
import { lumpSumQuery } from './lump-sum-query.ts';
import { issuanceStatuses, issuanceTypes } from './values.ts';

export const lumpSumQueryDetail = {
  ...lumpSumQuery,
  resource: 'lump_sum_payment_detail',
  name: 'lump_sum_payment.query_detail',
  path: '/open-apis/compensation/v1/lump_sum_payment/query_detail',
  pages: [
    'https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/compensation-v1/lump_sum_payment/query_detail',
  ],
  filters: onlyObject({
    ...filtersOfRecord,
    record_ids: ids,
    record_unique_ids: ids,
    // The API Explorer lists one way more than a detail can have.
    issuance_ways: someOf(issuanceTypes),
    issuance_statuses: someOf(issuanceStatuses),
    issuance_date_gte: day,
    issuance_date_lte: day,
    ...filtersOfEmployee,
  }),
  record: lumpSumDetail,
  amount: 'issuance_amount',
  // No lane looks anything up by this query.
  slots: allSlots,
  fieldScopes: {
    user_id: lumpSumQuery.fieldScopes.user_id,
    belong_time: lumpSumQuery.fieldScopes['details.belong_time'],
  },
} satisfies QueryOperation;
