// A message that is not done goes back to its queue, to be seen again after a while.

import { ChangeMessageVisibilityCommand, type SQSClient } from '@aws-sdk/client-sqs';

/** The longest back-off, in first ones: 10 s becomes 15 min. */
const mostBackOffs = 90;

/** Until a person has acted. */
export function barredMs(backOffMs: number): number {
  return backOffMs * mostBackOffs;
}

/** Longer each time, and never for all at once: they all come back after an outage. */
export function outageMs(backOffMs: number, receiveCount: number, random: () => number): number {
  const doubled = backOffMs * Math.min(2 ** (receiveCount - 1), mostBackOffs);
  return doubled * (0.5 + random() / 2);
}

/** SQS keeps a message from being seen for no longer. */
const longestSeconds = 12 * 3600;

export async function handBack(
  sqs: SQSClient,
  queueUrl: string,
  { receiptHandle }: { readonly receiptHandle: string },
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
