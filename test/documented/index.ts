// Feishu's nine payment operations as their pages state them. Both the table of operations and the sandbox are compared
// with this data.
import { lumpSumBatchCreate } from './lump-sum-batch-create.ts';
import { lumpSumBatchRemove } from './lump-sum-batch-remove.ts';
import { lumpSumBatchUpdate } from './lump-sum-batch-update.ts';
import { lumpSumQueryDetail } from './lump-sum-query-detail.ts';
import { lumpSumQuery } from './lump-sum-query.ts';
import { recurringBatchCreate } from './recurring-batch-create.ts';
import { recurringBatchRemove } from './recurring-batch-remove.ts';
import { recurringBatchUpdate } from './recurring-batch-update.ts';
import { recurringQuery } from './recurring-query.ts';
import type { DocumentedOperation } from './types.ts';

export const documented: readonly DocumentedOperation[] = [
  lumpSumBatchCreate,
  lumpSumBatchUpdate,
  lumpSumBatchRemove,
  lumpSumQuery,
  lumpSumQueryDetail,
  recurringBatchCreate,
  recurringBatchUpdate,
  recurringBatchRemove,
  recurringQuery,
];
