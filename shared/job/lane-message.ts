// What goes over the lanes: one message a batch, one batch a call.

import { createHash } from 'node:crypto';

import type { Plan } from './plan.ts';

export interface LaneMessage {
  readonly v: 1;
  readonly job: string;
  readonly operation: string;
  readonly batch: number;
  readonly lanes: number;
}

export interface QueuedMessage {
  readonly body: string;
  readonly groupId: string;
  readonly deduplicationId: string;
}

/** The lane is the message group: AWS runs one invocation of it at a time. */
export function laneMessage({ job, operation, lanes, first_lane }: Plan, batch: number): QueuedMessage {
  const message: LaneMessage = { v: 1, job, operation, batch, lanes };
  return {
    body: JSON.stringify(message),
    groupId: `${operation}/${(first_lane + batch) % lanes}`,
    deduplicationId: createHash('sha256').update(`${job}#${batch}`).digest('hex'),
  };
}
