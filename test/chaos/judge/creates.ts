// Compares the outcomes of creates with what Feishu holds, for all rows of one unique_id together.

import type { StoredRecord } from '../../../local/sandbox/start.ts';
import type { Evidence } from '../evidence.ts';
import { wasFeishuClockSet } from './circumstances.ts';
import type { Row } from '../story.ts';
import type { KnownInFeishu } from '../wire-record.ts';
import { doubled, wrong, type Finding } from './finding.ts';
import type { MatchedFile, MatchedRow } from './matched.ts';
import { holds } from './stored-content.ts';

type Create = Extract<Row, { does: 'create' }>;
export interface Claim extends MatchedRow {
  readonly row: Create;
  readonly status: string;
}

/** If the report does not list a row, the row was not sent: its file lists only the rejected rows. */
export function claimsOf(files: readonly MatchedFile[]): Claim[] {
  return files.flatMap(({ rows }) =>
    rows.flatMap((matched) => {
      const { row, told } = matched;
      return row.does === 'create' ? [{ ...matched, row, status: told?.status ?? 'unsent' }] : [];
    }),
  );
}

export function judgeCreates(evidence: Evidence, files: readonly MatchedFile[]): Finding[] {
  const claims = Map.groupBy(claimsOf(files), nameOf);
  const stored = Map.groupBy(
    [
      ...evidence.stored.lumpSums.map((record) => ({
        record,
        name: `lump_sum_payment ${String(record['unique_id'])}`,
      })),
      ...evidence.stored.recurring.map((record) => ({
        record,
        name: `recurring_payment ${String(record['unique_id'])}`,
      })),
    ],
    ({ name }) => name,
  );
  const known = new Map(evidence.known.map((one) => [`${one.content.resource} ${one.uniqueId}`, one]));
  const names = new Set([...claims.keys(), ...stored.keys()]);
  return [...names].flatMap((name) =>
    judgeName(
      name,
      claims.get(name) ?? [],
      (stored.get(name) ?? []).map(({ record }) => record),
      known.get(name),
      wasFeishuClockSet(evidence.struck) ? toldWhereSet : maybeCreated,
    ),
  );
}

const nameOf = ({ row }: Claim) => `${row.content.resource} ${row.uniqueId}`;

function judgeName(
  name: string,
  claims: readonly Claim[],
  stored: readonly StoredRecord[],
  before: KnownInFeishu | undefined,
  maybeStored: ReadonlySet<string>,
): Finding[] {
  if (stored.length > 1) return [doubled(`${name} is stored ${stored.length} times`, stored.length - 1)];
  const [record] = stored;
  if (!record) return claims.flatMap((claim) => thereOnly(claim, before));
  if (before) return claims.flatMap((claim) => besideKnown(claim, record, before));

  const same = claims.filter(({ row }) => holds(record, row.content, true));
  if (same.length === 0) return [wrong(`${name} is stored with a content that no row has`)];
  const isTold = same.some(({ status }) => maybeStored.has(status));
  const untold = isTold
    ? []
    : [wrong(`${name} is stored, and told as ${same.map(({ status }) => status).join(' and ')}`)];
  return [...untold, ...claims.flatMap((claim) => besideCreated(claim, same.includes(claim), isTold))];
}

const maybeCreated = new Set(['created', 'unknown', 'exists_unchecked']);
/** Where Feishu's clock was set, what a job stored may look older than its call. */
const toldWhereSet = new Set([...maybeCreated, 'already_exists']);
const saysThere = new Set(['created', 'already_exists', 'conflict', 'exists_unchecked']);

/** No record is stored. Then no row may claim one, unless it existed before and another job has removed it. */
function thereOnly({ status, where }: Claim, before: KnownInFeishu | undefined): Finding[] {
  if (!saysThere.has(status) || (before && status !== 'created')) return [];
  return [wrong(`${where} is told as ${status}, and is not stored`)];
}

function besideKnown({ status, where, row }: Claim, record: StoredRecord, before: KnownInFeishu): Finding[] {
  if (record['id'] !== before.id)
    return [wrong(`${where} stands in the place of a record that was there before`)];
  if (status === 'created') return [wrong(`${where} is told as created, and was there before`)];
  return agrees(status, holds(record, row.content, true))
    ? []
    : [wrong(`${where} is told as ${status}, and its content says otherwise`)];
}

/** `same`: the stored record has the content of this row. */
function besideCreated({ status, where }: Claim, same: boolean, isTold: boolean): Finding[] {
  if (status === 'created' && !same)
    return [wrong(`${where} is told as created, and other content is stored`)];
  if (status === 'already_exists' && !isTold)
    return [wrong(`${where} is told as there before, and it was not`)];
  return agrees(status, same) ? [] : [wrong(`${where} is told as ${status}, and its content says otherwise`)];
}

function agrees(status: string, same: boolean): boolean {
  if (status === 'already_exists') return same;
  return status === 'conflict' ? !same : true;
}
