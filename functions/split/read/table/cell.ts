// What a cell becomes. All is text, but for the fields that the API calls int; an empty cell is an absent field.

import type { Field } from '../../../../shared/feishu/rules/shape.ts';
import { readJson } from '../../../../shared/values/json.ts';

export function cellValue(cell: string, kind: Field['kind']): unknown {
  if (cell === '') return undefined;
  // Anything else stays text, and the rules say what was expected.
  if (kind === 'int' && /^-?(0|[1-9]\d*)(\.0+)?$/.test(cell)) return readJson(cell);
  return cell;
}

/** With the comma of European spreadsheets, too. */
const scientific = /^\s*[+-]?(?:\d+(?:[.,]\d*)?|[.,]\d+)[eE]\+?\d+\s*$/;

/** A 19-digit id that a spreadsheet took for a number: its digits are gone. */
export function isDamagedId(value: unknown): boolean {
  return typeof value === 'string' && scientific.test(value);
}

/** Of a record or of its details: unique_id, id, details.1.id. */
export function isIdField(field: string): boolean {
  return /(?:^|[._])id$/.test(field);
}
