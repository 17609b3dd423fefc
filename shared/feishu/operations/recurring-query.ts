import type { QueryOperation } from '../operation.ts';
import { onlyObject } from '../rules/fields.ts';
import { recurringRecord } from './answers.ts';
import { day, filtersOfEmployee, filtersOfRecord, ids } from './filters.ts';
import { lumpSumQuery } from './lump-sum-query.ts';

export const recurringQuery = {
  ...lumpSumQuery,
  resource: 'recurring_payment',
  name: 'recurring_payment.query',
  path: '/open-apis/compensation/v1/recurring_payment/query',
  pages: ['https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/compensation-v1/recurring_payment/query'],
  scope: 'corehr:compensation.recurring_payment:read',
  filters: onlyObject({
    ...filtersOfRecord,
    unique_ids: ids,
    start_date_gte: day,
    start_date_lte: day,
    end_date_gte: day,
    end_date_lte: day,
    ...filtersOfEmployee,
  }),
  record: recurringRecord,
  amount: 'each_amount',
  fieldScopes: { user_id: lumpSumQuery.fieldScopes.user_id },
} satisfies QueryOperation;
