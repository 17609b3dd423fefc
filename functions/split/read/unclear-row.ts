// Rows that come back from a report whose end is not known are not sent again blindly.

import { badParameter, type Fault } from '../../../shared/feishu/rules/fault.ts';

const unclear = new Set(['unknown', 'conflict', 'exists_unchecked']);

export function unclearRowFaults(status: unknown): readonly Fault[] {
  if (typeof status !== 'string' || !unclear.has(status)) return [];
  const message = `_status is ${status}: nobody knows whether this record was paid. Look it up in Feishu, and empty the cell only if it is not there`;
  return [{ code: badParameter, field: '_status', message }];
}
