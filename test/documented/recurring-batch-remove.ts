import { callCodesOfExplorer } from './call-codes.ts';
import { recurringCodes } from './recurring-codes.ts';
import type { DocumentedOperation } from './types.ts';

export const recurringBatchRemove: DocumentedOperation = {
  name: 'recurring_payment.batch_remove',
  method: 'POST',
  path: '/open-apis/compensation/v1/recurring_payment/batch_remove',
  pages: [
    'https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/compensation-v1/recurring_payment/batch_remove',
  ],
  source: 'explorer',
  scope: 'corehr:compensation.recurring_payment:delete',
  callsPerSecond: 10,
  maxRecords: 500,
  query: [],
  body: [
    // The page states the limit and `required`. The machine copy omits both.
    { path: 'record_ids', type: 'string[]', required: true, maxItems: 500 },
    { path: 'reason', type: 'string', required: false },
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
