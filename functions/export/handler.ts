// export: a message of the scheduler comes in, a snapshot of what Feishu holds goes out. A run that is longer than one
// invocation hands its message back and goes on.

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

import { S3Client } from '@aws-sdk/client-s3';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SQSClient } from '@aws-sdk/client-sqs';
import middy from '@middy/core';
import type { Context, SQSBatchResponse } from 'aws-lambda';
import * as v from 'valibot';

import { systemClock } from '../../shared/clock.ts';
import { discreetErrors } from '../../shared/aws/discreet-errors.ts';
import { feishuClient } from '../../shared/aws/feishu-client.ts';
import { troubleOfOwn } from '../../shared/feishu/trouble.ts';
import { createTimetable } from '../../shared/feishu/timetable.ts';
import { consoleLog, traceOf } from '../../shared/log.ts';
import { createMetrics } from '../../shared/aws/metrics.ts';
import { createRecordsStore } from '../../shared/aws/store.ts';
import { readSettings } from '../../shared/settings.ts';
import { exportMessage } from './export.ts';
import type { ExportContext, ExportInvocation, HandBack } from './context.ts';
import type { Received } from './delay.ts';
import { handBackRun } from './hand-back-run.ts';
import { exportSettings } from './settings.ts';
import { createSnapshotObjects } from './snapshot-objects.ts';

const queueEvent = v.object({
  Records: v.array(
    v.object({
      messageId: v.string(),
      receiptHandle: v.string(),
      body: v.string(),
      attributes: v.object({
        ApproximateReceiveCount: v.pipe(v.string(), v.digits(), v.transform(Number)),
      }),
    }),
  ),
});

// eslint-disable-next-line node/no-process-env -- the edge: the environment is read here and nowhere else
const settings = readSettings(exportSettings, process.env);
const metrics = createMetrics('export', settings.METRICS_NAMESPACE);
const s3 = new S3Client({});
const exportContext: ExportContext = {
  settings,
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

/** Kept for what comes after the last call, and after the last part. */
const afterCallsShare = 0.1;
const afterWorkShare = 0.05;

async function exportSnapshots(event: unknown, context: Context): Promise<SQSBatchResponse> {
  const { Records } = v.parse(queueEvent, event);
  const now = systemClock.now();
  const leftMs = context.getRemainingTimeInMillis();
  const invocation: ExportInvocation = {
    ...exportContext,
    requestId: context.awsRequestId,
    endsMs: now + leftMs,
    callsEndMs: now + leftMs * (1 - afterCallsShare) - settings.FEISHU_CALL_TIMEOUT_MS,
    workEndsMs: now + leftMs * (1 - afterWorkShare),
  };
  const received = Records.map(({ messageId, receiptHandle, body, attributes }): Received => ({
    messageId,
    receiptHandle,
    body,
    receiveCount: attributes.ApproximateReceiveCount,
  }));
  const left: Received[] = [];
  try {
    for (const message of received) {
      const later = await tryMessage(invocation, message);
      if (!later) continue;
      await handBackRun(invocation, message, later);
      left.push(message);
    }
    return { batchItemFailures: left.map(({ messageId }) => ({ itemIdentifier: messageId })) };
  } finally {
    metrics.flush();
  }
}

/** What goes wrong unexpectedly is tried again, until the run's patience is over. */
async function tryMessage(invocation: ExportInvocation, { body }: Received): Promise<HandBack | undefined> {
  try {
    return await exportMessage(invocation, body);
  } catch (error) {
    invocation.log('failed', { error: traceOf(error) });
    invocation.metrics.count('failed', 1);
    return { why: 'outage', trouble: troubleOfOwn(error, systemClock.now()) };
  }
}

export const handler = middy({ timeoutEarlyInMillis: 0 }).use(discreetErrors).handler(exportSnapshots);
