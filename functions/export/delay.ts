// How long a message stays away whose run is not done.

import { barredMs, outageMs } from '../../shared/aws/hand-back.ts';
import type { ExportInvocation, HandBack } from './context.ts';

export interface Received {
  readonly messageId: string;
  readonly receiptHandle: string;
  readonly body: string;
  readonly receiveCount: number;
}

export function delayOf(
  { settings, random }: ExportInvocation,
  { why }: HandBack,
  receiveCount: number,
): number {
  switch (why) {
    case 'deadline':
      return 0;
    case 'barred':
      return barredMs(settings.BACK_OFF_MS);
    // Held: by another run of the same API, which may take hours.
    case 'held':
    case 'outage':
      return outageMs(settings.BACK_OFF_MS, receiveCount, random);
  }
}
