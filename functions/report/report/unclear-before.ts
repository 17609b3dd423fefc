// The status that an earlier report gave a record which has come back without a look. Split refuses such a record, and it stays
// `unclear`: as `rejected` it would stand in failed.csv, and be paid when that file is dropped again.

import type { RejectedLine } from '../../../shared/job/rejected.ts';
import { unguardCell } from '../../../shared/values/formula-guard.ts';
import { isJsonObject, readJson } from '../../../shared/values/json.ts';
import { isStatus, statuses, type Status } from '../../../shared/job/outcomes.ts';

/** `header`: of a table; else empty. Undefined where no earlier status was unclear. */
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
