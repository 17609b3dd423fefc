// A record in columns. A value that its column cannot hold as it came stands in other_fields, so that nothing is lost.

import { numberOf, type JsonObject } from '../../../shared/values/json.ts';
import type { Column, Columns } from './columns.ts';

/** Undefined where the record has no such field or null, which JSON writers send for the same. */
export type Cell = string | bigint | undefined;

/** `shown` makes a text one that the format can show. */
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

/** Takes 2, 2.0 and 2e0 alike; undefined for a number that 64 bits cannot hold exactly. */
function intOf(value: unknown): bigint | undefined {
  const digits =
    JSON.isRawJSON(value) && /^-?\d{1,19}$/.test(value.rawJSON) ? value.rawJSON : numberOf(value);
  if (digits === undefined || (typeof digits === 'number' && !Number.isSafeInteger(digits))) return undefined;
  const int = BigInt(digits);
  return BigInt.asIntN(64, int) === int ? int : undefined;
}
