// The messages of a lane that were not done go back to the queue, and the log says why.

import * as v from 'valibot';

import { factsOf } from '../../../shared/feishu/trouble.ts';
import { handBack } from '../../../shared/aws/hand-back.ts';
import { readJson } from '../../../shared/values/json.ts';
import { delayOf, type Received } from './delay.ts';
import type { DeliverInvocation, HandBack } from '../context.ts';
import { laneMessageSchema } from '../batch/open-batch.ts';

export interface NotDone {
  readonly message: Received;
  readonly later: HandBack;
}

/** Each message stays away as long as the latest: the queue must not turn the order of a group around. */
export async function handBackNotDone(
  invocation: DeliverInvocation,
  left: readonly NotDone[],
): Promise<void> {
  const { sqs, settings, log } = invocation;
  const late = left
    .map((one) => ({ ...one, delayMs: delayOf(invocation, one.later, one.message.receiveCount) }))
    .toSorted((a, b) => b.delayMs - a.delayMs);
  const delayMs = late[0]?.delayMs ?? 0;
  const told = late.find(({ later }) => 'trouble' in later) ?? late[0];
  log('handed_back', {
    group: left[0]?.message.group,
    ...(told ? batchOf(told.message) : {}),
    why: told?.later.why,
    ...(told && 'trouble' in told.later ? factsOf(told.later.trouble) : {}),
    messages: left.length,
    delay_ms: Math.round(delayMs),
  });
  for (const one of left) await handBack(sqs, settings.LANES_QUEUE_URL, one.message, delayMs);
}

function batchOf({ body }: Received): { readonly job?: string; readonly batch?: number } {
  const read = v.safeParse(laneMessageSchema, readJson(body));
  return read.success ? { job: read.output.job, batch: read.output.batch } : {};
}
