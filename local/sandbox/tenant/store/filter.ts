// Filters as data: the condition that each adds, and the group of conditions that one index can answer.
import type { SQLInputValue } from 'node:sqlite';

/** A filter that is set: `sql` with as many marks as `values`. Conditions of a group are joined before its index is tried. */
export type Condition = { group: string; sql: string; values: SQLInputValue[] };

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
});

export const atMost = (group: string, column: string, value: string | number): Condition => ({
  group,
  sql: `${column} <= ?`,
  values: [value],
});

/** Joins the conditions of each group; those on people become one question to the employee table. */
export function grouped(conditions: readonly Condition[], employeeColumn: string): Condition[] {
  return [...Map.groupBy(conditions, ({ group }) => group)].map(([group, members]) => {
    const joined = members.map(({ sql }) => sql).join(' AND ');
    const sql =
      group === 'employee' ? `${employeeColumn} IN (SELECT key FROM employee WHERE ${joined})` : joined;
    return { group, sql, values: members.flatMap(({ values }) => values) };
  });
}
