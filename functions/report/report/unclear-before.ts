// What an earlier report of ours said of a record that has come back without anybody looking it up. split refuses it, and
// it stays as unclear as it was: called rejected, it would be paid when the file of rejected rows is dropped again.

import type { RejectedLine } from '../../../shared/job/batch.ts';
import { unguardCell } from '../../../shared/values/formula-guard.ts';
import { isJsonObject, readJson } from '../../../shared/values/json.ts';
import { fileOfStatus, type Status } from '../../../shared/job/outcomes.ts';

/** `header` is that of a table. */
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

/** A cell too many or too few moves it, and no further than they are. */
function statusOfRow(cells: readonly string[], at: number, width: number): Status | undefined {
  if (at < 0) return undefined;
  const moved = cells.length - width;
  const [first, last] = moved < 0 ? [Math.max(0, at + moved), at] : [at, at + moved];
  const found = cells.slice(first, last + 1).map((cell) => unclear(unguardCell(cell)));
  return found.find((status) => status !== undefined);
}

function unclear(said: unknown): Status | undefined {
  return isStatus(said) && fileOfStatus[said] === 'unclear' ? said : undefined;
}

function isStatus(said: unknown): said is Status {
  return typeof said === 'string' && Object.hasOwn(fileOfStatus, said);
}
