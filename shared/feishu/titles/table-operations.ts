// The write operations with their tables, for split.

import { writes } from '../operations/writes.ts';
import { lumpSumCreateTable, lumpSumUpdateTable } from './lump-sum.ts';
import type { TableOperation } from './operation-table.ts';
import { recurringCreateTable, recurringUpdateTable } from './recurring.ts';
import { lumpSumRemoveTable, recurringRemoveTable } from './removes.ts';

/** A write operation without its table does not compile. */
const withTables: Readonly<Record<keyof typeof writes, TableOperation>> = {
  lumpSumCreate: { ...writes.lumpSumCreate, table: lumpSumCreateTable },
  lumpSumUpdate: { ...writes.lumpSumUpdate, table: lumpSumUpdateTable },
  lumpSumRemove: { ...writes.lumpSumRemove, table: lumpSumRemoveTable },
  recurringCreate: { ...writes.recurringCreate, table: recurringCreateTable },
  recurringUpdate: { ...writes.recurringUpdate, table: recurringUpdateTable },
  recurringRemove: { ...writes.recurringRemove, table: recurringRemoveTable },
};

export const tableOperations: readonly TableOperation[] = Object.values(withTables);
