// Delivers the messages of one lane (a queue of batches that has its own slots for calls). Each message names one batch. It
// is done where the batch has outcomes, where its job is complete or out of patience, or where it cannot be read and is
// quarantined. Any other message goes back to the queue: where the batch alone has to wait long, out of its lane.

import type { Received } from '../../shared/aws/queue.ts';
import { readLaneMessage, type LaneMessage, type Waiting } from '../../shared/job/lane-message.ts';
import { completeIfCovered } from './batch/outcomes.ts';
import type { DeliverInvocation } from './context.ts';
import { tryBatch, type LaneWork } from './deliver-batch.ts';
import { notDone, type NotDone } from './lane/delay.ts';
import { handBackNotDone } from './lane/hand-back.ts';
import { createHealth } from './lane/health.ts';
import { hasToLeave, returnToLane } from './lane/leave-lane.ts';
import { isOutage, letLeave, markWaiting } from './lane/let-leave.ts';
import { noteFailure } from './lane/note-failure.ts';
import { createStopWhileWaiting } from './lane/stop-while-waiting.ts';
import { createLaneTurns } from './lane/turns.ts';

/** Answers with the messages that were not done, after it has put them back on the queue. */
export async function deliverLane(
  invocation: DeliverInvocation,
  messages: readonly Received[],
): Promise<readonly Received[]> {
  const inLane: Received[] = [];
  const waiting: Received[] = [];
  for (const message of messages) {
    const { waits, ...read } = readLaneMessage(message.body) ?? {};
    if (!waits || !('job' in read)) inLane.push(message);
    else if (!(await tryToReturn(invocation, message, { ...read, waits }))) waiting.push(message);
  }
  const startedMs = invocation.clock.now();
  const lane: LaneWork = {
    invocation,
    turns: createLaneTurns(invocation.timetable, startedMs),
    health: createHealth(startedMs),
    stopWhileWaiting: createStopWhileWaiting(invocation),
    mayBeCovered: new Map(),
    opened: new Map(),
    marked: new Set(),
    gone: new Set(),
    atWork: new Set(),
  };
  const staying = await deliverMessages(lane, inLane);
  await handBackNotDone(invocation, staying);
  return [...waiting, ...staying.map(({ message }) => message)];
}

/** False where the queue did not take the message: then it stays where it waits, and comes again. */
async function tryToReturn(
  invocation: DeliverInvocation,
  received: Received,
  message: LaneMessage & Waiting,
): Promise<boolean> {
  try {
    return await returnToLane(invocation, received, message);
  } catch (error) {
    noteFailure(invocation, received.group, error);
    return false;
  }
}

/**
 * Works on all messages at once: for creates, whose calls may overtake one another, unless a job has one lane. Answers with the
 * messages that are not done.
 */
async function deliverSideBySide(lane: LaneWork, messages: readonly Received[]): Promise<readonly NotDone[]> {
  const ends = await Promise.all(
    messages.map(async (message) => ({ message, end: await tryBatch(lane, message) })),
  );
  return ends.flatMap(({ message, end }) => (end === 'done' ? [] : [notDone(lane.invocation, message, end)]));
}

/**
 * Works on one message after the other: for jobs with one lane, which are all updates and removes, and creates where LANES
 * is 1. Two calls for one record must arrive in order, so a batch that stays in the lane keeps all after it waiting, for the same
 * reason. Behind one that leaves, `isBehindOthers` keeps the order of its records.
 */
async function deliverInOrder(lane: LaneWork, messages: readonly Received[]): Promise<readonly NotDone[]> {
  const left: NotDone[] = [];
  for (const [index, message] of messages.entries()) {
    const end = await tryBatch(lane, message);
    if (end === 'done') continue;
    const one = notDone(lane.invocation, message, end);
    left.push(one);
    const leaves = !isOutage(lane) && hasToLeave(lane.invocation, one) && (await markWaiting(lane, one));
    if (!leaves) return [...left, ...messages.slice(index + 1).map((rest) => ({ ...one, message: rest }))];
  }
  return left;
}

function isInOrder({ body }: Received): boolean {
  return readLaneMessage(body)?.lanes === 1;
}

/** Answers with the messages that stay in the lane. */
async function deliverMessages(lane: LaneWork, messages: readonly Received[]): Promise<readonly NotDone[]> {
  const { invocation, mayBeCovered, gone } = lane;
  const inOrder = messages.some(isInOrder);
  const left = inOrder ? await deliverInOrder(lane, messages) : await deliverSideBySide(lane, messages);
  const staying = await letLeave(lane, left, inOrder);
  try {
    // After all messages of the lane: the job's last outcomes may be among theirs.
    for (const plan of mayBeCovered.values()) await completeIfCovered(invocation, plan);
    return staying;
  } catch (error) {
    // All messages that are still here come back, find their outcomes, and the job's are counted again.
    const trouble = noteFailure(invocation, messages[0]?.group, error);
    return messages
      .filter((message) => !gone.has(message))
      .map((message) => notDone(invocation, message, { why: 'outage', trouble }));
  }
}
