// What goes over the lanes' queue: one message a batch, one batch a call.

import { createHash } from 'node:crypto';

import * as v from 'valibot';

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

export interface QueuedMessage {
  readonly body: string;
  readonly groupId: string;
  readonly deduplicationId: string;
}

/** The lane is the message group: AWS runs one invocation of a group at a time. */
export function laneMessageOf(plan: Plan, batch: number): QueuedMessage {
  const { job, operation, lanes } = plan;
  const message: LaneMessage = { v: 1, job, operation, batch, lanes };
  return {
    body: JSON.stringify(message),
    groupId: `${operation}/${laneOf(plan, batch)}`,
    deduplicationId: createHash('sha256').update(`${job}#${batch}`).digest('hex'),
  };
}

/** Undefined where the text is no message of a lane. */
export function readLaneMessage(body: string): LaneMessage | undefined {
  const read = v.safeParse(schema, readJson(body));
  return read.success ? read.output : undefined;
}

/** Batches take the lanes by turns, from the first whose slot comes when the plan is written. */
export function laneOf({ lanes, first_lane }: Pick<Plan, 'lanes' | 'first_lane'>, batch: number): number {
  return (first_lane + batch) % lanes;
}
