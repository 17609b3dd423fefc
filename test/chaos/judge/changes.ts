// Compares the outcomes of updates and removes with what Feishu holds. A known record is changed by one file, or by two that hold
// the same updates.

import type { StoredRecord } from '../../../local/sandbox/start.ts';
import type { Evidence } from '../evidence.ts';
import { nameOfRow } from '../story.ts';
import { wrong, type Finding } from './finding.ts';
import type { MatchedFile, MatchedRow } from './matched.ts';
import { holds } from './stored-content.ts';
import { judgeUpdates, type Update } from './updates.ts';

export function judgeChanges(evidence: Evidence, files: readonly MatchedFile[]): Finding[] {
  const { lumpSums, recurring } = evidence.stored;
  const stored = new Map([...lumpSums, ...recurring].map((record) => [String(record['id']), record]));
  const changes = files.flatMap((file) => file.rows.flatMap((matched) => changeOf(evidence, matched)));
  const changed = Map.groupBy(changes, ({ target }) => target);
  const findings = [...changed].flatMap(([target, some]) => {
    const record = stored.get(target.id);
    const updates = some.flatMap(({ matched: { row, ...rest } }): Update[] =>
      row.does === 'update' ? [{ ...rest, row, status: rest.told?.status ?? 'unsent' }] : [],
    );
    const removes = some.filter(({ matched: { row } }) => row.does === 'remove');
    return [
      ...(updates.length > 0 ? judgeUpdates(updates, target, record) : []),
      ...removes.flatMap(({ matched }) => judgeRemove(matched, record)),
    ];
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

/** Only the first row of a file that names a record counts. */
function changeOf({ known }: Evidence, matched: MatchedRow) {
  const { row, file, at } = matched;
  if (row.does !== 'update' && row.does !== 'remove') return [];
  const target = typeof row.target === 'number' ? known[row.target] : undefined;
  if (!target || file.rows.slice(0, at).some((other) => nameOfRow(other) === nameOfRow(row))) return [];
  return [{ target, matched }];
}

function judgeRemove({ told, where }: MatchedRow, record: StoredRecord | undefined): Finding[] {
  const status = told?.status ?? 'unsent';
  if (status === 'unknown') return [];
  const isGone = record === undefined;
  return isGone === (status === 'removed')
    ? []
    : [wrong(`${where} is told as ${status}, and is ${isGone ? 'gone' : 'there'}`)];
}
