// report: a job's complete.json comes in, its report goes out: what became of every row. On a schedule the same function
// sweeps: it looks after the jobs that are still open.

import { S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';

import { lambdaHandler } from '../../shared/aws/lambda.ts';
import { createMetrics } from '../../shared/aws/metrics.ts';
import { objectsOfEventBridge, objectsOfNotification } from '../../shared/aws/object-events.ts';
import { createRecordsStore } from '../../shared/aws/store.ts';
import { systemClock } from '../../shared/clock.ts';
import { PlainError } from '../../shared/errors.ts';
import { writeOperations } from '../../shared/feishu/operations/writes.ts';
import { completeJson } from '../../shared/job/complete.ts';
import { consoleLog } from '../../shared/log.ts';
import { readSettings } from '../../shared/settings.ts';
import { isJsonObject } from '../../shared/values/json.ts';
import type { ReportContext } from './context.ts';
import { report } from './report/write-report.ts';
import { reportSettings } from './settings.ts';
import { sweep } from './sweep/sweep.ts';

// eslint-disable-next-line node/no-process-env -- the edge: the environment is read here and nowhere else
const settings = readSettings(reportSettings, process.env);
const metrics = createMetrics('report', settings.METRICS_NAMESPACE);
const s3 = new S3Client({});
const context: ReportContext = {
  settings,
  operations: writeOperations,
  s3,
  sqs: new SQSClient({}),
  store: createRecordsStore(s3, settings.RECORDS_BUCKET),
  clock: systemClock,
  log: consoleLog,
  metrics,
};

export const handler = lambdaHandler(metrics, async (event): Promise<void> => {
  if (!isJsonObject(event)) throw new PlainError('the event is no object');
  if (event.source === 'sweeper') return sweep(context);

  const objects = objectsOfNotification(event) ?? objectsOfEventBridge(event);
  if (!objects) throw new PlainError('the event is neither of S3 nor of the schedule');
  for (const { bucket, key } of objects) {
    const { job } = (bucket === settings.RECORDS_BUCKET && completeJson.namesIn(key)) || {};
    if (job !== undefined) await report(context, job);
  }
  return undefined;
});
