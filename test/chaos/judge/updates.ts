// Compares the outcomes of all updates of one record with what Feishu holds. They come from one file, or from two that hold the same
// updates.

import type { StoredRecord } from '../../../local/sandbox/start.ts';
import { addsDetail, type Row } from '../story.ts';
import type { KnownInFeishu } from '../wire-record.ts';
import { doubled, wrong, type Finding } from './finding.ts';
import type { MatchedRow } from './matched.ts';
import { detailsBeyond, holds } from './stored-content.ts';

export interface Update extends MatchedRow {
  readonly row: Extract<Row, { does: 'update' }>;
  readonly status: string;
}

export function judgeUpdates(
  updates: readonly Update[],
  before: KnownInFeishu,
  record: StoredRecord | undefined,
): Finding[] {
  const [first] = updates;
  if (!first) return [];
  if (!record) return [wrong(`${first.where}: its record is gone`)];
  const twice = detailsBeyond(record, first.row.content);
  if (twice > 0) return [doubled(`${before.uniqueId} has ${twice} details twice`, twice)];
  const isNew = holds(record, first.row.content, false);
  const isOld = holds(record, before.content, true);
  return [
    ...updates.flatMap((update) => judgeUpdate(update, updates, { isNew, isOld })),
    ...sentAgain(updates, before),
  ];
}

function judgeUpdate(
  update: Update,
  all: readonly Update[],
  { isNew, isOld }: { readonly isNew: boolean; readonly isOld: boolean },
): Finding[] {
  const { status, where } = update;
  const byAnother = all.some((other) => other !== update && maybeUpdated.has(other.status));
  switch (status) {
    case 'unknown':
      return [];
    case 'updated':
      return isNew ? [] : [wrong(`${where} is told as updated, and is not as it was to become`)];
    case 'already_exists':
    case 'exists_unchecked':
      if (!isNew) return [wrong(`${where} is told as ${status}, and is not as it was to become`)];
      return byAnother ? [] : [wrong(`${where} is told as ${status}, and nobody else has updated it`)];
    default:
      return isOld || (byAnother && isNew)
        ? []
        : [wrong(`${where} is told as ${status}, and is not as it was`)];
  }
}

const maybeUpdated = new Set(['updated', 'unknown']);

/**
 * An update that adds a detail is sent for one of two files. The other finds it done, or was in doubt and says that it may have been
 * the other's.
 */
function sentAgain(updates: readonly Update[], { uniqueId }: KnownInFeishu): Finding[] {
  const done = updates.filter(
    ({ row, status, told }) =>
      status === 'updated' && addsDetail(row) && !/by this job, or by another/.test(told?.message ?? ''),
  );
  return done.length > 1
    ? [wrong(`${uniqueId} is told as updated ${done.length} times, and each would add a detail`)]
    : [];
}
