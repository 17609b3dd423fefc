// For each thousand keys of records, the times between which the records were created and last changed. A walk skips the thousands
// that a filter of time cannot match. Without it, half a million records before the first match cost a tenth of a
// second.

import type { DatabaseSync } from 'node:sqlite';

import { detailsPerRecord } from './feishu-ids.ts';
import { numberOf } from './rows.ts';

const kinds = { lump_sum: 1000, detail: 1000 * detailsPerRecord, recurring: 1000 } as const;
export type SpanKind = keyof typeof kinds;

export interface Times {
  readonly least: number;
  readonly most: number;
}
export type KeyRange = [first: number, last: number];

export interface Spans {
  /** Adds a written row. A span only grows. */
  widen(kind: SpanKind, key: number, createdMs: unknown, modifiedMs: unknown): void;
  /** Forgets which rows were written last. To be called when spans were lost: a rollback, or all rows removed. */
  forget(): void;
  /** Ranges of keys, in ascending order, in which rows of these times can be. */
  ranges(kind: SpanKind, created: Times, modified: Times): KeyRange[];
}

const bounds = ['created_from', 'created_to', 'modified_from', 'modified_to'];

export function openSpans(db: DatabaseSync): Spans {
  db.exec(
    `CREATE TABLE IF NOT EXISTS span (kind, block INTEGER, ${bounds.join(', ')}, PRIMARY KEY (kind, block)) WITHOUT ROWID`,
  );
  // A file of an older release has records without spans.
  if (!db.prepare('SELECT 1 FROM span LIMIT 1').get()) {
    for (const [kind, size] of Object.entries(kinds)) {
      db.exec(`INSERT INTO span SELECT '${kind}', key / ${size}, min(created_ms), max(created_ms),
        min(modified_ms), max(modified_ms) FROM ${kind} GROUP BY 2`);
    }
  }
  const widen = db.prepare(`INSERT INTO span VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET
    created_from = min(created_from, excluded.created_from), created_to = max(created_to, excluded.created_to),
    modified_from = min(modified_from, excluded.modified_from), modified_to = max(modified_to, excluded.modified_to)`);
  const find = db.prepare(`SELECT block FROM span WHERE kind = ? AND created_to >= ? AND created_from <= ?
    AND modified_to >= ? AND modified_from <= ? ORDER BY block`);
  // The last row written of each kind. The next one mostly has the same thousand and millisecond.
  const last = new Map<SpanKind, string>();

  return {
    widen(kind, key, createdMs, modifiedMs) {
      const [created, modified] = [Number(createdMs), Number(modifiedMs)];
      const block = Math.floor(key / kinds[kind]);
      const written = `${block} ${created} ${modified}`;
      if (last.get(kind) === written) return;
      last.set(kind, written);
      widen.run(kind, block, created, created, modified, modified);
    },
    forget: () => last.clear(),
    ranges(kind, created, modified) {
      const size = kinds[kind];
      const found: KeyRange[] = [];
      for (const row of find.all(kind, created.least, created.most, modified.least, modified.most)) {
        const first = numberOf(row, 'block') * size;
        const before = found.at(-1);
        if (before && before[1] === first - 1) before[1] += size;
        else found.push([first, first + size - 1]);
      }
      return found;
    },
  };
}
