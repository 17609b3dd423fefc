// deliver: the lanes' messages come in, each one batch and one call to Feishu; outcomes go out, and at the end of a job
// complete.json, from which report goes on.

import { S3Client } from '@aws-sdk/client-s3';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SQSClient } from '@aws-sdk/client-sqs';
import middy from '@middy/core';
import type { Context, SQSBatchResponse } from 'aws-lambda';
import * as v from 'valibot';

import { systemClock } from '../../shared/clock.ts';
import { discreetErrors } from '../../shared/aws/discreet-errors.ts';
import { feishuClient } from '../../shared/aws/feishu-client.ts';
import { writeOperations } from '../../shared/feishu/operations/index.ts';
import { createTimetable } from '../../shared/feishu/timetable.ts';
import { consoleLog } from '../../shared/log.ts';
import { createMetrics } from '../../shared/aws/metrics.ts';
import { createRecordsStore } from '../../shared/aws/store.ts';
import { readSettings } from '../../shared/settings.ts';
import { deliverLane } from './deliver-lane.ts';
import type { DeliverContext, DeliverInvocation } from './context.ts';
import type { Received } from './lane/delay.ts';
import { createPlanCache } from './batch/plan-cache.ts';
import { deliverSettings } from './settings.ts';

const queueEvent = v.object({
  Records: v.array(
    v.object({
      messageId: v.string(),
      receiptHandle: v.string(),
      body: v.string(),
      attributes: v.object({
        MessageGroupId: v.string(),
        ApproximateReceiveCount: v.pipe(v.string(), v.digits(), v.transform(Number)),
      }),
    }),
  ),
});

// eslint-disable-next-line node/no-process-env -- the edge: the environment is read here and nowhere else
const settings = readSettings(deliverSettings, process.env);
const metrics = createMetrics('deliver', settings.METRICS_NAMESPACE);
const store = createRecordsStore(new S3Client({}), settings.RECORDS_BUCKET);
const deliverContext: DeliverContext = {
  settings,
  operations: writeOperations,
  sqs: new SQSClient({}),
  store,
  plans: createPlanCache(store),
  client: feishuClient(settings, {
    secrets: new SecretsManagerClient({}),
    clock: systemClock,
    fetch,
    log: consoleLog,
    metrics,
  }),
  timetable: createTimetable(systemClock, { callsPerSecond: settings.FEISHU_CALLS_PER_SECOND }),
  clock: systemClock,
  log: consoleLog,
  metrics,
  random: Math.random,
};

/** Kept for what comes after the last call: outcomes, the call book, the queue. */
const afterCallsShare = 0.05;

async function deliver(event: unknown, context: Context): Promise<SQSBatchResponse> {
  const { Records } = v.parse(queueEvent, event);
  const leftMs = context.getRemainingTimeInMillis();
  const invocation: DeliverInvocation = {
    ...deliverContext,
    requestId: context.awsRequestId,
    functionTimeoutMs: leftMs,
    deadlineMs: systemClock.now() + leftMs * (1 - afterCallsShare) - settings.FEISHU_CALL_TIMEOUT_MS,
  };
  const received = Records.map(({ messageId, receiptHandle, body, attributes }): Received => ({
    messageId,
    receiptHandle,
    body,
    group: attributes.MessageGroupId,
    receiveCount: attributes.ApproximateReceiveCount,
  }));
  const lanes = [...Map.groupBy(received, ({ group }) => group).values()];
  try {
    const left = await Promise.all(lanes.map((messages) => deliverLane(invocation, messages)));
    return { batchItemFailures: left.flat().map(({ messageId }) => ({ itemIdentifier: messageId })) };
  } finally {
    metrics.flush();
  }
}

export const handler = middy({ timeoutEarlyInMillis: 0 }).use(discreetErrors).handler(deliver);
