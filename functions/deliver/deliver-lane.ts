// Delivers the messages of one lane (a queue of batches that has its own slots for calls). Each message names one batch. It
// is done where the batch has outcomes, where its job is complete or out of patience, or where it cannot be read and is
// quarantined. Any other message goes back to the queue: where the batch alone has to wait long, out of its lane.

import { quarantine } from '../../shared/aws/quarantine.ts';
import type { Received } from '../../shared/aws/queue.ts';
import { troubleOfOwn, type Trouble } from '../../shared/feishu/trouble.ts';
import { readLaneMessage, type LaneMessage, type Waiting } from '../../shared/job/lane-message.ts';
import type { Plan } from '../../shared/job/plan.ts';
import { traceOf } from '../../shared/log.ts';
import { forgetWaiting, keepsOrder, noteWaiting } from './batch/behind-others.ts';
import { releaseJournal } from './batch/journal.ts';
import { openBatch, type LaneShared, type Ordered } from './batch/open-batch.ts';
import { completeIfCovered, mayBeLastOfJob, storeOutcomes } from './batch/outcomes.ts';
import type { DeliverInvocation, HandBack } from './context.ts';
import { notDone, type NotDone } from './lane/delay.ts';
import { handBackNotDone } from './lane/hand-back.ts';
import { createHealth } from './lane/health.ts';
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
  const returned: Received[] = [];
  for (const message of messages) {
    const { waits, ...read } = readLaneMessage(message.body) ?? {};
    if (!waits || !('job' in read)) inLane.push(message);
    else if (!(await tryToReturn(invocation, message, { ...read, waits }))) returned.push(message);
  }
  const startedMs = invocation.clock.now();
  const lane: LaneWork = {
    invocation,
    turns: createLaneTurns(invocation.timetable, startedMs),
    health: createHealth(startedMs),
    stopWhileWaiting: createStopWhileWaiting(invocation),
    mayBeCovered: new Map(),
    opened: new Map(),
  };
  const staying = await deliverMessages(lane, inLane);
  await handBackNotDone(invocation, staying);
  return [...returned, ...staying.map(({ message }) => message)];
}

interface LaneWork extends LaneShared {
  readonly invocation: DeliverInvocation;
  /** The plans, by job, of which every batch may have outcomes now. At the end `completeIfCovered` finds out. */
  readonly mayBeCovered: Map<string, Plan>;
  /** The batches that were opened and are not done, by their messages: with what keeps their order, where that counts. */
  readonly opened: Map<Received, Ordered | 'any order'>;
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
 * messages that stay in the lane.
 */
async function deliverSideBySide(lane: LaneWork, messages: readonly Received[]): Promise<readonly NotDone[]> {
  const ends = await Promise.all(
    messages.map(async (message) => ({ message, end: await tryBatch(lane, message) })),
  );
  const left = ends.flatMap(({ message, end }) =>
    end === 'done' ? [] : [notDone(lane.invocation, message, end)],
  );
  if (isOutage(lane, left, messages.length)) return left;
  const leaving = left.filter((one) => hasToLeave(lane.invocation, one));
  const staying = left.filter((one) => !leaving.includes(one));
  return [...staying, ...(await leaveLane(lane.invocation, leaving))];
}

/**
 * Works on one message after the other: for jobs with one lane, which are all updates and removes, and creates where LANES
 * is 1. Two calls for one record must arrive in order, so a batch that stays in the lane keeps all after it waiting, for the same
 * reason. Behind one that has left, `isBehindOthers` keeps the order of its records.
 */
async function deliverInOrder(lane: LaneWork, messages: readonly Received[]): Promise<readonly NotDone[]> {
  const { invocation } = lane;
  const bad: NotDone[] = [];
  for (const [index, message] of messages.entries()) {
    const end = await tryBatch(lane, message);
    if (end === 'done') continue;
    const one = notDone(invocation, message, end);
    bad.push(one);
    const leaves = !isOutage(lane, bad, index + 1) && hasToLeave(invocation, one);
    if (!leaves || !(await leaveInOrder(lane, one)))
      return messages.slice(index).map((rest) => ({ ...one, message: rest }));
  }
  return [];
}

/** False where the batch stays: it was not opened, so that its records are not known, or the queue did not take its message. */
async function leaveInOrder({ invocation, opened }: LaneWork, one: NotDone): Promise<boolean> {
  const ordered = opened.get(one.message);
  if (!ordered) return false;
  try {
    if (ordered !== 'any order')
      await noteWaiting({ ...invocation, plan: ordered.plan }, ordered.index, ordered.records);
  } catch (error) {
    outageOf(invocation, one.message.group, error);
    return false;
  }
  return (await leaveLane(invocation, [one])).length === 0;
}

const fewestBroken = 2;

/**
 * True where Feishu is down, as far as this invocation can tell: several batches broke, no call was answered since, and more
 * messages may wait behind them. Then all stay, and keep the others from the same end.
 */
function isOutage({ invocation, health }: LaneWork, left: readonly NotDone[], tried: number): boolean {
  const broken = left.filter(({ handBack: { why } }) => why === 'broken').length;
  return invocation.isFull && broken >= fewestBroken && (health.brokenInARow > 0 || broken === tried);
}

function isInOrder({ body }: Received): boolean {
  return readLaneMessage(body)?.lanes === 1;
}

async function deliverMessages(lane: LaneWork, messages: readonly Received[]): Promise<readonly NotDone[]> {
  const { invocation, mayBeCovered } = lane;
  const staying = messages.some(isInOrder)
    ? await deliverInOrder(lane, messages)
    : await deliverSideBySide(lane, messages);
  try {
    // After all messages of the lane: the job's last outcomes may be among theirs.
    for (const plan of mayBeCovered.values()) await completeIfCovered(invocation, plan);
    return staying;
  } catch (error) {
    // All messages come back, find their outcomes, and the job's are counted again.
    const trouble = outageOf(invocation, messages[0]?.group, error);
    return messages.map((message) => notDone(invocation, message, { why: 'outage', trouble }));
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
    return { why: 'broken', trouble, isToBlame: false };
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
  const { invocation, mayBeCovered, opened: known } = lane;
  const setAside = async (reason: string) => {
    await quarantine(invocation, 'lanes', message.body, reason);
    return 'done' as const;
  };
  const laneMessage = readLaneMessage(message.body);
  if (!laneMessage) return setAside('the message is not one of a lane');
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
  if (left > 0 && operation && keepsOrder(operation)) await forgetWaiting({ store, plan }, batch);
}
