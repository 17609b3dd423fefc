// Messages of SQS: as an invocation receives them, and back to the queue.

import { ChangeMessageVisibilityCommand, type SQSClient } from '@aws-sdk/client-sqs';
import * as v from 'valibot';

const recordSchema = v.object({
  eventSource: v.literal('aws:sqs'),
  messageId: v.string(),
  receiptHandle: v.optional(v.string(), ''),
  body: v.string(),
  attributes: v.optional(
    v.object({
      /** Of a FIFO queue. */
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
  /** Empty for a standard queue. */
  readonly group: string;
  /** 1 for the first delivery. */
  readonly receiveCount: number;
}

/** Undefined where the event is not of SQS. */
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

/** The longest back-off, in first ones: 10 s becomes 15 min. */
const mostBackOffs = 90;

/** For a trouble that only a person can end. */
export function barredMs(backOffMs: number): number {
  return backOffMs * mostBackOffs;
}

/** Doubled with each delivery and scattered, so that not all messages come back at once after an outage. */
export function outageMs(backOffMs: number, receiveCount: number, random: () => number): number {
  const doubled = backOffMs * Math.min(2 ** (receiveCount - 1), mostBackOffs);
  return doubled * (0.5 + random() / 2);
}

/** SQS hides a message for no longer. */
const longestSeconds = 12 * 3600;

/** The queue delivers the message again after the delay. */
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
      VisibilityTimeout: Math.min(Math.ceil(delayMs / 1000), longestSeconds),
    }),
  );
}
