// Two faults of one record: its first call is processed and not answered, and the next one is refused. The refusal does not say what
// the first call did.

import type { Chance } from './chance.ts';
import type { Fault } from './faults.ts';
import type { Story } from './story.ts';

/** Operations whose records are sent again without a look, where the app may not read. */
const sentBlindly = [
  'lump_sum_payment.batch_create',
  'lump_sum_payment.batch_update',
  'recurring_payment.batch_update',
];

/** An app that may read looks the record up, and seldom sends it again. */
export function faultsOfOpenCall({ deployment, files }: Story, chance: Chance): Fault[] {
  const apis = sentBlindly.filter((api) => files.some(({ operation }) => operation === api));
  if (apis.length === 0 || !chance.in(deployment.writesOnly ? 0.5 : 0.03)) return [];
  const api = chance.pick(apis);
  const unanswered = chance.pick(['no_answer_after', 'cut_after', 'server_error_after', 'html_502_after']);
  return [
    { kind: 'feishu', api, nth: 1, fault: unanswered },
    { kind: 'feishu', api, nth: 2, fault: 'unknown_record_code' },
  ];
}
