// Messages of SQS: reads them from the event of an invocation, and hands them back to their queue for a later delivery.

import {
  ChangeMessageVisibilityBatchCommand,
  ChangeMessageVisibilityCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import * as v from 'valibot';

import { nameOf } from '../log.ts';

const recordSchema = v.object({
  eventSource: v.literal('aws:sqs'),
  messageId: v.string(),
  receiptHandle: v.optional(v.string(), ''),
  body: v.string(),
  attributes: v.optional(
    v.object({
      /** Every message of a FIFO queue has a group. */
      MessageGroupId: v.optional(v.string(), ''),
      ApproximateReceiveCount: v.pipe(v.optional(v.string(), '1'), v.digits(), v.transform(Number)),
    }),
    {},
  ),
});
const eventSchema = v.object({ Records: v.array(recordSchema) });

export interface Received {
  readonly messageId: string;
  readonly receiptHandle: string;
  readonly body: string;
  /** The message group; empty for a message without one. */
  readonly group: string;
  /** How often SQS has delivered the message, as far as it knows: 1 for the first delivery. */
  readonly receiveCount: number;
}

/** Undefined if the event is not one of SQS. */
export function receivedOf(event: unknown): readonly Received[] | undefined {
  const read = v.safeParse(eventSchema, event);
  if (!read.success) return undefined;
  return read.output.Records.map(({ messageId, receiptHandle, body, attributes }) => ({
    messageId,
    receiptHandle,
    body,
    group: attributes.MessageGroupId,
    receiveCount: attributes.ApproximateReceiveCount,
  }));
}

/** The longest back-off as a multiple of the setting BACK_OFF_MS: 10 s become 15 min. */
const mostBackOffs = 90;

/**
 * The longest back-off: the delay for a message whose calls are barred. Feishu refuses such calls until a person changes
 * credentials, a scope, an address or a quota.
 */
export function barredMs(backOffMs: number): number {
  return backOffMs * mostBackOffs;
}

/**
 * The delay for a message that waits for the end of an outage: the back-off, doubled with each delivery up to the longest. It is
 * scattered down to half of that, so that not all messages come back at once.
 */
export function outageMs(backOffMs: number, receiveCount: number, random: () => number): number {
  const doubled = backOffMs * Math.min(2 ** (receiveCount - 1), mostBackOffs);
  return doubled * (0.5 + random() / 2);
}

/** The longest time for which SQS hides a message: 12 hours. */
const longestSeconds = 12 * 3600;

/** Hides the message for the delay, or for 12 hours if that is less. Then the queue delivers it again, or takes it for dead. */
export async function handBack(
  sqs: SQSClient,
  queueUrl: string,
  { receiptHandle }: Pick<Received, 'receiptHandle'>,
  delayMs: number,
): Promise<void> {
  await sqs.send(
    new ChangeMessageVisibilityCommand({
      QueueUrl: queueUrl,
      ReceiptHandle: receiptHandle,
      VisibilityTimeout: visibilitySeconds(delayMs),
    }),
  );
}

const mostOfABatch = 10;

/**
 * Hides all of the messages for the delay, ten a request. Answers with SQS's code or the error's name for each message that
 * stays hidden as long as it was: its queue delivers it again all the same, at another time.
 */
export async function handBackAll(
  sqs: SQSClient,
  queueUrl: string,
  messages: readonly Pick<Received, 'receiptHandle'>[],
  delayMs: number,
): Promise<readonly string[]> {
  const failures: string[] = [];
  for (let start = 0; start < messages.length; start += mostOfABatch) {
    const some = messages.slice(start, start + mostOfABatch);
    try {
      const { Failed = [] } = await sqs.send(
        new ChangeMessageVisibilityBatchCommand({
          QueueUrl: queueUrl,
          Entries: some.map(({ receiptHandle }, index) => ({
            Id: String(index),
            ReceiptHandle: receiptHandle,
            VisibilityTimeout: visibilitySeconds(delayMs),
          })),
        }),
      );
      failures.push(...Failed.map(({ Code }) => Code ?? 'no code'));
    } catch (error) {
      failures.push(...some.map(() => nameOf(error)));
    }
  }
  return failures;
}

function visibilitySeconds(delayMs: number): number {
  return Math.min(Math.ceil(delayMs / 1000), longestSeconds);
}
