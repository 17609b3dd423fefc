// A write operation of the table with its titles, by its name.

import { must } from '../shared/errors.ts';
import type { TableOperation } from '../shared/feishu/titles/operation-table.ts';
import { tableOperations } from '../shared/feishu/titles/table-operations.ts';

export function tableOperation(name: string): TableOperation {
  return must(
    tableOperations.find((operation) => operation.name === name),
    `an operation ${name}`,
  );
}
