// Where a job stops: a person's or our own `abort`, or a report that is on its way. Looked at before each call.

import { abortKey, completeKey } from '../../../shared/keys.ts';
import { json } from '../../../shared/aws/store.ts';
import type { DeliverInvocation, OpenBatch } from '../context.ts';

export async function isStoppedOrComplete(
  { store }: DeliverInvocation,
  { plan }: { readonly plan: { readonly job: string } },
): Promise<boolean> {
  const stops = await Promise.all([store.exists(abortKey(plan.job)), store.exists(completeKey(plan.job))]);
  return stops.includes(true);
}

const leastGuilty = 20;
const mostGuiltyShare = 0.2;

/** Mostly the same fault in a batch is the fault of the whole file: a wrong user_id_type, say. */
export async function stopIfMostlyGuilty(
  { store, log }: DeliverInvocation,
  { plan, items }: OpenBatch,
): Promise<void> {
  // What is refused record by record is theirs, and costs no call.
  const refused = items.flatMap(({ outcome, blamed }) => (outcome && blamed ? [outcome] : []));
  for (const [code, outcomes] of Map.groupBy(refused, (outcome) => outcome.code)) {
    if (outcomes.length < leastGuilty || outcomes.length <= items.length * mostGuiltyShare) continue;
    const reason = `${outcomes.length} of ${items.length} records of one batch were refused with ${code}: ${outcomes[0]?.message ?? ''}`;
    await store.writeOnce(abortKey(plan.job), json({ by: 'deliver', code, reason }));
    log('stopped', { job: plan.job, code });
    return;
  }
}
