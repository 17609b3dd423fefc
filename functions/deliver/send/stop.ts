// What stops a job: the object `abort`, by a person, by the sweeper or by deliver itself, or complete.json, from which report
// writes its report. Deliver checks for both before a write call waits for its turn, and while it waits.

import { abortMark } from '../../../shared/job/abort.ts';
import { completeJson } from '../../../shared/job/complete.ts';
import { say } from '../../../shared/words/say.ts';
import type { DeliverInvocation, OpenBatch } from '../context.ts';

export async function isStoppedOrComplete({ store }: DeliverInvocation, job: string): Promise<boolean> {
  const stops = await Promise.all([abortMark.exists(store, { job }), completeJson.exists(store, { job })]);
  return stops.includes(true);
}

const leastBlamed = 20;
const mostBlamedShare = 0.2;

/**
 * Stops the job (writes `abort`) where at least `leastBlamed` records of a batch, and more than `mostBlamedShare` of all its
 * records, were culprits with one code: such a fault is of the whole file, as is a wrong user_id_type.
 */
export async function stopIfMostAreBlamed(
  { store, log }: DeliverInvocation,
  { plan: { job }, items }: OpenBatch,
): Promise<void> {
  // Only records for which a whole call was refused: one that is refused in an accepted call costs no further call.
  // Where an earlier call of such a record is open it has no outcome yet.
  const culprits = items.filter(
    ({ blamed, outcome }) => blamed && (outcome?.status ?? 'refused') === 'refused',
  );
  for (const [code, alike] of Map.groupBy(culprits, ({ lastSaid }) => lastSaid.code)) {
    if (alike.length < leastBlamed || alike.length <= items.length * mostBlamedShare) continue;
    const reason = say('job.most_were_refused', {
      refused: alike.length,
      records: items.length,
      code,
      message: alike[0]?.lastSaid.message ?? '',
    });
    await abortMark.writeOnce(store, { job }, { v: 1, by: 'deliver', code: String(code), reason });
    log('stopped', { job, code });
    return;
  }
}
