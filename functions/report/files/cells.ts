// Makes the cells of a row again from its record, where the record says all that the cells said.
// functions/split/read/table/record.ts made the record; test/report/tables.ts proves that both agree.

import { isJsonObject, type JsonObject } from '../../../shared/values/json.ts';

/** `names`: the names of the columns, like total_amount or details.1.issuance_amount. */
export function cellsOfRecord(names: readonly string[]): (record: JsonObject) => readonly string[] {
  const paths = names.map((name) => name.split('.'));
  return (record) =>
    paths.map(([field = '', number, inner]) =>
      inner === undefined ? cellOf(record[field]) : cellOf(elementOf(record[field], Number(number))?.[inner]),
    );
}

function elementOf(list: unknown, number: number): JsonObject | undefined {
  const element: unknown = Array.isArray(list) ? list[number - 1] : undefined;
  return isJsonObject(element) ? element : undefined;
}

/** A text is the cell as it was, and a number is written with the digits of its cell. An absent field is an empty cell. */
function cellOf(value: unknown): string {
  if (value === undefined) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
