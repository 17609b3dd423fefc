// What split does with an event. handler.ts gives it AWS; a test gives it memory and a clock of its own.

import type { Context, SQSBatchItemFailure, SQSBatchResponse } from 'aws-lambda';

import { objectsOfNotification } from '../../shared/aws/object-events.ts';
import { receivedOf, type Received } from '../../shared/aws/queue.ts';
import { PlainError } from '../../shared/errors.ts';
import { traceOf } from '../../shared/log.ts';
import { isJsonObject } from '../../shared/values/json.ts';
import { fileSentences } from '../../shared/words/file.ts';
import type { SplitContext, SplitInvocation } from './context.ts';
import { StopFile } from './read/stop-file.ts';
import { routeMessage, routeObject } from './trigger/route.ts';

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
  ): Promise<SQSBatchResponse | undefined> => {
    const startedMs = clock.now();
    const allMs = context.getRemainingTimeInMillis();
    const time: Time = {
      deadlineMs: startedMs + allMs * (1 - shareForThePlan),
      isLate: () => clock.now() > startedMs + allMs * shareForAnother,
    };
    const received = receivedOf(event);
    if (received) return takeMessages(splitContext, received, time);

    const objects = isJsonObject(event) ? objectsOfNotification(event) : undefined;
    if (!objects) throw new PlainError('the event is neither of S3 nor of SQS');
    for (const [index, object] of objects.entries()) {
      // S3 sends one object in an event. If there are several, and no time for all, the event fails: its repeat finds the first
      // ones done.
      if (index > 0 && time.isLate())
        throw new PlainError(`no time left for object ${index + 1} of ${objects.length}`);
      await routeObject(invocationOf(splitContext, time, index === 0), object);
    }
    return undefined;
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
  for (const [index, { messageId, body }] of received.entries()) {
    try {
      if (index > 0 && time.isLate()) throw new PlainError('no time left for this message');
      await routeMessage(invocationOf(splitContext, time, index === 0), body);
    } catch (error) {
      splitContext.log('failed', { message_id: messageId, error: traceOf(error) });
      splitContext.metrics.count('failed', 1);
      batchItemFailures.push({ itemIdentifier: messageId });
    }
  }
  return { batchItemFailures };
}

/** Only the first job has the whole invocation, so only of the first is it said for good that its file takes too long. */
function invocationOf(splitContext: SplitContext, { deadlineMs }: Time, isFirst: boolean): SplitInvocation {
  return {
    ...splitContext,
    checkTime() {
      if (splitContext.clock.now() <= deadlineMs) return;
      throw isFirst
        ? new StopFile(fileSentences.takes_too_long())
        : new PlainError('no time left for this job');
    },
  };
}
