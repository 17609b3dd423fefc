// The tenant's store: tables in SQLite, and the questions that need more than one row.

import type { DatabaseSync } from 'node:sqlite';

import type { Employee } from '../catalogue-schema.ts';
import { detailKey, detailsPerRecord } from './feishu-ids.ts';
import { createRows, numberOf, type Row, type Rows } from './rows.ts';
import { openDatabase } from './schema.ts';
import { openSpans, type SpanKind, type Spans } from './spans.ts';

export interface Store {
  readonly db: DatabaseSync;
  readonly spans: Spans;
  readonly lumpSums: Rows<'lump_sum'>;
  readonly details: Rows<'detail'>;
  readonly recurring: Rows<'recurring'>;
  detailsOf(recordKey: number): Row[];
  keyByUniqueId(resource: 'lump_sum' | 'recurring', uniqueId: string): number | undefined;
  wasRemoved(resource: 'lump_sum' | 'recurring', uniqueId: string): boolean;
  rememberRemoved(resource: 'lump_sum' | 'recurring', uniqueId: string): void;
  holds(employee: number, itemId: string, exceptKey: number): boolean;
  overlaps(employee: number, itemId: string, start: string, end: string, exceptKey: number): boolean;
  /** Runs `work` in one transaction, which is rolled back if `work` throws. */
  together<Result>(work: () => Result): Result;
  /** Stores the employees and returns the number of each. A known employee keeps its number. */
  enrol(employees: readonly Employee[]): Map<string, number>;
  clear(): void;
}

export function openStore(file: string | undefined): Store {
  const db = openDatabase(file);
  const spans = openSpans(db);
  const wrote = (table: SpanKind, key: number, values: Readonly<Record<string, unknown>>) =>
    spans.widen(table, key, values['created_ms'], values['modified_ms']);
  const details = createRows(db, 'detail', wrote);
  const employees = createRows(db, 'employee');
  const byUniqueId = {
    lump_sum: db.prepare('SELECT key FROM lump_sum WHERE unique_id = ? LIMIT 1'),
    recurring: db.prepare('SELECT key FROM recurring WHERE unique_id = ? LIMIT 1'),
  };
  const removed = db.prepare('SELECT 1 FROM removed WHERE resource = ? AND unique_id = ?');
  const remember = db.prepare('INSERT OR IGNORE INTO removed VALUES (?, ?)');
  const holds = db.prepare('SELECT 1 FROM lump_sum WHERE employee = ? AND item_id = ? AND key <> ? LIMIT 1');
  const overlaps = db.prepare(
    'SELECT 1 FROM recurring WHERE employee = ? AND item_id = ? AND start_date <= ? AND end_date >= ? AND key <> ? LIMIT 1',
  );

  const together = <Result>(work: () => Result): Result => {
    db.exec('BEGIN IMMEDIATE');
    try {
      const result = work();
      db.exec('COMMIT');
      return result;
    } catch (bug) {
      db.exec('ROLLBACK');
      spans.forget();
      throw bug;
    }
  };

  return {
    db,
    spans,
    lumpSums: createRows(db, 'lump_sum', wrote),
    details,
    recurring: createRows(db, 'recurring', wrote),
    detailsOf: (key) => details.between(detailKey(key, 0), detailKey(key, detailsPerRecord - 1)),
    keyByUniqueId(resource, uniqueId) {
      const row = byUniqueId[resource].get(uniqueId);
      return row && numberOf(row, 'key');
    },
    wasRemoved: (resource, uniqueId) => removed.get(resource, uniqueId) !== undefined,
    rememberRemoved: (resource, uniqueId) => void remember.run(resource, uniqueId),
    holds: (employee, itemId, exceptKey) => holds.get(employee, itemId, exceptKey) !== undefined,
    overlaps: (employee, itemId, start, end, exceptKey) =>
      overlaps.get(employee, itemId, end, start, exceptKey) !== undefined,
    together,
    enrol: (staff) =>
      together(() => {
        const known = db.prepare('SELECT key, people_corehr_id FROM employee').all();
        const numbers = new Map(known.map((row) => [String(row['people_corehr_id']), numberOf(row, 'key')]));
        for (const employee of staff) {
          const number = numbers.get(employee.people_corehr_id);
          if (number === undefined) numbers.set(employee.people_corehr_id, employees.insert(employee));
          else employees.update(number, employee);
        }
        return numbers;
      }),
    clear() {
      db.exec(
        'DELETE FROM lump_sum; DELETE FROM detail; DELETE FROM recurring; DELETE FROM removed; DELETE FROM span; DELETE FROM sqlite_sequence;',
      );
      spans.forget();
    },
  };
}
