// Finds the unclear status that an earlier report gave a record, where the record has come back before a person has looked at
// it. Split rejects such a record, and its report says the same status again: as `rejected` it would stand in the failed
// file, and might be paid twice when that file is dropped again.

import type { RejectedLine } from '../../../shared/job/rejected.ts';
import { unguardCell } from '../../../shared/values/formula-guard.ts';
import { isJsonObject, readJson } from '../../../shared/values/json.ts';
import { isStatus, statuses, type Status } from '../../../shared/job/outcomes.ts';

/** `header`: that of a table, else empty. Undefined where no row has an unclear status. */
export function unclearBefore(
  { raw = [] }: Pick<RejectedLine, 'raw'>,
  header: readonly string[] = [],
): Status | undefined {
  const at = header.findIndex((name) => name.trim() === '_status');
  for (const row of raw) {
    const said = typeof row === 'string' ? statusOfElement(row) : statusOfRow(row, at, header.length);
    if (said !== undefined) return said;
  }
  return undefined;
}

function statusOfElement(text: string): Status | undefined {
  const record = readJson(text);
  return isJsonObject(record) ? unclear(record['_status']) : undefined;
}

/** In a row with cells too many or too few the status may have moved, by at most as many cells. */
function statusOfRow(cells: readonly string[], at: number, width: number): Status | undefined {
  if (at < 0) return undefined;
  const moved = cells.length - width;
  const [first, last] = moved < 0 ? [Math.max(0, at + moved), at] : [at, at + moved];
  const found = cells.slice(first, last + 1).map((cell) => unclear(unguardCell(cell)));
  return found.find((status) => status !== undefined);
}

function unclear(said: unknown): Status | undefined {
  return isStatus(said) && statuses[said].file === 'unclear' ? said : undefined;
}
