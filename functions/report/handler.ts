// report: a job's complete.json comes in, its report goes out: what became of every row. On a schedule the same function
// sweeps: it looks after the jobs that are still open.

import { S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import middy from '@middy/core';

import { systemClock } from '../../shared/clock.ts';
import { discreetErrors } from '../../shared/aws/discreet-errors.ts';
import { writeOperations } from '../../shared/feishu/operations/index.ts';
import { isJsonObject } from '../../shared/values/json.ts';
import { jobOfCompletion } from '../../shared/keys.ts';
import { consoleLog } from '../../shared/log.ts';
import { createMetrics } from '../../shared/aws/metrics.ts';
import { PlainError } from '../../shared/plain-error.ts';
import { createRecordsStore } from '../../shared/aws/store.ts';
import { readSettings } from '../../shared/settings.ts';
import { objectsOfEventBridge, objectsOfNotification } from '../../shared/aws/object-events.ts';
import type { ReportContext } from './context.ts';
import { report } from './report/write-report.ts';
import { reportSettings } from './settings.ts';
import { sweep } from './sweep/sweep.ts';

// eslint-disable-next-line node/no-process-env -- the edge: the environment is read here and nowhere else
const settings = readSettings(reportSettings, process.env);
const s3 = new S3Client({});
const reportContext: ReportContext = {
  settings,
  operations: writeOperations,
  s3,
  sqs: new SQSClient({}),
  store: createRecordsStore(s3, settings.RECORDS_BUCKET),
  clock: systemClock,
  log: consoleLog,
  metrics: createMetrics('report', settings.METRICS_NAMESPACE),
};

async function handle(event: unknown): Promise<void> {
  try {
    await route(event);
  } finally {
    reportContext.metrics.flush();
  }
}

async function route(event: unknown): Promise<void> {
  if (!isJsonObject(event)) throw new PlainError('the event is no object');
  if (event.source === 'sweeper') return sweep(reportContext);

  const objects = objectsOfNotification(event) ?? objectsOfEventBridge(event);
  if (!objects) throw new PlainError('the event is neither of S3 nor of the schedule');
  for (const { bucket, key } of objects) {
    const job = bucket === settings.RECORDS_BUCKET ? jobOfCompletion(key) : undefined;
    if (job !== undefined) await report(reportContext, job);
  }
  return undefined;
}

export const handler = middy({ timeoutEarlyInMillis: 0 }).use(discreetErrors).handler(handle);
