// The operations of Feishu's API that change something: a new one is a new entry here.

import type { WriteOperation } from '../operation.ts';
import { lumpSumCreate } from './lump-sum-create.ts';
import { lumpSumRemove } from './lump-sum-remove.ts';
import { lumpSumUpdate } from './lump-sum-update.ts';
import { recurringCreate } from './recurring-create.ts';
import { recurringRemove } from './recurring-remove.ts';
import { recurringUpdate } from './recurring-update.ts';

export const writes = {
  lumpSumCreate,
  lumpSumUpdate,
  lumpSumRemove,
  recurringCreate,
  recurringUpdate,
  recurringRemove,
} satisfies Readonly<Record<string, WriteOperation>>;

export const writeOperations: readonly WriteOperation[] = Object.values(writes);
