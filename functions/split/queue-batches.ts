// Queues a planned job's batches, one request after the other.
//
// - Within a job each record is in one batch, so a message that SQS refuses at first may come after its successors.
// - Two jobs keep their order if one is queued after the other.

import { SendMessageBatchCommand } from '@aws-sdk/client-sqs';

import { PlainError } from '../../shared/errors.ts';
import { laneMessageOf, type QueuedMessage } from '../../shared/job/lane-message.ts';
import type { Plan } from '../../shared/job/plan.ts';
import type { SplitContext } from './context.ts';

const entriesPerRequest = 10;
const mostAttempts = 8;
const firstPauseMs = 50;

type Queueing = Pick<SplitContext, 'sqs' | 'clock'> & {
  readonly settings: Pick<SplitContext['settings'], 'LANES_QUEUE_URL'>;
};

export async function queueBatches(queueing: Queueing, plan: Plan): Promise<void> {
  for (let start = 0; start < plan.batches.length; start += entriesPerRequest) {
    const indexes = plan.batches.slice(start, start + entriesPerRequest).map((_, offset) => start + offset);
    await sendAll(
      queueing,
      indexes.map((index) => laneMessageOf(plan, index)),
    );
  }
}

/** An answer with HTTP 200 can name messages that were not taken: only those are sent again. */
async function sendAll(
  { sqs, clock, settings }: Queueing,
  messages: readonly QueuedMessage[],
): Promise<void> {
  let left = messages;
  for (let attempt = 0; left.length > 0; attempt += 1) {
    if (attempt === mostAttempts)
      throw new PlainError(`SQS refused ${left.length} messages ${mostAttempts} times`);
    if (attempt > 0) await clock.sleep(firstPauseMs * 2 ** attempt);
    const entries = left.map(({ body, groupId, deduplicationId }, index) => ({
      Id: String(index),
      MessageBody: body,
      MessageGroupId: groupId,
      MessageDeduplicationId: deduplicationId,
    }));
    const { Failed = [] } = await sqs.send(
      new SendMessageBatchCommand({ QueueUrl: settings.LANES_QUEUE_URL, Entries: entries }),
    );
    const failed = new Set(Failed.map(({ Id }) => Id));
    left = left.filter((_, index) => failed.has(String(index)));
  }
}
