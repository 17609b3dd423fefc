// The fault of a row that comes back from a report's `unclear` file: to send it before a person has looked could pay twice.

import { badParameter, type Fault } from '../../../shared/feishu/rules/fault.ts';
import { unclearStatus } from '../../../shared/job/unclear-status.ts';
import { say } from '../../../shared/words/say.ts';

export function unclearRowFaults(said: unknown): readonly Fault[] {
  const status = unclearStatus(said);
  if (status === undefined) return [];
  const message = say('record.unclear_before', { status });
  return [{ code: badParameter, field: '_status', message }];
}
