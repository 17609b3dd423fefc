// A record in columns. Nothing is lost on the way: what a column cannot hold as it came stands in other_fields.

import { numberOf, type JsonObject } from '../../../shared/values/json.ts';
import type { Column, Columns } from './columns.ts';

/** undefined: the record has no such field, or null, which Feishu's writers send for the same. */
export type Cell = string | bigint | undefined;

/** `shown` is a text as the format can show it. */
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

/** However it is written; undefined for what 64 bits cannot hold exactly. */
function intOf(value: unknown): bigint | undefined {
  const digits =
    JSON.isRawJSON(value) && /^-?\d{1,19}$/.test(value.rawJSON) ? value.rawJSON : numberOf(value);
  if (digits === undefined || (typeof digits === 'number' && !Number.isSafeInteger(digits))) return undefined;
  const int = BigInt(digits);
  return BigInt.asIntN(64, int) === int ? int : undefined;
}
