// A message whose run is not done goes back to its queue, to be seen again after a while.

import { ChangeMessageVisibilityCommand } from '@aws-sdk/client-sqs';

import type { Invocation, Later } from './export-run.ts';

export interface Received {
  readonly messageId: string;
  readonly receiptHandle: string;
  readonly body: string;
  readonly receiveCount: number;
}

/** The longest back-off, in first ones: 10 s becomes 15 min. */
const mostBackOffs = 90;
const longestSeconds = 12 * 3600;

export async function handBack(
  invocation: Invocation,
  { receiptHandle, receiveCount }: Received,
  later: Later,
): Promise<void> {
  const { sqs, settings, log } = invocation;
  const delayMs = delayOf(invocation, later, receiveCount);
  log('handed_back', { why: later.why, delay_ms: Math.round(delayMs) });
  await sqs.send(
    new ChangeMessageVisibilityCommand({
      QueueUrl: settings.EXPORTS_QUEUE_URL,
      ReceiptHandle: receiptHandle,
      VisibilityTimeout: Math.min(Math.ceil(delayMs / 1000), longestSeconds),
    }),
  );
}

function delayOf({ settings, random }: Invocation, { why }: Later, receiveCount: number): number {
  switch (why) {
    case 'deadline':
      return 0;
    case 'barred':
      return settings.BACK_OFF_MS * mostBackOffs;
    // Held: by another run of the same API, which may take hours.
    case 'held':
    case 'outage':
      return settings.BACK_OFF_MS * Math.min(2 ** (receiveCount - 1), mostBackOffs) * (0.5 + random() / 2);
  }
}
