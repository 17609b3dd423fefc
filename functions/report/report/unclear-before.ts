// Finds the unclear status that an earlier report gave a record, where the record has come back before a person has looked at
// it. Split rejects such a record, and its report says the same status again: as `rejected` it would stand in the failed
// file, and might be paid twice when that file is dropped again.

import type { RejectedLine } from '../../../shared/job/rejected.ts';
import { unguardCell } from '../../../shared/values/formula-guard.ts';
import { isJsonObject, readJson } from '../../../shared/values/json.ts';
import type { Status } from '../../../shared/job/outcomes.ts';
import { isStatusName, unclearStatus } from '../../../shared/job/unclear-status.ts';

/** `header`: that of a table, else empty. Undefined where no row has an unclear status. */
export function unclearBefore(
  { raw = [] }: Pick<RejectedLine, 'raw'>,
  header: readonly string[] = [],
): Status | undefined {
  const columns = [...header.keys()].filter((at) => isStatusName(header[at] ?? ''));
  const said = raw.flatMap((row) =>
    typeof row === 'string'
      ? statusesOfElement(row)
      : columns.flatMap((at) => statusesOfRow(row, at, header.length)),
  );
  return said.map(unclearStatus).find((status) => status !== undefined);
}

function statusesOfElement(text: string): readonly unknown[] {
  const record = readJson(text);
  if (!isJsonObject(record)) return [];
  return Object.entries(record).flatMap(([name, value]) => (isStatusName(name) ? [value] : []));
}

/** In a row with cells too many or too few the status may have moved, by at most as many cells. */
function statusesOfRow(cells: readonly string[], at: number, width: number): readonly string[] {
  const moved = cells.length - width;
  const [first, last] = moved < 0 ? [Math.max(0, at + moved), at] : [at, at + moved];
  return cells.slice(first, last + 1).map(unguardCell);
}
