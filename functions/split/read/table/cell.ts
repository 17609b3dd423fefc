// Reads the value of a cell: text, or an integer in the fields that the API calls int. An empty cell is an absent field.

import type { Field } from '../../../../shared/feishu/rules/shape.ts';
import { readJson } from '../../../../shared/values/json.ts';

export function cellValue(cell: string, kind: Field['kind']): unknown {
  if (cell === '') return undefined;
  // Any other text in such a field stays text, and the rules say what was expected.
  if (kind === 'int' && /^-?(0|[1-9]\d*)(\.0+)?$/.test(cell)) return readJson(cell);
  return cell;
}

/** Scientific notation with no minus in its exponent, also with the decimal comma of European spreadsheets. */
const scientific = /^\s*[+-]?(?:\d+(?:[.,]\d*)?|[.,]\d+)[eE]\+?\d+\s*$/;

/** True for a text like 7.39706E+18: a spreadsheet took an id of 19 digits for a number, and the digits are lost. */
export function isDamagedId(value: unknown): boolean {
  return typeof value === 'string' && scientific.test(value);
}

/** True for unique_id, id, details.1.id and any other name that ends in _id or .id. */
export function isIdField(field: string): boolean {
  return /(?:^|[._])id$/.test(field);
}
