// Compares the outcomes of updates and removes with what Feishu holds. A known record is changed by at most one file.

import type { StoredRecord } from '../../../local/sandbox/start.ts';
import type { Evidence } from '../evidence.ts';
import type { KnownInFeishu } from '../wire-record.ts';
import { nameOf } from './allowed.ts';
import { wrong, type Finding } from './finding.ts';
import type { MatchedFile, MatchedRow } from './matched.ts';
import { holds } from './stored-content.ts';

export function judgeChanges(evidence: Evidence, files: readonly MatchedFile[]): Finding[] {
  const { lumpSums, recurring } = evidence.stored;
  const stored = new Map([...lumpSums, ...recurring].map((record) => [String(record['id']), record]));
  const rows = files.flatMap((file) => file.rows);
  const changed = new Set<KnownInFeishu>();
  const findings = rows.flatMap((matched): Finding[] => {
    const { row, file, at } = matched;
    if (row.does !== 'update' && row.does !== 'remove') return [];
    const target = typeof row.target === 'number' ? evidence.known[row.target] : undefined;
    // Only the first row that names a record counts.
    if (!target || file.rows.slice(0, at).some((other) => nameOf(other) === nameOf(row))) return [];
    changed.add(target);
    return judgeChange(matched, target, stored.get(target.id));
  });
  const untouched = evidence.known.filter((one) => !changed.has(one));
  return [
    ...findings,
    ...untouched.flatMap((one) => {
      const record = stored.get(one.id);
      return record && holds(record, one.content, true)
        ? []
        : [wrong(`${one.uniqueId} was changed by nobody's wish`)];
    }),
  ];
}

function judgeChange(
  { row, told, where }: MatchedRow,
  target: KnownInFeishu,
  record: StoredRecord | undefined,
): Finding[] {
  const status = told?.status ?? 'unsent';
  if (status === 'unknown') return [];
  if (row.does === 'remove') {
    const isGone = record === undefined;
    return isGone === (status === 'removed')
      ? []
      : [wrong(`${where} is told as ${status}, and is ${isGone ? 'gone' : 'there'}`)];
  }
  if (row.does !== 'update') return [];
  if (!record) return [wrong(`${where}: its record is gone`)];
  const isNew = holds(record, row.content, false);
  if (status === 'updated')
    return isNew ? [] : [wrong(`${where} is told as updated, and is not as it was to become`)];
  return holds(record, target.content, true)
    ? []
    : [wrong(`${where} is told as ${status}, and is not as it was`)];
}
