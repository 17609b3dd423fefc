// Queues a planned job's batches, one request after the other. Within a job no record is named twice, so that a message
// which SQS refuses at first may come behind its successors; between jobs the order is that of their plans.

import { setTimeout as sleep } from 'node:timers/promises';

import { SendMessageBatchCommand, type SQSClient } from '@aws-sdk/client-sqs';

import { laneMessage, type QueuedMessage } from '../../shared/job/lane-message.ts';
import type { Plan } from '../../shared/job/plan.ts';
import { PlainError } from '../../shared/plain-error.ts';

const entriesPerRequest = 10;
const mostAttempts = 8;
const firstPauseMs = 50;

export async function queueBatches(
  sqs: SQSClient,
  queueUrl: string,
  plan: Plan,
  pauseMs = firstPauseMs,
): Promise<void> {
  for (let start = 0; start < plan.batches.length; start += entriesPerRequest) {
    const indexes = plan.batches.slice(start, start + entriesPerRequest).map((_, offset) => start + offset);
    const messages = indexes.map((index) => laneMessage(plan, index));
    await sendAll(sqs, queueUrl, messages, pauseMs);
  }
}

/** HTTP 200 can still carry failures: only those are sent again. */
async function sendAll(
  sqs: SQSClient,
  queueUrl: string,
  messages: readonly QueuedMessage[],
  pauseMs: number,
): Promise<void> {
  let left = messages;
  for (let attempt = 0; left.length > 0; attempt += 1) {
    if (attempt === mostAttempts)
      throw new PlainError(`SQS refused ${left.length} messages ${mostAttempts} times`);
    if (attempt > 0) await sleep(pauseMs * 2 ** attempt);
    const entries = left.map(({ body, groupId, deduplicationId }, index) => ({
      Id: String(index),
      MessageBody: body,
      MessageGroupId: groupId,
      MessageDeduplicationId: deduplicationId,
    }));
    const { Failed = [] } = await sqs.send(
      new SendMessageBatchCommand({ QueueUrl: queueUrl, Entries: entries }),
    );
    const failed = new Set(Failed.map(({ Id }) => Id));
    left = left.filter((_, index) => failed.has(String(index)));
  }
}
