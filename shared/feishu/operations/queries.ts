// The queries of Feishu's API: a new one is a new entry here.

import type { QueryOperation } from '../operation.ts';
import { lumpSumQueryDetail } from './lump-sum-query-detail.ts';
import { lumpSumQuery } from './lump-sum-query.ts';
import { recurringQuery } from './recurring-query.ts';

export const queryOperations: readonly QueryOperation[] = [lumpSumQuery, lumpSumQueryDetail, recurringQuery];
