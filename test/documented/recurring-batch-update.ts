import { callCodesOfExplorer } from './call-codes.ts';
import { recurringCodes } from './recurring-codes.ts';
import type { DocumentedOperation } from './types.ts';
import { userIdType } from './user-id-type.ts';

export const recurringBatchUpdate: DocumentedOperation = {
  name: 'recurring_payment.batch_update',
  method: 'POST',
  path: '/open-apis/compensation/v1/recurring_payment/batch_update',
  pages: [
    'https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/compensation-v1/recurring_payment/batch_update',
  ],
  source: 'explorer',
  scope: 'corehr:compensation.recurring_payment:update',
  callsPerSecond: 10,
  maxRecords: 500,
  query: [{ ...userIdType, required: false }],
  body: [
    { path: 'id', type: 'string', required: true },
    { path: 'each_amount', type: 'string', required: true },
    { path: 'start_date', type: 'string', required: true },
    { path: 'end_date', type: 'string', required: true },
    { path: 'currency_id', type: 'string', required: true },
    {
      path: 'issuance_type',
      type: 'string',
      required: true,
      values: ['with_salary', 'with_cash', 'with_physical_distribution', 'with_year_end_bonus'],
    },
    { path: 'remark', type: 'string', required: false },
    { path: 'issuance_country_region_id', type: 'string', required: false },
  ],
  answer: [
    { path: 'id', type: 'string', required: false },
    { path: 'unique_id', type: 'string', required: false },
    { path: 'code', type: 'int', required: false },
    { path: 'message', type: 'string', required: false },
  ],
  codes: recurringCodes,
  callCodes: callCodesOfExplorer,
  sampleBodies: [],
};
