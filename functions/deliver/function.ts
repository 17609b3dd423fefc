// What deliver does with an event. handler.ts gives it AWS; a test gives it memory and a clock of its own.

import type { Context, SQSBatchResponse } from 'aws-lambda';

import { receivedOf } from '../../shared/aws/queue.ts';
import { must } from '../../shared/errors.ts';
import { differenceToTell } from '../../shared/feishu/feishu-clock.ts';
import type { DeliverContext, DeliverInvocation } from './context.ts';
import { deliverLane } from './deliver-lane.ts';

/** The share of an invocation's time that is kept for the writes after the last call: outcomes, journal, queue. */
const afterCallsShare = 0.05;

/** The most messages of an event: `batchSize` in serverless.yml. */
export const mostReceived = 10;

export function deliverFunction(deliverContext: DeliverContext) {
  const { clock, client, log, settings } = deliverContext;
  return async (
    event: unknown,
    context: Pick<Context, 'getRemainingTimeInMillis' | 'awsRequestId'>,
  ): Promise<SQSBatchResponse> => {
    const received = must(receivedOf(event), 'an event of SQS');
    const leftMs = context.getRemainingTimeInMillis();
    const invocation: DeliverInvocation = {
      ...deliverContext,
      requestId: context.awsRequestId,
      functionTimeoutMs: leftMs,
      isFull: received.length >= mostReceived,
      deadlineMs: clock.now() + leftMs * (1 - afterCallsShare) - settings.FEISHU_CALL_TIMEOUT_MS,
    };
    const lanes = [...Map.groupBy(received, ({ group }) => group).values()];
    // No lane rejects: the invocation would be over while calls of the others are still on the way.
    const notDone = await Promise.all(lanes.map((messages) => deliverLane(invocation, messages)));
    const difference = client.feishuClock.difference();
    const aheadMs = difference && differenceToTell(difference);
    if (aheadMs !== undefined) log('clocks_differ', { feishu_ahead_ms: aheadMs });
    return { batchItemFailures: notDone.flat().map(({ messageId }) => ({ itemIdentifier: messageId })) };
  };
}
