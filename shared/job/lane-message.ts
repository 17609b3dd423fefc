// The messages on the lanes' queue: one for each batch of a plan. A lane is one message group of that queue.

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
});
export type LaneMessage = v.InferOutput<typeof schema>;

/** The message group is the operation and the lane: AWS works on one group in one invocation at a time. */
export function laneMessageOf(plan: Plan, batch: number): QueuedMessage {
  const { job, operation, lanes } = plan;
  const message: LaneMessage = { v: 1, job, operation, batch, lanes };
  return {
    body: JSON.stringify(message),
    groupId: `${operation}/${laneOf(plan, batch)}`,
    deduplicationId: createHash('sha256').update(`${job}#${batch}`).digest('hex'),
  };
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
