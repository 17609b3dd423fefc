// split: a file dropped in the inbox, a message on the intake queue or an approval comes in. A plan, its batches and the
// messages of its lanes (queues of batches) go out, and deliver goes on from there.

import { S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import type { SQSBatchItemFailure, SQSBatchResponse } from 'aws-lambda';

import { lambdaHandler } from '../../shared/aws/lambda.ts';
import { createMetrics } from '../../shared/aws/metrics.ts';
import { objectsOfNotification } from '../../shared/aws/object-events.ts';
import { receivedOf, type Received } from '../../shared/aws/queue.ts';
import { createRecordsStore } from '../../shared/aws/store.ts';
import { systemClock } from '../../shared/clock.ts';
import { PlainError } from '../../shared/errors.ts';
import { writeOperations } from '../../shared/feishu/operations/writes.ts';
import { consoleLog, traceOf } from '../../shared/log.ts';
import { readSettings } from '../../shared/settings.ts';
import { isJsonObject } from '../../shared/values/json.ts';
import { fileSentences } from '../../shared/words/file.ts';
import type { SplitContext, SplitInvocation } from './context.ts';
import { StopFile } from './read/stop-file.ts';
import { splitSettings } from './settings.ts';
import { routeMessage, routeObject } from './trigger/route.ts';

// eslint-disable-next-line node/no-process-env -- the edge: the environment is read here and nowhere else
const settings = readSettings(splitSettings, process.env);
const metrics = createMetrics('split', settings.METRICS_NAMESPACE);
const s3 = new S3Client({});
const splitContext: SplitContext = {
  settings,
  operations: writeOperations,
  s3,
  sqs: new SQSClient({}),
  store: createRecordsStore(s3, settings.RECORDS_BUCKET),
  clock: systemClock,
  log: consoleLog,
  metrics,
};

/**
 * The share of an invocation's time that is kept for what follows the reading, also for the plan of a file whose reading is
 * given up.
 */
const shareForThePlan = 0.1;
/** Another job starts only while this share of the invocation's time remains; else its event comes again. */
const shareForAnother = 0.5;

export const handler = lambdaHandler(metrics, async (event, context) => {
  const startedMs = systemClock.now();
  const allMs = context.getRemainingTimeInMillis();
  const deadlineMs = startedMs + allMs * (1 - shareForThePlan);
  const isLate = () => systemClock.now() > startedMs + allMs * shareForAnother;

  const received = receivedOf(event);
  if (received) return takeMessages(received, deadlineMs, isLate);

  const objects = isJsonObject(event) ? objectsOfNotification(event) : undefined;
  if (!objects) throw new PlainError('the event is neither of S3 nor of SQS');
  for (const [index, object] of objects.entries()) {
    // S3 sends one object in an event. If there are several, and no time for all, the event fails: its repeat finds the first
    // ones done.
    if (index > 0 && isLate())
      throw new PlainError(`no time left for object ${index + 1} of ${objects.length}`);
    await routeObject(invocationOf(deadlineMs, index === 0), object);
  }
  return undefined;
});

/** A message that fails comes back, without the others. */
async function takeMessages(
  received: readonly Received[],
  deadlineMs: number,
  isLate: () => boolean,
): Promise<SQSBatchResponse> {
  const batchItemFailures: SQSBatchItemFailure[] = [];
  for (const [index, { messageId, body }] of received.entries()) {
    try {
      if (index > 0 && isLate()) throw new PlainError('no time left for this message');
      await routeMessage(invocationOf(deadlineMs, index === 0), body);
    } catch (error) {
      splitContext.log('failed', { message_id: messageId, error: traceOf(error) });
      metrics.count('failed', 1);
      batchItemFailures.push({ itemIdentifier: messageId });
    }
  }
  return { batchItemFailures };
}

/** Only the first job has the whole invocation, so only of the first is it said for good that its file takes too long. */
function invocationOf(deadlineMs: number, isFirst: boolean): SplitInvocation {
  return {
    ...splitContext,
    checkTime() {
      if (systemClock.now() <= deadlineMs) return;
      throw isFirst
        ? new StopFile(fileSentences.takes_too_long())
        : new PlainError('no time left for this job');
    },
  };
}
