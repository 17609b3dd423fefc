import { recurringCodes } from '../codes/recurring.ts';
import type { WriteOperation } from '../operation.ts';
import { recurringResult } from './answers.ts';
import { lumpSumRemove } from './lump-sum-remove.ts';
import { recurringQuery } from './recurring-query.ts';

export const recurringRemove = {
  ...lumpSumRemove,
  name: 'recurring_payment.batch_remove',
  path: '/open-apis/compensation/v1/recurring_payment/batch_remove',
  pages: [
    'https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/compensation-v1/recurring_payment/batch_remove',
  ],
  scope: 'corehr:compensation.recurring_payment:delete',
  result: recurringResult,
  codes: recurringCodes,
  recovery: { query: recurringQuery, filter: 'ids', kind: 'absence', conflictCodes: [21270313] },
} satisfies WriteOperation;
