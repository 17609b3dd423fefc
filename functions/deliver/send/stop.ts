// Where a job stops: at `abort`, by a person, by the sweeper or by deliver itself, and at complete.json, from which report
// writes its report. Deliver looks for both before each call.

import { abortMark } from '../../../shared/job/abort.ts';
import { completeJson } from '../../../shared/job/complete.ts';
import { jobSentences } from '../../../shared/words/job.ts';
import type { DeliverInvocation, OpenBatch } from '../context.ts';

export async function isStoppedOrComplete({ store }: DeliverInvocation, job: string): Promise<boolean> {
  const stops = await Promise.all([abortMark.exists(store, { job }), completeJson.exists(store, { job })]);
  return stops.includes(true);
}

const leastBlamed = 20;
const mostBlamedShare = 0.2;

/** One fault in many records of a batch is a fault of the whole file, such as a wrong user_id_type: the job stops. */
export async function stopIfMostAreBlamed(
  { store, log }: DeliverInvocation,
  { plan: { job }, items }: OpenBatch,
): Promise<void> {
  // Only records that a whole call was refused for: a record that is refused by itself costs no call.
  const refused = items.flatMap(({ outcome, blamed }) => (outcome && blamed ? [outcome] : []));
  for (const [code, outcomes] of Map.groupBy(refused, (outcome) => outcome.code)) {
    if (outcomes.length < leastBlamed || outcomes.length <= items.length * mostBlamedShare) continue;
    const reason = jobSentences.most_were_refused({
      refused: outcomes.length,
      records: items.length,
      code,
      message: outcomes[0]?.message ?? '',
    });
    await abortMark.writeOnce(store, { job }, { v: 1, by: 'deliver', code: String(code), reason });
    log('stopped', { job, code });
    return;
  }
}
