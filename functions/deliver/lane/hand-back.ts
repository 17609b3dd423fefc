// Puts the messages of a lane that were not done back on the queue. The log tells one of the reasons, if possible one with a
// trouble.

import type { Received } from '../../../shared/aws/queue.ts';
import { factsOf } from '../../../shared/feishu/trouble.ts';
import { readLaneMessage } from '../../../shared/job/lane-message.ts';
import type { DeliverInvocation } from '../context.ts';
import type { NotDone } from './delay.ts';

/** All messages get the longest of their delays: different delays would change the order of a message group. */
export async function handBackNotDone(
  invocation: DeliverInvocation,
  notDone: readonly NotDone[],
): Promise<void> {
  const late = notDone.toSorted((a, b) => b.delayMs - a.delayMs);
  const [latest] = late;
  if (!latest) return;
  const told = late.find((one) => 'trouble' in one.handBack) ?? latest;
  logHandedBack(invocation, { ...told, delayMs: latest.delayMs }, late.length);
  await hide(
    invocation,
    notDone.map(({ message }) => message),
    latest.delayMs,
  );
}

export function logHandedBack(
  { log }: DeliverInvocation,
  { message: { group, body }, handBack, delayMs }: NotDone,
  messages: number,
): void {
  const { job, batch } = readLaneMessage(body) ?? {};
  log('handed_back', {
    group,
    job,
    batch,
    why: handBack.why,
    ...('trouble' in handBack ? factsOf(handBack.trouble) : {}),
    messages,
    delay_ms: Math.round(delayMs),
  });
}

export async function hide(
  { lanes, log }: DeliverInvocation,
  messages: readonly Received[],
  delayMs: number,
): Promise<void> {
  const failures = await lanes.hide(messages, delayMs);
  // No error: the queue delivers the messages again when their visibility timeout is over.
  if (failures.length > 0)
    log('not_handed_back', { group: messages[0]?.group, messages: failures.length, error: failures[0] });
}
