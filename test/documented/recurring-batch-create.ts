import { callCodes } from './call-codes.ts';
import { recurringCodes } from './recurring-codes.ts';
import type { DocumentedOperation } from './types.ts';
import { userIdType } from './user-id-type.ts';

export const recurringBatchCreate: DocumentedOperation = {
  name: 'recurring_payment.batch_create',
  method: 'POST',
  path: '/open-apis/compensation/v1/recurring_payment/batch_create',
  pages: [
    'https://open.feishu.cn/document/corehr-v1/basic-compensation/recurring_payment/batch_create',
    'https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/compensation-v1/recurring_payment/batch_create',
  ],
  source: 'page',
  scope: 'corehr:compensation.recurring_payment:write',
  callsPerSecond: 10,
  maxRecords: 500,
  query: [userIdType],
  body: [
    { path: 'unique_id', type: 'string', required: true, maxChars: 255 },
    { path: 'user_id', type: 'string', required: true, maxChars: 255 },
    { path: 'item_id', type: 'string', required: true, maxChars: 255 },
    { path: 'each_amount', type: 'string', required: true, maxChars: 255 },
    { path: 'start_date', type: 'string', required: true, maxChars: 255 },
    { path: 'end_date', type: 'string', required: true, maxChars: 255 },
    { path: 'currency_id', type: 'string', required: true, maxChars: 255 },
    {
      path: 'issuance_type',
      type: 'string',
      required: true,
      values: ['with_salary', 'with_cash', 'with_physical_distribution', 'with_year_end_bonus'],
    },
    {
      path: 'issuance_period',
      type: 'string',
      required: true,
      values: ['year', 'half_year', 'quarterly', 'bimonthly', 'month', 'biweekly', 'week', 'day', 'hour'],
    },
    { path: 'remark', type: 'string', required: false, maxChars: 3000 },
    { path: 'issuance_country_region_id', type: 'string', required: false, maxChars: 255 },
  ],
  answer: [
    { path: 'id', type: 'string', required: false },
    { path: 'unique_id', type: 'string', required: false },
    { path: 'code', type: 'int', required: false },
    { path: 'message', type: 'string', required: false },
  ],
  codes: [
    ...recurringCodes,
    // The page's list lacks this code, but its sample answer has it. The texts are those of the lump-sum page.
    { code: 21270202, en: 'Idempotent ID conflict', zh: '幂等id冲突' },
  ],
  callCodes,
  sampleBodies: [
    {
      records: [
        {
          unique_id: '7402510801304718380_7309316347007764012_7402523725868058156_1726070400000_10000',
          user_id: '7337149697626801708',
          item_id: '7411039006180312620',
          each_amount: '20.00',
          start_date: '2024-08-01',
          end_date: '2025-08-01',
          currency_id: '6863329932261459464',
          issuance_type: 'with_salary',
          issuance_period: 'year',
          remark: '这是个备注',
          issuance_country_region_id: '6862995745046267400',
        },
      ],
    },
  ],
  sampleAnswer: {
    code: 0,
    msg: 'success',
    data: {
      operate_results: [
        {
          id: '7390583861280556588',
          unique_id: '7390583861280556588',
          code: 21270202,
          message: 'uqniue id conflict',
        },
      ],
    },
  },
};
