// What happens around the files, drawn from the seed: exports, and how Feishu behaves where its pages leave room.

import type { Chance } from './chance.ts';
import { isPatient, type Deployment } from './deployments.ts';
import type { AskedExport } from './story.ts';

/** The exports that are asked for: none without the read scope, and none with short patience, because no run could begin again. */
export function makeExports(deployment: Deployment, chance: Chance): AskedExport[] {
  if (deployment.writesOnly || !isPatient(deployment) || !chance.in(0.35)) return [];
  const resources = ['lump_sum_payment', 'recurring_payment', 'lump_sum_payment_detail'] as const;
  return chance
    .shuffled(resources)
    .slice(0, chance.whole(1, 2))
    .map((resource) => ({
      dataset: `all-${resource}`,
      resource,
      mode: 'full',
      afterMs: chance.whole(0, 1500),
      twice: chance.in(0.4),
    }));
}

export function makeSwitches(chance: Chance): Record<string, string> {
  const some: readonly (readonly [name: string, value: string])[] = [
    ['token_error_status', chance.pick(['200', '401'])],
    ['rate_limit_status', '400'],
    ['rate_limit_reset', chance.pick(['whole', 'zero'])],
    ['parameter_error', 'service'],
    ['bad_user_id', 'record'],
    ['bad_user_id_violations', 'absent'],
    ['results_order', 'reversed'],
    ['recurring_unique_id', 'ignored'],
    ['conflict_id', chance.pick(['existing', 'unique_id'])],
    ['details_left_out', 'kept'],
    ['paid_status', 'paid'],
    ['amount_text', 'item_decimals'],
  ];
  return Object.fromEntries(some.filter(() => chance.in(0.15)));
}
