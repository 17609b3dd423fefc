// Takes a batch that has to wait long out of its lane, because a message that is hidden hides all after it. The message waits in a
// group of its own, and comes back to the end of the lane when its time has come. A message is sent before the one in hand is done: a
// crash in between leaves two, of which the journal lets one work.

import { sendAll, type Received } from '../../../shared/aws/queue.ts';
import { nameOf } from '../../../shared/log.ts';
import {
  leavingMessage,
  readLaneMessage,
  returningMessage,
  type LaneMessage,
  type Waiting,
} from '../../../shared/job/lane-message.ts';
import { must } from '../../../shared/errors.ts';
import { slotMsAt } from '../../../shared/feishu/timetable.ts';
import type { DeliverInvocation, HandBack } from '../context.ts';
import type { NotDone } from './delay.ts';
import { hide, logHandedBack } from './hand-back.ts';

/** How many turns of its lane a message may hide the others. */
const mostTurns = 2;

/**
 * True for a message whose batch alone is the reason, and whose delay is longer than two turns of its lane. A batch that is behind
 * another always leaves, because the other comes back to the end of the lane, behind it. So does a batch whose calls break: other
 * batches would wait for each of its visits, however short its delay.
 */
export function hasToLeave(
  { settings }: DeliverInvocation,
  { message, handBack, delayMs }: NotDone,
): boolean {
  const read = readLaneMessage(message.body);
  if (!read || !isOfTheBatch(handBack)) return false;
  if (handBack.why === 'behind' || handBack.why === 'broken') return true;
  return delayMs > mostTurns * read.lanes * slotMsAt(settings.FEISHU_CALLS_PER_SECOND);
}

function isOfTheBatch({ why }: HandBack): boolean {
  switch (why) {
    case 'look_again':
    case 'held':
    case 'behind':
    case 'broken':
      return true;
    case 'deadline':
    case 'barred':
    case 'outage':
      return false;
  }
}

/** Answers with the messages that could not leave: the queue did not take theirs. */
export async function leaveLane(
  invocation: DeliverInvocation,
  leaving: readonly NotDone[],
): Promise<readonly NotDone[]> {
  const { clock, lanes, log } = invocation;
  const sent = leaving.map(({ message: { body, group }, firstLeftMs, delayMs }) =>
    leavingMessage(must(readLaneMessage(body), 'a message of a lane'), group, firstLeftMs, delayMs),
  );
  try {
    await sendAll(lanes, clock, sent);
  } catch (error) {
    log('not_left', { group: leaving[0]?.message.group, messages: leaving.length, error: nameOf(error) });
    return leaving;
  }
  for (const one of leaving) logHandedBack(invocation, one, 1);
  return [];
}

/**
 * When the message comes for the first time it is hidden for as long as the batch has to wait; when it comes again the batch goes back
 * to its lane. True: it is back.
 */
export async function returnToLane(
  invocation: DeliverInvocation,
  received: Received,
  message: LaneMessage & Waiting,
): Promise<boolean> {
  const { clock, lanes, metrics } = invocation;
  const { waits, first_left_ms: firstLeftMs = clock.now() } = message;
  metrics.time('batch_waits', clock.now() - firstLeftMs);
  if (received.receiveCount === 1) {
    await hide(invocation, [received], waits.delay_ms);
    return false;
  }
  await sendAll(lanes, clock, [returningMessage(message)]);
  return true;
}
