// Decides which of a lane's batches that are not done leave it. In order, a batch gets its mark at once, before the next one is worked
// on; its message is sent when the lane is done, because only then it is seen whether Feishu is down.

import type { Received } from '../../../shared/aws/queue.ts';
import { forgetWaiting, noteWaiting } from '../batch/behind-others.ts';
import type { LaneWork } from '../deliver-batch.ts';
import type { NotDone } from './delay.ts';
import { seemsDown } from './health.ts';
import { hasToLeave, leaveLane } from './leave-lane.ts';
import { noteFailure } from './note-failure.ts';

/** False where the batch has to stay: it was not opened, so that its records are not known, or the mark could not be written. */
export async function markWaiting({ invocation, opened, marked }: LaneWork, one: NotDone): Promise<boolean> {
  const known = opened.get(one.message);
  if (!known) return false;
  try {
    if (known !== 'any order') await noteWaiting(invocation.store, known, one.firstLeftMs);
  } catch (error) {
    noteFailure(invocation, one.message.group, error);
    return false;
  }
  marked.add(one.message);
  return true;
}

/** Then no batch leaves: those behind them would only come into doubt too. */
export function isOutage({ invocation, health }: LaneWork): boolean {
  return invocation.isFull && seemsDown(health);
}

/** Lets those that have to wait long leave the lane. Answers with the others. */
export async function letLeave(
  lane: LaneWork,
  left: readonly NotDone[],
  inOrder: boolean,
): Promise<readonly NotDone[]> {
  const { invocation, marked, gone } = lane;
  const leaving = isOutage(lane)
    ? []
    : left.filter((one) => hasToLeave(invocation, one) && (!inOrder || marked.has(one.message)));
  const notGone = await leaveLane(invocation, leaving);
  for (const one of leaving) if (!notGone.includes(one)) gone.add(one.message);
  const staying = left.filter(({ message }) => !gone.has(message));
  for (const { message } of staying) if (marked.has(message)) await takeMarkBack(lane, message);
  return staying;
}

/** A mark that cannot be removed does no harm once the batch has its outcomes. */
async function takeMarkBack({ invocation, opened }: LaneWork, message: Received): Promise<void> {
  const known = opened.get(message);
  if (!known || known === 'any order') return;
  try {
    await forgetWaiting(invocation.store, known.plan, known.index);
  } catch (error) {
    noteFailure(invocation, message.group, error);
  }
}
