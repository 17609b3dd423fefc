// A message that is not done goes back to its queue, to be seen again after a while.

import { ChangeMessageVisibilityCommand } from '@aws-sdk/client-sqs';

import type { Invocation, Later } from './delivery.ts';

export interface Received {
  readonly messageId: string;
  readonly receiptHandle: string;
  readonly body: string;
  readonly group: string;
  readonly receiveCount: number;
}

/** The longest back-off, in first ones: 10 s becomes 15 min. */
const mostBackOffs = 90;

export function delayOf(
  { settings, random }: Invocation,
  { why, delayMs }: Later,
  receiveCount: number,
): number {
  switch (why) {
    case 'deadline':
      return 0;
    case 'look_again':
      return delayMs;
    case 'barred':
      return settings.BACK_OFF_MS * mostBackOffs;
    case 'outage': {
      const doubled = settings.BACK_OFF_MS * Math.min(2 ** (receiveCount - 1), mostBackOffs);
      // All lanes come back after an outage; not all at once.
      return doubled * (0.5 + random() / 2);
    }
  }
}

const longestSeconds = 12 * 3600;

export async function handBack(
  { sqs, settings }: Invocation,
  messages: readonly Received[],
  delayMs: number,
): Promise<void> {
  const seconds = Math.min(Math.ceil(delayMs / 1000), longestSeconds);
  for (const { receiptHandle } of messages) {
    await sqs.send(
      new ChangeMessageVisibilityCommand({
        QueueUrl: settings.LANES_QUEUE_URL,
        ReceiptHandle: receiptHandle,
        VisibilityTimeout: seconds,
      }),
    );
  }
}
