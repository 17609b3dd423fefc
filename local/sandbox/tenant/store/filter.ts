// Filters as data: the condition of each, and the groups of conditions that one index can answer.

import type { DatabaseSync, SQLInputValue } from 'node:sqlite';

import { numberOf } from './rows.ts';

/**
 * A filter: `sql` has as many placeholders as `values` has entries. Conditions of one group are joined, because one
 * index answers the group.
 */
export interface Condition {
  readonly group: string;
  readonly sql: string;
  readonly values: SQLInputValue[];
  /** The ends of a range of times in epoch milliseconds. Undefined: open. */
  readonly least?: number | undefined;
  readonly most?: number | undefined;
}

export const anyOf = (group: string, column: string, list: readonly (string | number)[]): Condition => ({
  group,
  // json_each takes a list of any length as one parameter.
  sql: `${column} IN (SELECT value FROM json_each(?))`,
  values: [JSON.stringify(list)],
});

export const atLeast = (group: string, column: string, value: string | number): Condition => ({
  group,
  sql: `${column} >= ?`,
  values: [value],
  least: typeof value === 'number' ? value : undefined,
});

export const atMost = (group: string, column: string, value: string | number): Condition => ({
  group,
  sql: `${column} <= ?`,
  values: [value],
  most: typeof value === 'number' ? value : undefined,
});

/** Joins the conditions of each group to one. Conditions on people become a list of the people who fulfil them. */
export function grouped(
  db: DatabaseSync,
  conditions: readonly Condition[],
  employeeColumn: string,
): Condition[] {
  return [...Map.groupBy(conditions, ({ group }) => group)].map(([group, members]) => {
    const sql = members.map((member) => member.sql).join(' AND ');
    const values = members.flatMap((member) => member.values);
    const least = members.find((member) => member.least !== undefined)?.least;
    const most = members.find((member) => member.most !== undefined)?.most;
    if (group !== 'employee') return { group, sql, values, least, most };
    // People are passed as a list, because SQLite would scan for a subquery instead of using the index.
    const staff = db.prepare(`SELECT key FROM employee WHERE ${sql}`).all(...values);
    return anyOf(
      group,
      employeeColumn,
      staff.map((row) => numberOf(row, 'key')),
    );
  });
}
