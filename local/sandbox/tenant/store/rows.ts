// Reads and writes rows of one table by key. The SQL comes from the list of columns.

import type { DatabaseSync, SQLInputValue, SQLOutputValue } from 'node:sqlite';

import { columns, type Table } from './schema.ts';

export type Row = Record<string, SQLOutputValue>;
/** Values by column. A column that is left out becomes null. */
export type Values<Name extends Table> = {
  [Column in (typeof columns)[Name][number]]?: SQLInputValue | undefined;
};

export interface Rows<Name extends Table> {
  insert(values: Values<Name>, key?: number): number;
  update(key: number, values: Values<Name>): void;
  remove(key: number): void;
  get(key: number): Row | undefined;
  /** Rows with keys in the range, in order. */
  between(first: number, last: number): Row[];
}

export function createRows<Name extends Table>(
  db: DatabaseSync,
  table: Name,
  wrote: (table: Name, key: number, values: Readonly<Record<string, unknown>>) => void = () => {},
): Rows<Name> {
  const names: readonly (keyof Values<Name>)[] = columns[table];
  const marks = names.map(() => '?').join(', ');
  const insert = db.prepare(`INSERT INTO ${table} (key, ${names.join(', ')}) VALUES (?, ${marks})`);
  const update = db.prepare(
    `UPDATE ${table} SET ${names.map((name) => `${name} = ?`).join(', ')} WHERE key = ?`,
  );
  const remove = db.prepare(`DELETE FROM ${table} WHERE key = ?`);
  const get = db.prepare(`SELECT * FROM ${table} WHERE key = ?`);
  const between = db.prepare(`SELECT * FROM ${table} WHERE key BETWEEN ? AND ? ORDER BY key`);
  const bound = (values: Values<Name>): SQLInputValue[] => names.map((name) => values[name] ?? null);

  return {
    insert(values, key) {
      const made = Number(insert.run(key ?? null, ...bound(values)).lastInsertRowid);
      wrote(table, made, values);
      return made;
    },
    update(key, values) {
      update.run(...bound(values), key);
      wrote(table, key, values);
    },
    remove: (key) => void remove.run(key),
    get: (key) => get.get(key),
    between: (first, last) => between.all(first, last),
  };
}

export function textOf(row: Row, column: string): string {
  const value = row[column];
  if (typeof value !== 'string') throw new Error(`column ${column} holds no text`);
  return value;
}

export const optionalText = (row: Row, column: string): string | undefined =>
  row[column] === null ? undefined : textOf(row, column);

export function numberOf(row: Row, column: string): number {
  const value = row[column];
  if (typeof value !== 'number') throw new Error(`column ${column} holds no number`);
  return value;
}

export const optionalNumber = (row: Row, column: string): number | undefined =>
  row[column] === null ? undefined : numberOf(row, column);
