// What split does with an event. handler.ts gives it AWS; a test gives it memory and a clock of its own.

import type { Context, SQSBatchItemFailure, SQSBatchResponse } from 'aws-lambda';

import { outageMs, receivedOf, type Received } from '../../shared/aws/queue.ts';
import { must, PlainError } from '../../shared/errors.ts';
import { traceOf } from '../../shared/log.ts';
import { say } from '../../shared/words/say.ts';
import type { SplitContext, SplitInvocation } from './context.ts';
import { StopFile } from './read/stop-file.ts';
import { isDrop, routeMessage } from './trigger/route.ts';

/**
 * The share of an invocation's time that is kept for what follows the reading, also for the plan of a file whose reading is
 * given up.
 */
const shareForThePlan = 0.1;
/** Another job starts only while this share of the invocation's time remains; else its event comes again. */
const shareForAnother = 0.5;

export function splitFunction(splitContext: SplitContext) {
  const { clock } = splitContext;
  return async (
    event: unknown,
    context: Pick<Context, 'getRemainingTimeInMillis'>,
  ): Promise<SQSBatchResponse> => {
    const startedMs = clock.now();
    const allMs = context.getRemainingTimeInMillis();
    const time: Time = {
      deadlineMs: startedMs + allMs * (1 - shareForThePlan),
      isLate: () => clock.now() > startedMs + allMs * shareForAnother,
    };
    return takeMessages(splitContext, must(receivedOf(event), 'an event of SQS'), time);
  };
}

interface Time {
  /** Epoch milliseconds at which reading must have ended. */
  readonly deadlineMs: number;
  /** True where no other job may start. */
  readonly isLate: () => boolean;
}

/** A message that fails comes back, without the others. */
async function takeMessages(
  splitContext: SplitContext,
  received: readonly Received[],
  time: Time,
): Promise<SQSBatchResponse> {
  const batchItemFailures: SQSBatchItemFailure[] = [];
  for (const [index, message] of received.entries()) {
    try {
      if (index > 0 && time.isLate()) throw new PlainError('no time left for this message');
      await routeMessage(invocationOf(splitContext, time, index === 0), message);
    } catch (error) {
      splitContext.log('failed', { message_id: message.messageId, error: traceOf(error) });
      splitContext.metrics.count('failed', 1);
      await retryLater(splitContext, message);
      batchItemFailures.push({ itemIdentifier: message.messageId });
    }
  }
  return { batchItemFailures };
}

/** Without this, the queue would hide the message until its visibility timeout is over, which is longer than any file takes. */
async function retryLater(
  { settings, drops, intake, random, log }: SplitContext,
  message: Received,
): Promise<void> {
  const queue = isDrop(settings, message) ? drops : intake;
  const delayMs = outageMs(settings.RETRY_MS, message.receiveCount, random);
  const [error] = await queue.hide([message], delayMs);
  if (error !== undefined) log('not_handed_back', { message_id: message.messageId, error });
}

/** Only the first job has the whole invocation, so only of the first is it said for good that its file takes too long. */
function invocationOf(splitContext: SplitContext, { deadlineMs }: Time, isFirst: boolean): SplitInvocation {
  return {
    ...splitContext,
    checkTime() {
      if (splitContext.clock.now() <= deadlineMs) return;
      throw isFirst ? new StopFile(say('file.takes_too_long')) : new PlainError('no time left for this job');
    },
  };
}
