// Queues a planned job's batches, several requests at once.
//
// - The last message of each lane is sent when all others are on the queue: deliver counts the job's outcomes after these alone.
// - Before that, messages of a lane may overtake one another: within a job each record is in one batch.
// - Two jobs keep their order if one is queued after the other.

import { sendAll } from '../../shared/aws/queue.ts';
import { laneMessageOf } from '../../shared/job/lane-message.ts';
import type { Plan } from '../../shared/job/plan.ts';
import type { SplitContext } from './context.ts';

const mostOnTheWay = 4;
/** The most that SQS takes in a request. */
const messagesOfARequest = 10;

export async function queueBatches(
  { lanes, clock }: Pick<SplitContext, 'lanes' | 'clock'>,
  plan: Plan,
): Promise<void> {
  const messages = plan.batches.map((_, batch) => laneMessageOf(plan, batch));
  const last = Math.max(0, messages.length - plan.lanes);
  let begun = 0;
  async function sendSome(): Promise<void> {
    while (begun < last) {
      const start = begun;
      begun = Math.min(start + messagesOfARequest, last);
      await sendAll(lanes, clock, messages.slice(start, begun));
    }
  }
  const sending = await Promise.allSettled(
    // A failure ends the others too, behind the request that each has on the way: none may go out after the invocation's end.
    Array.from({ length: mostOnTheWay }, () => sendSome().finally(() => (begun = last))),
  );
  for (const end of sending) if (end.status === 'rejected') throw end.reason;
  await sendAll(lanes, clock, messages.slice(last));
}
