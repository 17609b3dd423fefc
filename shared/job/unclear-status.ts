// The unclear status that an earlier report gave a row. Split does not send such a row again, and its report says the same
// status again. A spreadsheet may have changed letter case, width or blanks of both the column's name and the status.

import { isStatus, statuses, type Status } from './outcomes.ts';

const unclearStatuses = new Map(
  Object.keys(statuses)
    .filter(isStatus)
    .filter((status) => statuses[status].file === 'unclear')
    .map((status) => [letters(status), status]),
);

/** True for `_status`, however it is spelled. */
export function isStatusName(name: string): boolean {
  return /[_＿]/.test(name) && letters(name) === 'status';
}

/** Undefined for any status that is not unclear. */
export function unclearStatus(said: unknown): Status | undefined {
  return typeof said === 'string' ? unclearStatuses.get(letters(said)) : undefined;
}

/** The letters alone, small and of usual width. A status is short, so nothing longer is read. */
function letters(text: string): string {
  return text.slice(0, 100).normalize('NFKC').replaceAll(/\P{L}/gu, '').toLowerCase();
}
