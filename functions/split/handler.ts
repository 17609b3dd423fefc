// split: a file dropped in the inbox, a message on the intake queue or an approval comes in; a plan, its batches and
// the messages of its lanes go out. deliver takes them from there.

import { S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import middy from '@middy/core';
import type { Context, SQSBatchItemFailure, SQSBatchResponse } from 'aws-lambda';
import * as v from 'valibot';

import { systemClock } from '../../shared/clock.ts';
import { writeOperations } from '../../shared/feishu/operations/index.ts';
import { isJsonObject } from '../../shared/json.ts';
import { consoleLog } from '../../shared/log.ts';
import { createRecordsStore } from '../../shared/records-store.ts';
import { readSettings } from '../../shared/settings.ts';
import { objectsOfNotification } from '../../shared/object-events.ts';
import { takeMessage, takeObject } from './door/open-door.ts';
import type { Ferry, Invocation } from './ferry.ts';
import { splitSettings } from './settings.ts';

const queueEvent = v.object({
  Records: v.array(v.object({ eventSource: v.literal('aws:sqs'), messageId: v.string(), body: v.string() })),
});
type QueueEvent = v.InferOutput<typeof queueEvent>;

// eslint-disable-next-line node/no-process-env -- the edge: the environment is read here and nowhere else
const settings = readSettings(splitSettings, process.env);
const s3 = new S3Client({});
const ferry: Ferry = {
  settings,
  operations: writeOperations,
  s3,
  sqs: new SQSClient({}),
  store: createRecordsStore(s3, settings.RECORDS_BUCKET),
  clock: systemClock,
  log: consoleLog,
};

/** Of an invocation's time, what it keeps for the plan of a file that it gives up. */
const shareForThePlan = 0.1;

async function route(event: unknown, context: Context): Promise<SQSBatchResponse | undefined> {
  const invocation: Invocation = {
    ...ferry,
    deadlineMs: systemClock.now() + context.getRemainingTimeInMillis() * (1 - shareForThePlan),
  };
  const messages = v.safeParse(queueEvent, event);
  if (messages.success) return takeMessages(invocation, messages.output);

  const objects = isJsonObject(event) ? objectsOfNotification(event) : undefined;
  if (!objects) throw new TypeError('the event is neither of S3 nor of SQS');
  for (const object of objects) await takeObject(invocation, object);
  return undefined;
}

/** One message that fails does not repeat the others. */
async function takeMessages(invocation: Invocation, { Records }: QueueEvent): Promise<SQSBatchResponse> {
  const batchItemFailures: SQSBatchItemFailure[] = [];
  for (const { messageId, body } of Records) {
    try {
      await takeMessage(invocation, body);
    } catch (error) {
      ferry.log('failed', { message_id: messageId, error: String(error) });
      batchItemFailures.push({ itemIdentifier: messageId });
    }
  }
  return { batchItemFailures };
}

export const handler = middy({ timeoutEarlyInMillis: 0 }).handler(route);
