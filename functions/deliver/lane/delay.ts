// How long a message stays away that is not done.

import { barredMs, outageMs } from '../../../shared/aws/hand-back.ts';
import type { DeliverInvocation, HandBack } from '../context.ts';

export interface Received {
  readonly messageId: string;
  readonly receiptHandle: string;
  readonly body: string;
  readonly group: string;
  readonly receiveCount: number;
}

export function delayOf(
  { settings, random }: DeliverInvocation,
  { why }: HandBack,
  receiveCount: number,
): number {
  switch (why) {
    case 'deadline':
      return 0;
    case 'look_again':
      return settings.LOOK_AGAIN_MS;
    case 'barred':
      return barredMs(settings.BACK_OFF_MS);
    case 'held':
    case 'outage':
      return outageMs(settings.BACK_OFF_MS, receiveCount, random);
  }
}
