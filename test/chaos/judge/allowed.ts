// Which outcomes a row may have at all: by the intention of the story, and by what the faults excuse. Whether the outcome
// is true is checked elsewhere (creates.ts, changes.ts).

import { nameOfRow, rejectedFlaws } from '../story.ts';
import type { Circumstances } from './circumstances.ts';
import { lost, wrong, type Finding } from './finding.ts';
import type { MatchedFile, MatchedRow } from './matched.ts';

/** `rejected` also covers a row whose name an earlier row of the file has. */
export type Meaning = 'good' | 'rejected' | 'refused';

export function meaningOf(
  { rows }: MatchedFile['file'],
  at: number,
  known: readonly { paid: boolean }[],
): Meaning {
  const row = rows[at];
  if (!row || row.does === 'nothing') return 'rejected';
  const name = nameOfRow(row);
  if (rows.slice(0, at).some((other) => nameOfRow(other) === name)) return 'rejected';
  if ('flaw' in row && row.flaw) return rejectedFlaws.includes(row.flaw) ? 'rejected' : 'refused';
  if (row.does === 'create') return 'good';
  return typeof row.target === 'string' || known[row.target]?.paid === true ? 'refused' : 'good';
}

const done = { create: 'created', update: 'updated', remove: 'removed', nothing: 'rejected' } as const;

/** Allowed for creates that clash. judgeCreates decides which of them is true, and judgeChanges of updates. */
const ofClashes = new Set(['already_exists', 'conflict']);

/** `clashes`: another row may have stored the record before, or added the details. */
export function notAllowed(
  { row, told, file, where }: MatchedRow,
  meaning: Meaning,
  clashes: boolean,
  around: Circumstances,
): Finding[] {
  if (!told) return [];
  const { status, code } = told;
  if (meaning === 'rejected')
    return status === 'rejected' ? [] : [wrong(`${where} should be rejected, and is ${status} ${code}`)];
  const early = around.mayEndEarly(file) && ['unsent', 'unknown'].includes(status);
  const blind = around.isBlind && ['unknown', 'exists_unchecked'].includes(status);
  if (early || blind) return [];
  if (meaning === 'refused')
    return status === 'refused' ? [] : [wrong(`${where} should be refused, and is ${status}`)];
  if (status === done[row.does]) return [];
  if (row.does === 'create' && status === 'already_exists' && around.feishuClockWasSet) return [];
  if (row.does === 'update' && clashes) {
    if (status === 'already_exists' && !around.hidesFields) return [];
    if (status === 'exists_unchecked' && around.hidesFields) return [];
  }
  if (
    row.does === 'create' &&
    clashes &&
    (ofClashes.has(status) || (status === 'refused' && code === overlap))
  )
    return [];
  const excused =
    status === 'refused' &&
    ((code === strangeCode && around.saidUnknownCode(file.operation)) ||
      around.isIndigestible(nameOfRow(row)) ||
      around.looksPoisoned(file.operation));
  if (excused) return [];
  const what = `${where} is good, and is ${status} ${code}: ${told.message}`;
  return status === 'unsent' ? [lost(what)] : [wrong(what)];
}

const strangeCode = 21279999;
const overlap = 21270315;
