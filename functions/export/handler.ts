// export: a message of the scheduler or of a person comes in. A snapshot goes out: all that Feishu holds, or what has changed
// there. A run that is longer than one invocation hands its message back and goes on in the next.

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

import { S3Client } from '@aws-sdk/client-s3';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SQSClient } from '@aws-sdk/client-sqs';
import type { SQSBatchResponse } from 'aws-lambda';

import { feishuClient } from '../../shared/aws/feishu-client.ts';
import { lambdaHandler } from '../../shared/aws/lambda.ts';
import { createMetrics } from '../../shared/aws/metrics.ts';
import { receivedOf, type Received } from '../../shared/aws/queue.ts';
import { createRecordsStore } from '../../shared/aws/store.ts';
import { systemClock } from '../../shared/clock.ts';
import { must } from '../../shared/errors.ts';
import { queryOperations } from '../../shared/feishu/operations/queries.ts';
import { createTimetable } from '../../shared/feishu/timetable.ts';
import { troubleOfOwn } from '../../shared/feishu/trouble.ts';
import { consoleLog, traceOf } from '../../shared/log.ts';
import { readSettings } from '../../shared/settings.ts';
import type { ExportContext, ExportInvocation, HandBack } from './context.ts';
import { exportMessage } from './export.ts';
import { handBackRun } from './hand-back-run.ts';
import { exportSettings } from './settings.ts';
import { createSnapshotObjects } from './snapshot-objects.ts';

// eslint-disable-next-line node/no-process-env -- the edge: the environment is read here and nowhere else
const settings = readSettings(exportSettings, process.env);
const metrics = createMetrics('export', settings.METRICS_NAMESPACE);
const s3 = new S3Client({});
const exportContext: ExportContext = {
  settings,
  operations: queryOperations,
  sqs: new SQSClient({}),
  store: createRecordsStore(s3, settings.RECORDS_BUCKET),
  objects: createSnapshotObjects(s3, settings.RECORDS_BUCKET),
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
  codeSha256: createHash('sha256')
    .update(readFileSync(import.meta.filename))
    .digest('hex'),
};

/** The share of an invocation's time that is kept for what comes after the last call. */
const afterCallsShare = 0.1;
/** The share of an invocation's time in which no part is begun except the last. */
const afterWorkShare = 0.05;

export const handler = lambdaHandler(metrics, async (event, context): Promise<SQSBatchResponse> => {
  const received = must(receivedOf(event), 'an event of SQS');
  const nowMs = systemClock.now();
  const leftMs = context.getRemainingTimeInMillis();
  const invocation: ExportInvocation = {
    ...exportContext,
    requestId: context.awsRequestId,
    endsMs: nowMs + leftMs,
    callsEndMs: nowMs + leftMs * (1 - afterCallsShare) - settings.FEISHU_CALL_TIMEOUT_MS,
    workEndsMs: nowMs + leftMs * (1 - afterWorkShare),
  };
  const notDone: Received[] = [];
  for (const message of received) {
    const end = await tryMessage(invocation, message);
    if (end === 'done') continue;
    await handBackRun(invocation, message, end);
    notDone.push(message);
  }
  return { batchItemFailures: notDone.map(({ messageId }) => ({ itemIdentifier: messageId })) };
});

/** An unexpected error is logged and counted, and the message is tried again later. */
async function tryMessage(invocation: ExportInvocation, { body }: Received): Promise<'done' | HandBack> {
  try {
    return await exportMessage(invocation, body);
  } catch (error) {
    invocation.log('failed', { error: traceOf(error) });
    invocation.metrics.count('failed', 1);
    return { why: 'outage', trouble: troubleOfOwn(error, systemClock.now()) };
  }
}
