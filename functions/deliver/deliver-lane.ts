// Delivers the messages of one lane (a queue of batches that has its own slots for calls). Each message names one batch. It
// is done where the batch has outcomes, where its job is complete or out of patience, or where it cannot be read and is
// quarantined. Any other message goes back to the queue.

import { quarantine } from '../../shared/aws/quarantine.ts';
import type { Received } from '../../shared/aws/queue.ts';
import { troubleOfOwn } from '../../shared/feishu/trouble.ts';
import { readLaneMessage } from '../../shared/job/lane-message.ts';
import type { Plan } from '../../shared/job/plan.ts';
import { traceOf } from '../../shared/log.ts';
import { releaseJournal } from './batch/journal.ts';
import { openBatch, type LaneShared } from './batch/open-batch.ts';
import { completeIfCovered, mayBeLastOfJob, storeOutcomes } from './batch/outcomes.ts';
import type { DeliverInvocation, HandBack } from './context.ts';
import { handBackNotDone, type NotDone } from './lane/hand-back.ts';
import { createHealth } from './lane/health.ts';
import { createStopWhileWaiting } from './lane/stop-while-waiting.ts';
import { createLaneTurns } from './lane/turns.ts';
import { settleBatch } from './settle-batch.ts';

/** Answers with the messages that were not done, after it has put them back on the queue. */
export async function deliverLane(
  invocation: DeliverInvocation,
  messages: readonly Received[],
): Promise<readonly Received[]> {
  const startedMs = invocation.clock.now();
  const lane: LaneWork = {
    invocation,
    turns: createLaneTurns(invocation.timetable, startedMs),
    health: createHealth(startedMs),
    stopWhileWaiting: createStopWhileWaiting(invocation),
    mayBeCovered: new Map(),
  };
  const notDone = await deliverMessages(lane, messages);
  const returned = notDone.map(({ message }) => message);
  await handBackNotDone(invocation, notDone);
  return returned;
}

interface LaneWork extends LaneShared {
  readonly invocation: DeliverInvocation;
  /** The plans, by job, of which every batch may have outcomes now. At the end `completeIfCovered` finds out. */
  readonly mayBeCovered: Map<string, Plan>;
}

/** Works on all messages at once: for creates, whose calls may overtake one another, unless a job has one lane. */
async function deliverSideBySide(lane: LaneWork, messages: readonly Received[]): Promise<readonly NotDone[]> {
  const ends = await Promise.all(
    messages.map(async (message) => ({ message, end: await tryBatch(lane, message) })),
  );
  return ends.flatMap(({ message, end }) => (end === 'done' ? [] : [{ message, handBack: end }]));
}

/**
 * Works on one message after the other: for jobs with one lane, which are all updates and removes, and creates where LANES
 * is 1. Two calls for one record must arrive in order, so a batch that waits keeps all after it waiting, for the same
 * reason.
 */
async function deliverInOrder(lane: LaneWork, messages: readonly Received[]): Promise<readonly NotDone[]> {
  for (const [index, message] of messages.entries()) {
    const end = await tryBatch(lane, message);
    if (end !== 'done') return messages.slice(index).map((left) => ({ message: left, handBack: end }));
  }
  return [];
}

function keepsOrder({ body }: Received): boolean {
  return readLaneMessage(body)?.lanes === 1;
}

async function deliverMessages(lane: LaneWork, messages: readonly Received[]): Promise<readonly NotDone[]> {
  const { invocation, mayBeCovered } = lane;
  const notDone = messages.some(keepsOrder)
    ? await deliverInOrder(lane, messages)
    : await deliverSideBySide(lane, messages);
  try {
    // After all messages of the lane: the job's last outcomes may be among theirs.
    for (const plan of mayBeCovered.values()) await completeIfCovered(invocation, plan);
    return notDone;
  } catch (error) {
    // All messages come back, find their outcomes, and the job's are counted again.
    const handBack = outageOf(invocation, messages[0]?.group, error);
    return messages.map((message) => ({ message, handBack }));
  }
}

/**
 * An error in one batch must not end the others. If its journal was not released, all records that are not settled in it are
 * in doubt.
 */
async function tryBatch(lane: LaneWork, message: Received): Promise<'done' | HandBack> {
  try {
    return await deliverBatch(lane, message);
  } catch (error) {
    return outageOf(lane.invocation, message.group, error);
  }
}

/** A request to S3 or SQS that failed, or a fault of our own: logged, and tried again later as after any outage. */
function outageOf(
  { log, metrics, clock }: DeliverInvocation,
  group: string | undefined,
  error: unknown,
): HandBack {
  log('failed', { group, error: traceOf(error) });
  metrics.count('failed', 1);
  return { why: 'outage', trouble: troubleOfOwn(error, clock.now()) };
}

async function deliverBatch(lane: LaneWork, message: Received): Promise<'done' | HandBack> {
  const { invocation, mayBeCovered } = lane;
  const setAside = async (reason: string) => {
    await quarantine(invocation, 'lanes', message.body, reason);
    return 'done' as const;
  };
  const laneMessage = readLaneMessage(message.body);
  if (!laneMessage) return setAside('the message is not one of a lane');
  const opened = await openBatch(invocation, laneMessage, lane);
  switch (opened.kind) {
    case 'unreadable':
      return setAside(opened.reason);
    case 'held':
      return { why: 'held' };
    case 'out_of_patience':
      return 'done';
    case 'done':
      mayBeCovered.set(opened.plan.job, opened.plan);
      return 'done';
    case 'open':
  }

  const { batch } = opened;
  const { plan, index, items, held } = batch;
  const end = await settleBatch(invocation, batch);
  const release = () => releaseJournal(invocation, plan.job, index, held, items);
  if (end !== 'done') {
    await release();
    return end;
  }
  // The journal is stored too, because the report takes its count of calls from there. Outcomes and journal say the same of
  // each record, so a crash may leave either one alone.
  await Promise.all([storeOutcomes(invocation, batch), release()]);
  if (mayBeLastOfJob(plan, index, message.receiveCount)) mayBeCovered.set(plan.job, plan);
  return 'done';
}
