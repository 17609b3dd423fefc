// The messages on the lanes' queue: one for each batch of a plan. A lane is one message group of that queue.
//
// A batch that has to wait long leaves its lane, because a message that is hidden hides all after it in its group. Its message goes to
// a group of its own, and comes back to the lane when its time has come.

import { createHash } from 'node:crypto';

import * as v from 'valibot';

import type { QueuedMessage } from '../aws/queue.ts';
import { readJson } from '../values/json.ts';
import { count } from '../values/schemas.ts';
import type { Plan } from './plan.ts';

const schema = v.object({
  v: v.literal(1),
  job: v.pipe(v.string(), v.nonEmpty()),
  operation: v.string(),
  batch: count,
  lanes: v.pipe(count, v.minValue(1)),
  /** How often the batch has left its lane. */
  left: v.optional(count, 0),
  /** Epoch milliseconds at which it first left; absent before. */
  first_left_ms: v.optional(v.number()),
  /** Present while it is out of its lane: the lane's message group, and how long it waits there. */
  waits: v.optional(v.object({ lane: v.string(), delay_ms: v.number() })),
});
export type LaneMessage = v.InferOutput<typeof schema>;

/** The message group is the operation and the lane: AWS works on one group in one invocation at a time. */
export function laneMessageOf(plan: Plan, batch: number): QueuedMessage {
  const { job, operation, lanes } = plan;
  const message: v.InferInput<typeof schema> = { v: 1, job, operation, batch, lanes };
  return {
    body: JSON.stringify(message),
    groupId: `${operation}/${laneOf(plan, batch)}`,
    deduplicationId: createHash('sha256').update(`${job}#${batch}`).digest('hex'),
  };
}

/** The message with which a batch leaves its lane, a message group. */
export function leavingMessage(
  message: LaneMessage,
  lane: string,
  firstLeftMs: number,
  delayMs: number,
): QueuedMessage {
  const { job, batch, left } = message;
  const leaving: LaneMessage = {
    ...message,
    left: left + 1,
    first_left_ms: firstLeftMs,
    waits: { lane, delay_ms: delayMs },
  };
  return {
    body: JSON.stringify(leaving),
    groupId: `waiting/${job}/${batch}`,
    deduplicationId: createHash('sha256').update(`${job}#${batch}#left ${leaving.left}`).digest('hex'),
  };
}

/** The message with which it comes back. */
export function returningMessage({ waits, ...message }: LaneMessage & Waiting): QueuedMessage {
  const { job, batch, left } = message;
  return {
    body: JSON.stringify(message),
    groupId: waits.lane,
    deduplicationId: createHash('sha256').update(`${job}#${batch}#back ${left}`).digest('hex'),
  };
}

export interface Waiting {
  readonly waits: NonNullable<LaneMessage['waits']>;
}

/** Undefined if the text is no message of a lane. */
export function readLaneMessage(body: string): LaneMessage | undefined {
  const read = v.safeParse(schema, readJson(body));
  return read.success ? read.output : undefined;
}

/** Batches take the lanes by turns, beginning with `first_lane`, whose slot comes next when the first batch can be called. */
export function laneOf({ lanes, first_lane }: Pick<Plan, 'lanes' | 'first_lane'>, batch: number): number {
  return (first_lane + batch) % lanes;
}
