// split: a file dropped in the inbox, a message on the intake queue or an approval comes in; a plan, its batches and
// the messages of its lanes go out. deliver takes them from there.

import { S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import middy from '@middy/core';
import type { Context, SQSBatchItemFailure, SQSBatchResponse } from 'aws-lambda';
import * as v from 'valibot';

import { systemClock } from '../../shared/clock.ts';
import { discreetErrors } from '../../shared/aws/discreet-errors.ts';
import { writeOperations } from '../../shared/feishu/operations/index.ts';
import { isJsonObject } from '../../shared/values/json.ts';
import { consoleLog, traceOf } from '../../shared/log.ts';
import { PlainError } from '../../shared/plain-error.ts';
import { createMetrics } from '../../shared/aws/metrics.ts';
import { createRecordsStore } from '../../shared/aws/store.ts';
import { readSettings } from '../../shared/settings.ts';
import { objectsOfNotification } from '../../shared/aws/object-events.ts';
import { routeMessage, routeObject } from './trigger/route.ts';
import type { SplitContext, SplitInvocation } from './context.ts';
import { StopFile } from './read/stop-file.ts';
import { splitSettings } from './settings.ts';

const queueEvent = v.object({
  Records: v.array(v.object({ eventSource: v.literal('aws:sqs'), messageId: v.string(), body: v.string() })),
});
type QueueEvent = v.InferOutput<typeof queueEvent>;

// eslint-disable-next-line node/no-process-env -- the edge: the environment is read here and nowhere else
const settings = readSettings(splitSettings, process.env);
const s3 = new S3Client({});
const splitContext: SplitContext = {
  settings,
  operations: writeOperations,
  s3,
  sqs: new SQSClient({}),
  store: createRecordsStore(s3, settings.RECORDS_BUCKET),
  clock: systemClock,
  log: consoleLog,
  metrics: createMetrics('split', settings.METRICS_NAMESPACE),
};

/** Of an invocation's time, what it keeps for the plan of a file that it gives up. */
const shareForThePlan = 0.1;
/** Nobody begins a second job with less than this share of the time left: it deserves a whole one. */
const shareForAnother = 0.5;

async function handle(event: unknown, context: Context): Promise<SQSBatchResponse | undefined> {
  try {
    return await route(event, context);
  } finally {
    splitContext.metrics.flush();
  }
}

async function route(event: unknown, context: Context): Promise<SQSBatchResponse | undefined> {
  const startedMs = systemClock.now();
  const allMs = context.getRemainingTimeInMillis();
  const deadlineMs = startedMs + allMs * (1 - shareForThePlan);
  const isLate = () => systemClock.now() > startedMs + allMs * shareForAnother;

  const messages = v.safeParse(queueEvent, event);
  if (messages.success) return takeMessages(messages.output, deadlineMs, isLate);

  const objects = isJsonObject(event) ? objectsOfNotification(event) : undefined;
  if (!objects) throw new PlainError('the event is neither of S3 nor of SQS');
  for (const [index, object] of objects.entries()) {
    // S3 sends one object an event; should there be more, the repeat of the event finds the first ones done.
    if (index > 0 && isLate())
      throw new PlainError(`no time left for object ${index + 1} of ${objects.length}`);
    await routeObject(invocationOf(deadlineMs, index === 0), object);
  }
  return undefined;
}

/** One message that fails does not repeat the others. */
async function takeMessages(
  { Records }: QueueEvent,
  deadlineMs: number,
  isLate: () => boolean,
): Promise<SQSBatchResponse> {
  const batchItemFailures: SQSBatchItemFailure[] = [];
  for (const [index, { messageId, body }] of Records.entries()) {
    try {
      if (index > 0 && isLate()) throw new PlainError('no time left for this message');
      await routeMessage(invocationOf(deadlineMs, index === 0), body);
    } catch (error) {
      splitContext.log('failed', {
        message_id: messageId,
        error: traceOf(error),
      });
      splitContext.metrics.count('failed', 1);
      batchItemFailures.push({ itemIdentifier: messageId });
    }
  }
  return { batchItemFailures };
}

/**
 * Only the first job of an invocation had all of its time, and can be told for good that it takes too long; any other
 * comes again.
 */
function invocationOf(deadlineMs: number, isFirst: boolean): SplitInvocation {
  return {
    ...splitContext,
    checkTime() {
      if (systemClock.now() <= deadlineMs) return;
      throw isFirst ? new StopFile(tooLong) : new PlainError('no time left for this job');
    },
  };
}

const tooLong = 'the file takes longer to read than a function may run: split it into several';

export const handler = middy({ timeoutEarlyInMillis: 0 }).use(discreetErrors).handler(handle);
