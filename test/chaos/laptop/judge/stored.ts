// Compares the reports with what Feishu holds:
// - no payment is stored twice
// - no payment of a stranger is stored
// - each row is as its last outcome says

import type { StoredRecord } from '../../../../local/sandbox/start.ts';
import { doubled, wrong, type Finding } from '../../judge/finding.ts';
import { holds } from '../../judge/stored-content.ts';
import type { KnownInFeishu } from '../../wire-record.ts';
import type { LaptopEvidence } from '../laptop-evidence.ts';
import { strangersName } from '../strangers.ts';
import type { Matched, RowOfLaptop } from './told-of-rows.ts';

export function judgeStored(evidence: LaptopEvidence, { rows }: Matched): Finding[] {
  const byName = Map.groupBy(evidence.stored, ({ unique_id }) => String(unique_id));
  const named = new Map(rows.map((row) => [row.target?.uniqueId ?? row.name, row]));
  const known = new Map(evidence.known.map((one) => [one.uniqueId, one]));
  return [
    ...[...byName].flatMap(([name, [record, ...more]]) => [
      ...(more.length > 0 ? [doubled(`${name} is stored ${more.length + 1} times`, more.length)] : []),
      ...(named.has(name) ? [] : judgeUnnamed(name, record, known.get(name))),
    ]),
    ...rows.flatMap((row) =>
      row.row.does === 'update'
        ? judgeUpdate(row, byName.get(row.target?.uniqueId ?? '')?.[0])
        : judgeCreate(row, byName.get(row.name)?.[0]),
    ),
  ];
}

/** A name in Feishu for which no row asks. */
function judgeUnnamed(
  name: string,
  record: StoredRecord | undefined,
  before: KnownInFeishu | undefined,
): Finding[] {
  if (name.startsWith(strangersName)) return [wrong(`${name} is stored: a stranger wanted it`)];
  if (!before || !record) return [wrong(`${name} is stored by nobody's wish`)];
  return holds(record, before.content, true) ? [] : [wrong(`${name} was changed by nobody's wish`)];
}

function judgeCreate({ row, name, told }: RowOfLaptop, record: StoredRecord | undefined): Finding[] {
  const status = told.at(-1)?.status ?? 'untold';
  if (!record) return isSaidDone(status) ? [wrong(`${name} is told as ${status}, and is not stored`)] : [];
  if (status === 'unknown') return [];
  if (!isSaidDone(status)) return [wrong(`${name} is stored, and told as ${status}`)];
  return row.does === 'create' && holds(record, row.content, true)
    ? []
    : [wrong(`${name} is stored with another content than it came with`)];
}

function judgeUpdate({ row, name, target, told }: RowOfLaptop, record: StoredRecord | undefined): Finding[] {
  if (row.does !== 'update' || !target) return [];
  if (!record) return [wrong(`${name} is gone`)];
  const most = row.content.resource === 'lump_sum_payment' ? row.content.parts.length : 0;
  const details = Array.isArray(record['details']) ? record['details'].length : 0;
  if (details > most) return [doubled(`${name}: ${details - most} details stand there twice`)];
  const status = told.at(-1)?.status ?? 'untold';
  const [isNew, isOld] = [holds(record, row.content, false), holds(record, target.content, true)];
  if (status === 'unknown') return isNew || isOld ? [] : [wrong(`${name} is half changed`)];
  if (isSaidDone(status))
    return isNew ? [] : [wrong(`${name} is told as ${status}, and is not as it was to become`)];
  return isOld ? [] : [wrong(`${name} is told as ${status}, and is not as it was`)];
}

const isSaidDone = (status: string): boolean =>
  ['created', 'updated', 'already_exists', 'conflict', 'exists_unchecked'].includes(status);
