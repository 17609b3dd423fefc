import { recurringCodes } from '../codes/recurring.ts';
import type { WriteOperation } from '../operation.ts';
import { recurringResult } from './answers.ts';
import { recurringCompared } from './compared.ts';
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
  compared: recurringCompared,
  codes: recurringCodes,
  recovery: { ...lumpSumRemove.recovery, query: recurringQuery, conflictCodes: [21270313] },
} satisfies WriteOperation;
