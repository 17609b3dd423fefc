// The amount of a record whose table has no column for it: split has added up the details, and so is it shown.

import { readAmountCell } from '../../../functions/split/read/table/cells/amount-cell.ts';
import type { WriteOperation } from '../../../shared/feishu/operation.ts';
import { tableOperations } from '../../../shared/feishu/titles/table-operations.ts';
import { add, formatDecimal, readAmount } from '../../../shared/values/decimal.ts';
import type { JsonObject } from '../../../shared/values/json.ts';

/** Empty: the table has the column, the operation has no such sum, or an amount cannot be read. */
export function sumOfDetails({ name, amount = '' }: WriteOperation): (fields: JsonObject) => string {
  const derived = tableOperations.find((one) => one.name === name)?.table.fields[amount]?.derived;
  if (derived?.from !== 'sum') return () => '';
  const isOfDetail = new RegExp(String.raw`^${derived.list}\.(?:\d+\.)?${derived.field}$`);
  return (fields) => {
    if (Object.hasOwn(fields, amount)) return '';
    const cells = Object.entries(fields).filter(([column, cell]) => isOfDetail.test(column) && cell !== '');
    return sumOf(cells.map(([, cell]) => readAmountCell(String(cell)).text));
  };
}

/** Empty: there is none, or one cannot be read. */
export function sumOf([first = '', ...others]: readonly string[]): string {
  let sum = readAmount(first);
  for (const other of others) {
    const next = readAmount(other);
    if (sum.kind !== 'plain' || next.kind !== 'plain') return '';
    sum = { kind: 'plain', value: add(sum.value, next.value) };
  }
  return sum.kind === 'plain' ? formatDecimal(sum.value) : '';
}
