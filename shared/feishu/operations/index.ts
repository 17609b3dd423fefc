// The table of operations: a new endpoint of Feishu's is a new entry here.

import type { QueryOperation, WriteOperation } from '../operation.ts';
import { lumpSumCreate } from './lump-sum-create.ts';
import { lumpSumQueryDetail } from './lump-sum-query-detail.ts';
import { lumpSumQuery } from './lump-sum-query.ts';
import { lumpSumRemove } from './lump-sum-remove.ts';
import { lumpSumUpdate } from './lump-sum-update.ts';
import { recurringCreate } from './recurring-create.ts';
import { recurringQuery } from './recurring-query.ts';
import { recurringRemove } from './recurring-remove.ts';
import { recurringUpdate } from './recurring-update.ts';

export const writeOperations: readonly WriteOperation[] = [
  lumpSumCreate,
  lumpSumUpdate,
  lumpSumRemove,
  recurringCreate,
  recurringUpdate,
  recurringRemove,
];

export const queryOperations: readonly QueryOperation[] = [lumpSumQuery, lumpSumQueryDetail, recurringQuery];
