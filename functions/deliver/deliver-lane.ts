// The messages of one lane, in their order. Each is one batch: it ends in outcomes, or its message goes back to the queue.

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

/** Answers with the messages that were not done. */
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
  const notDone = messages.some(keepsOrder)
    ? await deliverInOrder(lane, messages)
    : await deliverSideBySide(lane, messages);
  // After the whole lane: only now can the job's last missing outcomes be there.
  for (const plan of lane.mayBeCovered.values()) await completeIfCovered(invocation, plan);

  const returned = notDone.map(({ message }) => message);
  await handBackNotDone(invocation, notDone);
  return returned;
}

interface LaneWork extends LaneShared {
  readonly invocation: DeliverInvocation;
  /** By job, the plans of which a last batch has ended. */
  readonly mayBeCovered: Map<string, Plan>;
}

/** For creates, whose calls may overtake one another. */
async function deliverSideBySide(lane: LaneWork, messages: readonly Received[]): Promise<readonly NotDone[]> {
  const ends = await Promise.all(
    messages.map(async (message) => ({ message, end: await tryBatch(lane, message) })),
  );
  return ends.flatMap(({ message, end }) => (end === 'done' ? [] : [{ message, handBack: end }]));
}

/** For updates and removes: two calls of one record must arrive in order, so a batch that waits keeps all after it. */
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

/** An error in one batch must not end the others. Its journal stays without `left`, so that all of it is in doubt. */
async function tryBatch(lane: LaneWork, message: Received): Promise<'done' | HandBack> {
  try {
    return await deliverBatch(lane, message);
  } catch (error) {
    const { log, metrics, clock } = lane.invocation;
    log('failed', { group: message.group, error: traceOf(error) });
    metrics.count('failed', 1);
    return { why: 'outage', trouble: troubleOfOwn(error, clock.now()) };
  }
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
  const release = () => releaseJournal(invocation.store, plan.job, index, held, items);
  if (end !== 'done') {
    await release();
    return end;
  }
  // The journal for the report's count of calls. Both say the same of each record, so a crash may leave either alone.
  await Promise.all([storeOutcomes(invocation, batch), release()]);
  if (mayBeLastOfJob(plan, index, message.receiveCount)) mayBeCovered.set(plan.job, plan);
  return 'done';
}
