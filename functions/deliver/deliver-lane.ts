// The messages of one lane, in their order: each is one batch and ends in outcomes, or goes back to the queue.

import * as v from 'valibot';

import { troubleOfOwn } from '../../shared/feishu/trouble.ts';
import { readJson } from '../../shared/values/json.ts';
import { traceOf } from '../../shared/log.ts';
import type { Plan } from '../../shared/job/plan.ts';
import { quarantine } from '../../shared/aws/quarantine.ts';
import { releaseJournal } from './batch/journal.ts';
import type { DeliverInvocation, HandBack } from './context.ts';
import type { Received } from './lane/delay.ts';
import { handBackNotDone, type NotDone } from './lane/hand-back.ts';
import { createLaneTurns, type LaneTurns } from './lane/turns.ts';
import { laneMessageSchema, openBatch } from './batch/open-batch.ts';
import { completeIfCovered, mayBeTheLast, writeOutcomes } from './batch/outcomes.ts';
import { settle } from './settle-batch.ts';
import { createStopWhileWaiting, type StopWhileWaiting } from './lane/stop-while-waiting.ts';

/** Answers with the messages that were not done. */
export async function deliverLane(
  invocation: DeliverInvocation,
  messages: readonly Received[],
): Promise<readonly Received[]> {
  const turns = createLaneTurns(invocation.timetable, invocation.clock.now());
  const lane: LaneWork = {
    invocation,
    turns,
    stopWatch: createStopWhileWaiting(invocation),
    mayBeCovered: new Map(),
  };
  const left = messages.some(keepsOrder)
    ? await oneAfterTheOther(lane, messages)
    : await sideBySide(lane, messages);
  // Behind all of them, for whichever ends last may be the one that was missing.
  for (const plan of lane.mayBeCovered.values()) await completeIfCovered(invocation, plan);
  if (left.length === 0) return [];

  const returned = left.map(({ message }) => message);
  await handBackNotDone(invocation, left);
  return returned;
}

interface LaneWork {
  readonly invocation: DeliverInvocation;
  readonly turns: LaneTurns;
  readonly stopWatch: StopWhileWaiting;
  /** Plans by job, one of whose last batches has ended. */
  readonly mayBeCovered: Map<string, Plan>;
}

/** Creates may overtake one another; updates and removes of one record must not. */
async function sideBySide(lane: LaneWork, messages: readonly Received[]): Promise<readonly NotDone[]> {
  const ends = await Promise.all(
    messages.map(async (message) => {
      const later = await tryBatch(lane, message);
      return later && { message, later };
    }),
  );
  return ends.filter((end) => end !== undefined);
}

/** What cannot be done now keeps all that comes behind it. */
async function oneAfterTheOther(lane: LaneWork, messages: readonly Received[]): Promise<readonly NotDone[]> {
  for (const [index, message] of messages.entries()) {
    const later = await tryBatch(lane, message);
    if (later) return messages.slice(index).map((left) => ({ message: left, later }));
  }
  return [];
}

function keepsOrder({ body }: Received): boolean {
  const read = v.safeParse(laneMessageSchema, readJson(body));
  return read.success && read.output.lanes === 1;
}

/** What goes wrong with one message must not take the others along. Its call book stays as it is: all is in doubt. */
async function tryBatch(lane: LaneWork, message: Received): Promise<HandBack | undefined> {
  try {
    return await deliverBatch(lane, message);
  } catch (error) {
    const { log, metrics, clock } = lane.invocation;
    log('failed', { group: message.group, error: traceOf(error) });
    metrics.count('failed', 1);
    return { why: 'outage', trouble: troubleOfOwn(error, clock.now()) };
  }
}

async function deliverBatch(
  { invocation, turns, stopWatch, mayBeCovered }: LaneWork,
  message: Received,
): Promise<HandBack | undefined> {
  const read = v.safeParse(laneMessageSchema, readJson(message.body));
  if (!read.success) return quarantine(invocation, 'lanes', message.body, 'the message is not one of a lane');
  const opened = await openBatch(invocation, read.output, turns, stopWatch);
  switch (opened.kind) {
    case 'unreadable':
      return quarantine(invocation, 'lanes', message.body, opened.reason);
    case 'held':
      return { why: 'held' };
    case 'out_of_patience':
      // The sweeper closes the job.
      return undefined;
    case 'done':
      if (opened.plan) mayBeCovered.set(opened.plan.job, opened.plan);
      return undefined;
    case 'open':
  }

  const { batch } = opened;
  const later = await settle(invocation, batch);
  if (later) {
    await releaseJournal(invocation.store, batch.plan.job, batch.index, batch.held, batch.items);
    return later;
  }
  // The book for the report's count of calls. Either says the same of each record, whichever a crash leaves alone.
  await Promise.all([
    writeOutcomes(invocation, batch),
    releaseJournal(invocation.store, batch.plan.job, batch.index, batch.held, batch.items),
  ]);
  if (mayBeTheLast(batch.plan, batch.index, message.receiveCount))
    mayBeCovered.set(batch.plan.job, batch.plan);
  return undefined;
}
