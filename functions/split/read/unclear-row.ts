// The fault of a row that comes back from a report's `unclear` file: to send it before a person has looked could pay twice.

import { badParameter, type Fault } from '../../../shared/feishu/rules/fault.ts';
import { isStatus, statuses } from '../../../shared/job/outcomes.ts';
import { recordSentences } from '../../../shared/words/record.ts';

export function unclearRowFaults(status: unknown): readonly Fault[] {
  if (!isStatus(status) || statuses[status].file !== 'unclear') return [];
  const message = recordSentences.unclear_before({ status });
  return [{ code: badParameter, field: '_status', message }];
}
