// `tryBatch` works on the batch of one message of a lane, and answers with why it is not done, if it is not. It logs an error in the
// batch, so that no other batch ends with it.

import { quarantine } from '../../shared/aws/quarantine.ts';
import type { Received } from '../../shared/aws/queue.ts';
import { readLaneMessage, type LaneMessage } from '../../shared/job/lane-message.ts';
import type { Plan } from '../../shared/job/plan.ts';
import { forgetWaiting, keepsOrder, type Ordered } from './batch/behind-others.ts';
import { releaseJournal } from './batch/journal.ts';
import { openBatch, type LaneShared } from './batch/open-batch.ts';
import { mayBeLastOfJob, storeOutcomes } from './batch/outcomes.ts';
import type { DeliverInvocation, HandBack } from './context.ts';
import { noteFailure } from './lane/note-failure.ts';
import { settleBatch } from './settle-batch.ts';

/** What the batches of one lane share in an invocation, and what they leave behind. */
export interface LaneWork extends LaneShared {
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

/**
 * An error in one batch must not end the others. If its journal was not released, all records that are not settled in it are
 * in doubt.
 */
export async function tryBatch(lane: LaneWork, message: Received): Promise<'done' | HandBack> {
  try {
    return await deliverBatch(lane, message);
  } catch (error) {
    const trouble = noteFailure(lane.invocation, message.group, error);
    return { why: 'broken', trouble };
  }
}

async function deliverBatch(lane: LaneWork, message: Received): Promise<'done' | HandBack> {
  const { invocation, atWork } = lane;
  const setAside = async (reason: string) => {
    await quarantine(invocation, 'lanes', message.body, { text: reason });
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
