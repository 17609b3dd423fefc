// Delivers the messages of one lane (a queue of batches that has its own slots for calls). Each message names one batch. It
// is done where the batch has outcomes, where its job is complete or out of patience, or where it cannot be read and is
// quarantined. Any other message goes back to the queue: where the batch alone has to wait long, out of its lane.

import { quarantine } from '../../shared/aws/quarantine.ts';
import type { Received } from '../../shared/aws/queue.ts';
import { troubleOfOwn, type Trouble } from '../../shared/feishu/trouble.ts';
import { readLaneMessage, type LaneMessage, type Waiting } from '../../shared/job/lane-message.ts';
import type { Plan } from '../../shared/job/plan.ts';
import { traceOf } from '../../shared/log.ts';
import { forgetWaiting, keepsOrder, noteWaiting, type Ordered } from './batch/behind-others.ts';
import { releaseJournal } from './batch/journal.ts';
import { openBatch, type LaneShared } from './batch/open-batch.ts';
import { completeIfCovered, mayBeLastOfJob, storeOutcomes } from './batch/outcomes.ts';
import type { DeliverInvocation, HandBack } from './context.ts';
import { notDone, type NotDone } from './lane/delay.ts';
import { handBackNotDone } from './lane/hand-back.ts';
import { createHealth, seemsDown } from './lane/health.ts';
import { hasToLeave, leaveLane, returnToLane } from './lane/leave-lane.ts';
import { createStopWhileWaiting } from './lane/stop-while-waiting.ts';
import { createLaneTurns } from './lane/turns.ts';
import { settleBatch } from './settle-batch.ts';

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

interface LaneWork extends LaneShared {
  readonly invocation: DeliverInvocation;
  /** The plans, by job, of which every batch may have outcomes now. At the end `completeIfCovered` finds out. */
  readonly mayBeCovered: Map<string, Plan>;
  /** The batches that were opened and are not done, by their messages: with what keeps their order, where that counts. */
  readonly opened: Map<Received, Ordered | 'any order'>;
  /** The messages, in order, whose batches may leave: they have a mark if they need one. */
  readonly marked: Set<Received>;
  /** The messages whose batches have left the lane. */
  readonly gone: Set<Received>;
  /** The batches that are worked on now, as job#batch: a crash may leave two messages of one. */
  readonly atWork: Set<string>;
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
    outageOf(invocation, received.group, error);
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

/** False where the batch has to stay: it was not opened, so that its records are not known, or the mark could not be written. */
async function markWaiting({ invocation, opened, marked }: LaneWork, one: NotDone): Promise<boolean> {
  const known = opened.get(one.message);
  if (!known) return false;
  try {
    if (known !== 'any order') await noteWaiting(invocation.store, known, one.firstLeftMs);
  } catch (error) {
    outageOf(invocation, one.message.group, error);
    return false;
  }
  marked.add(one.message);
  return true;
}

/** Then no batch leaves: those behind them would only come into doubt too. */
function isOutage({ invocation, health }: LaneWork): boolean {
  return invocation.isFull && seemsDown(health);
}

/** Lets those that have to wait long leave the lane. Answers with the others. */
async function letLeave(
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
    outageOf(invocation, message.group, error);
  }
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
    const trouble = outageOf(invocation, messages[0]?.group, error);
    return messages
      .filter((message) => !gone.has(message))
      .map((message) => notDone(invocation, message, { why: 'outage', trouble }));
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
    const trouble = outageOf(lane.invocation, message.group, error);
    return { why: 'broken', trouble };
  }
}

/** A request to S3 or SQS that failed, or a fault of our own: logged, and tried again later as after any outage. */
function outageOf(
  { log, metrics, clock }: DeliverInvocation,
  group: string | undefined,
  error: unknown,
): Trouble {
  log('failed', { group, error: traceOf(error) });
  metrics.count('failed', 1);
  return troubleOfOwn(error, clock.now());
}

async function deliverBatch(lane: LaneWork, message: Received): Promise<'done' | HandBack> {
  const { invocation, atWork } = lane;
  const setAside = async (reason: string) => {
    await quarantine(invocation, 'lanes', message.body, reason);
    return 'done' as const;
  };
  const laneMessage = readLaneMessage(message.body);
  if (!laneMessage) return setAside('the message is not one of a lane');
  const name = `${laneMessage.job}#${laneMessage.batch}`;
  if (atWork.has(name)) return { why: 'held' };
  atWork.add(name);
  try {
    return await deliverOpened(lane, message, laneMessage, setAside);
  } finally {
    atWork.delete(name);
  }
}

async function deliverOpened(
  lane: LaneWork,
  message: Received,
  laneMessage: LaneMessage,
  setAside: (reason: string) => Promise<'done'>,
): Promise<'done' | HandBack> {
  const { invocation, mayBeCovered, opened: known } = lane;
  const opened = await openBatch(invocation, laneMessage, lane);
  if ('ordered' in opened) known.set(message, opened.ordered ?? 'any order');
  switch (opened.kind) {
    case 'unreadable':
      return setAside(opened.reason);
    case 'held':
    case 'behind':
      return { why: opened.kind };
    case 'out_of_patience':
    case 'done':
      await forgetIfLeft(invocation, opened.plan, laneMessage);
      if (opened.kind === 'done') mayBeCovered.set(opened.plan.job, opened.plan);
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
  await forgetIfLeft(invocation, plan, laneMessage);
  if (mayBeLastOfJob(plan, index, message.receiveCount + laneMessage.left)) mayBeCovered.set(plan.job, plan);
  return 'done';
}

async function forgetIfLeft(
  { store, operations }: DeliverInvocation,
  plan: Plan,
  { left, batch }: LaneMessage,
): Promise<void> {
  const operation = operations.find(({ name }) => name === plan.operation);
  if (left > 0 && operation && keepsOrder(operation)) await forgetWaiting(store, plan, batch);
}
