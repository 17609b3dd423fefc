// deliver: messages of the lanes (queues of batches) come in, each for one batch, which is usually one call to Feishu.
// Outcomes go out and, at the end of a job, complete.json, from which report goes on.

import { S3Client } from '@aws-sdk/client-s3';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SQSClient } from '@aws-sdk/client-sqs';
import type { SQSBatchResponse } from 'aws-lambda';

import { feishuClient } from '../../shared/aws/feishu-client.ts';
import { lambdaHandler } from '../../shared/aws/lambda.ts';
import { createMetrics } from '../../shared/aws/metrics.ts';
import { receivedOf } from '../../shared/aws/queue.ts';
import { createRecordsStore } from '../../shared/aws/store.ts';
import { systemClock } from '../../shared/clock.ts';
import { must } from '../../shared/errors.ts';
import { writeOperations } from '../../shared/feishu/operations/writes.ts';
import { createTimetable } from '../../shared/feishu/timetable.ts';
import { consoleLog } from '../../shared/log.ts';
import { readSettings } from '../../shared/settings.ts';
import { createPlanCache } from './batch/plan-cache.ts';
import type { DeliverContext, DeliverInvocation } from './context.ts';
import { deliverLane } from './deliver-lane.ts';
import { deliverSettings } from './settings.ts';

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

/** The share of an invocation's time that is kept for the writes after the last call: outcomes, journal, queue. */
const afterCallsShare = 0.05;

export const handler = lambdaHandler(metrics, async (event, context): Promise<SQSBatchResponse> => {
  const received = must(receivedOf(event), 'an event of SQS');
  const leftMs = context.getRemainingTimeInMillis();
  const invocation: DeliverInvocation = {
    ...deliverContext,
    requestId: context.awsRequestId,
    functionTimeoutMs: leftMs,
    deadlineMs: systemClock.now() + leftMs * (1 - afterCallsShare) - settings.FEISHU_CALL_TIMEOUT_MS,
  };
  const lanes = [...Map.groupBy(received, ({ group }) => group).values()];
  // No lane rejects: the invocation would be over while calls of the others are still on the way.
  const notDone = await Promise.all(lanes.map((messages) => deliverLane(invocation, messages)));
  return { batchItemFailures: notDone.flat().map(({ messageId }) => ({ itemIdentifier: messageId })) };
});
