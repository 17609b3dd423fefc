// Queues a planned job's batches, one request after the other.
//
// - Within a job each record is in one batch, so a message that SQS refuses at first may come after its successors.
// - Two jobs keep their order if one is queued after the other.

import { sendAll } from '../../shared/aws/queue.ts';
import { laneMessageOf } from '../../shared/job/lane-message.ts';
import type { Plan } from '../../shared/job/plan.ts';
import type { SplitContext } from './context.ts';

export async function queueBatches(
  { lanes, clock }: Pick<SplitContext, 'lanes' | 'clock'>,
  plan: Plan,
): Promise<void> {
  await sendAll(
    lanes,
    clock,
    plan.batches.map((_, batch) => laneMessageOf(plan, batch)),
  );
}
