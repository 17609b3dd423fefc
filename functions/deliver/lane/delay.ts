// The message of a batch that cannot be settled now, why, and how long it is kept back.

import { barredMs, outageMs, type Received } from '../../../shared/aws/queue.ts';
import { readLaneMessage } from '../../../shared/job/lane-message.ts';
import type { DeliverInvocation, HandBack } from '../context.ts';

export interface NotDone {
  readonly message: Received;
  readonly handBack: HandBack;
  readonly delayMs: number;
  /** Epoch milliseconds at which the batch first left its lane; now, if it has not. */
  readonly firstLeftMs: number;
}

export function notDone(invocation: DeliverInvocation, message: Received, handBack: HandBack): NotDone {
  const firstLeftMs = readLaneMessage(message.body)?.first_left_ms ?? invocation.clock.now();
  return { message, handBack, delayMs: delayOf(invocation, message, handBack, firstLeftMs), firstLeftMs };
}

/** A batch waits for its next look by this share of the time since it first left its lane. */
const lookAgainShare = 0.25;

function delayOf(
  { settings, random, clock }: DeliverInvocation,
  { body, receiveCount }: Received,
  handBack: HandBack,
  firstLeftMs: number,
): number {
  switch (handBack.why) {
    case 'deadline':
      return 0;
    case 'look_again': {
      if (handBack.hasBroken) return settings.LOOK_AGAIN_MS;
      // The looks of a batch that is looked up for hours grow rare, up to the longest back-off.
      const longestMs = Math.max(settings.LOOK_AGAIN_MS, barredMs(settings.BACK_OFF_MS));
      const grownMs = (clock.now() - firstLeftMs) * lookAgainShare;
      return Math.min(Math.max(settings.LOOK_AGAIN_MS, grownMs), longestMs);
    }
    case 'behind':
      return settings.LOOK_AGAIN_MS;
    case 'barred':
      return barredMs(settings.BACK_OFF_MS);
    case 'broken': {
      // Two calls an invocation. A half that was accepted shows that it is no outage which would have to end first.
      const { brokenCalls } = handBack;
      const times = brokenCalls === undefined ? tried() : Math.ceil(brokenCalls / 2);
      return outageMs(settings.BACK_OFF_MS, times, random);
    }
    case 'held':
    case 'outage':
      return outageMs(settings.BACK_OFF_MS, tried(), random);
  }

  /** To the queue, a message that came back to its lane is a new one. */
  function tried(): number {
    return (readLaneMessage(body)?.left ?? 0) + receiveCount;
  }
}
