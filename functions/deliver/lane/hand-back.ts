// Puts the messages of a lane that were not done back on the queue. The log tells one of the reasons, if possible one with a
// trouble.

import { barredMs, outageMs, type Received } from '../../../shared/aws/queue.ts';
import { factsOf } from '../../../shared/feishu/trouble.ts';
import { readLaneMessage } from '../../../shared/job/lane-message.ts';
import type { DeliverInvocation, HandBack } from '../context.ts';

export interface NotDone {
  readonly message: Received;
  readonly handBack: HandBack;
}

/** All messages get the longest of their delays: different delays would change the order of a message group. */
export async function handBackNotDone(
  invocation: DeliverInvocation,
  notDone: readonly NotDone[],
): Promise<void> {
  const { lanes, log } = invocation;
  const late = notDone
    .map((one) => ({ ...one, delayMs: delayOf(invocation, one) }))
    .toSorted((a, b) => b.delayMs - a.delayMs);
  const [latest] = late;
  if (!latest) return;
  const told = late.find((one) => 'trouble' in one.handBack) ?? latest;
  const { job, batch } = readLaneMessage(told.message.body) ?? {};
  log('handed_back', {
    group: latest.message.group,
    job,
    batch,
    why: told.handBack.why,
    ...('trouble' in told.handBack ? factsOf(told.handBack.trouble) : {}),
    messages: late.length,
    delay_ms: Math.round(latest.delayMs),
  });
  const messages = notDone.map(({ message }) => message);
  const failures = await lanes.hide(messages, latest.delayMs);
  // No error: the queue delivers the messages again when their visibility timeout is over.
  if (failures.length > 0)
    log('not_handed_back', { group: latest.message.group, messages: failures.length, error: failures[0] });
}

function delayOf(
  { settings, random }: DeliverInvocation,
  { handBack: { why }, message: { receiveCount } }: NotDone,
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
