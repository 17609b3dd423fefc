// Puts a record into columns. A value that its column cannot hold stands as it came in other_fields, so that no value is
// lost.

import { numberOf, type JsonObject } from '../../../shared/values/json.ts';
import type { Column, Columns } from './columns.ts';

/** Undefined where the record has no value for the column (none or null), or one that the column cannot hold. */
export type Cell = string | bigint | undefined;

/** `shown` changes a text into one that the format can show. */
export function cellsOf(columns: Columns, record: JsonObject, shown: (text: string) => string): Cell[] {
  const others = new Map(Object.entries(record));
  const cells = columns.map(({ name, kind }) => {
    const value = kind === 'other' ? undefined : others.get(name);
    if (value == null) {
      if (kind !== 'other') others.delete(name);
      return undefined;
    }
    const cell = cellOf(kind, value, shown);
    if (cell !== undefined && (kind !== 'text' || cell === value)) others.delete(name);
    return cell;
  });
  if (others.size === 0) return cells;
  const rest = JSON.stringify(Object.fromEntries(others));
  return cells.map((cell, at) => (columns[at]?.kind === 'other' ? rest : cell));
}

function cellOf(kind: Column['kind'], value: unknown, shown: (text: string) => string): Cell {
  switch (kind) {
    case 'text':
      return typeof value === 'string' ? shown(value) : undefined;
    case 'int':
      return intOf(value);
    case 'json':
    case 'other':
      return JSON.stringify(value);
  }
}

/**
 * The whole number, whether it was written 2, 2.0 or 2e0; undefined for any other value, and for a number that 64 bits may
 * not hold exactly.
 */
function intOf(value: unknown): bigint | undefined {
  const digits =
    JSON.isRawJSON(value) && /^-?\d{1,19}$/.test(value.rawJSON) ? value.rawJSON : numberOf(value);
  if (digits === undefined || (typeof digits === 'number' && !Number.isSafeInteger(digits))) return undefined;
  const int = BigInt(digits);
  return BigInt.asIntN(64, int) === int ? int : undefined;
}
