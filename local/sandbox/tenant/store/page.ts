// Finds the keys of one page in key order after the last key of the page before, so that pages stay stable while
// records are added. The narrowest filter leads. If none is narrow, the table is walked in key order.

import type { Condition } from './filter.ts';
import { numberOf } from './rows.ts';
import type { KeyRange, SpanKind, Times } from './spans.ts';
import type { Store } from './store.ts';

/** How a resource is read: its columns, a FROM clause for a walk, and one for each group of filters that can lead. */
export interface Source {
  readonly kind: SpanKind;
  readonly key: string;
  readonly walk: string;
  readonly led: Readonly<Record<string, string>>;
  readonly employee: string;
}

export const lumpSumSource: Source = {
  kind: 'lump_sum',
  key: 'r.key',
  employee: 'r.employee',
  walk: 'lump_sum r NOT INDEXED',
  led: {
    id: 'lump_sum r NOT INDEXED',
    unique_id: 'lump_sum r INDEXED BY lump_sum_by_unique_id',
    employee: 'lump_sum r INDEXED BY lump_sum_by_employee',
    item: 'lump_sum r INDEXED BY lump_sum_by_item',
    created: 'lump_sum r INDEXED BY lump_sum_by_created',
    modified: 'lump_sum r INDEXED BY lump_sum_by_modified',
  },
};

export const recurringSource: Source = {
  kind: 'recurring',
  key: 'r.key',
  employee: 'r.employee',
  walk: 'recurring r NOT INDEXED',
  led: {
    id: 'recurring r NOT INDEXED',
    unique_id: 'recurring r INDEXED BY recurring_by_unique_id',
    employee: 'recurring r INDEXED BY recurring_by_employee',
    item: 'recurring r INDEXED BY recurring_by_item',
    start: 'recurring r INDEXED BY recurring_by_start',
    created: 'recurring r INDEXED BY recurring_by_created',
    modified: 'recurring r INDEXED BY recurring_by_modified',
  },
};

// CROSS JOIN makes SQLite keep the written order of the tables.
const recordOfDetail = 'CROSS JOIN lump_sum r ON r.key = d.key / 1000000';
const detailsOfRecord = 'CROSS JOIN detail d ON d.key BETWEEN r.key * 1000000 AND r.key * 1000000 + 999999';

export const detailSource: Source = {
  kind: 'detail',
  key: 'd.key',
  employee: 'r.employee',
  walk: `detail d NOT INDEXED ${recordOfDetail}`,
  led: {
    detail_id: `detail d NOT INDEXED ${recordOfDetail}`,
    issuance: `detail d INDEXED BY detail_by_issuance_time ${recordOfDetail}`,
    created: `detail d INDEXED BY detail_by_created ${recordOfDetail}`,
    modified: `detail d INDEXED BY detail_by_modified ${recordOfDetail}`,
    id: `${lumpSumSource.led['id']} ${detailsOfRecord}`,
    unique_id: `${lumpSumSource.led['unique_id']} ${detailsOfRecord}`,
    employee: `${lumpSumSource.led['employee']} ${detailsOfRecord}`,
    item: `${lumpSumSource.led['item']} ${detailsOfRecord}`,
  },
};

// With fewer matches than this, counting and sorting them is faster than a walk. With more, a walk soon meets the 500 of a
// page, and it starts where the filters of time do.
const mostToSort = 20_000;

export function pageOfKeys(
  { db, spans }: Pick<Store, 'db' | 'spans'>,
  source: Source,
  groups: readonly Condition[],
  after: number,
  limit: number,
): number[] {
  const count = ({ group, sql, values }: Condition): number => {
    const from = source.led[group];
    if (from === undefined) return mostToSort;
    const matches = `SELECT 1 FROM ${from} WHERE ${sql} AND ${source.key} > ? LIMIT ?`;
    const row = db.prepare(`SELECT count(*) AS n FROM (${matches})`).get(...values, after, mostToSort);
    return row ? numberOf(row, 'n') : 0;
  };
  let leader = { from: source.walk, matches: mostToSort };
  for (const group of groups) {
    const matches = count(group);
    if (matches < leader.matches) leader = { from: source.led[group.group] ?? source.walk, matches };
  }
  const where = [...groups.map(({ sql }) => sql), `${source.key} BETWEEN ? AND ?`].join(' AND ');
  const values = groups.flatMap((group) => group.values);
  const page = db.prepare(
    `SELECT ${source.key} AS key FROM ${leader.from} WHERE ${where} ORDER BY ${source.key} LIMIT ?`,
  );
  const everywhere: KeyRange = [0, Number.MAX_SAFE_INTEGER];
  const ranges = leader.from === source.walk ? rangesToWalk(groups, source, spans) : undefined;
  const keys: number[] = [];
  for (const [first, last] of ranges ?? [everywhere]) {
    if (last <= after) continue;
    const rows = page.all(...values, Math.max(first, after + 1), last, limit - keys.length);
    for (const row of rows) keys.push(numberOf(row, 'key'));
    if (keys.length === limit) break;
  }
  return keys;
}

/** Ranges of keys that a walk reads. Undefined: there is no filter of time, so it reads all keys. */
function rangesToWalk(
  groups: readonly Condition[],
  { kind }: Source,
  spans: Store['spans'],
): KeyRange[] | undefined {
  const timesOf = (name: string): Times | undefined => {
    const found = groups.find(({ group }) => group === name);
    return found && { least: found.least ?? 0, most: found.most ?? Number.MAX_SAFE_INTEGER };
  };
  const [created, modified] = [timesOf('created'), timesOf('modified')];
  const anyTime = { least: 0, most: Number.MAX_SAFE_INTEGER };
  return created || modified ? spans.ranges(kind, created ?? anyTime, modified ?? anyTime) : undefined;
}
