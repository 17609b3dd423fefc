// The message of a batch that cannot be settled now, why, and how long it is kept back.

import { barredMs, outageMs, type Received } from '../../../shared/aws/queue.ts';
import { readLaneMessage } from '../../../shared/job/lane-message.ts';
import type { DeliverInvocation, HandBack } from '../context.ts';

export interface NotDone {
  readonly message: Received;
  readonly handBack: HandBack;
  readonly delayMs: number;
}

export function notDone(invocation: DeliverInvocation, message: Received, handBack: HandBack): NotDone {
  return { message, handBack, delayMs: delayOf(invocation, message, handBack) };
}

function delayOf(
  { settings, random }: DeliverInvocation,
  { body, receiveCount }: Received,
  { why }: HandBack,
): number {
  switch (why) {
    case 'deadline':
      return 0;
    case 'look_again':
    case 'behind':
      return settings.LOOK_AGAIN_MS;
    case 'barred':
      return barredMs(settings.BACK_OFF_MS);
    case 'held':
    case 'broken':
    case 'outage':
      // To the queue, a message that came back to its lane is a new one.
      return outageMs(settings.BACK_OFF_MS, (readLaneMessage(body)?.left ?? 0) + receiveCount, random);
  }
}
