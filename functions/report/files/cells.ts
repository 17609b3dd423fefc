// The cells of a row that split did not keep beside its record, for the record says all that they said.

import { isJsonObject, type JsonObject } from '../../../shared/values/json.ts';

/** By the names of the columns: total_amount, or details.1.issuance_amount. */
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

/** An int is a number, with the digits that the cell had; all else was text. */
function cellOf(value: unknown): string {
  if (value === undefined) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
