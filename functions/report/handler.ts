// report: a job's complete.json comes in, its report goes out: what became of every row. On a schedule the same function
// sweeps: it looks after the jobs that are still open.

import { S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';

import { droppedVersionsIn } from '../../shared/aws/dropped-files.ts';
import { lambdaHandler } from '../../shared/aws/lambda.ts';
import { createMetrics } from '../../shared/aws/metrics.ts';
import { createQueue } from '../../shared/aws/queue.ts';
import { createRecordsStore } from '../../shared/aws/store.ts';
import { uploadsTo } from '../../shared/aws/upload.ts';
import { systemClock } from '../../shared/clock.ts';
import { writeOperations } from '../../shared/feishu/operations/writes.ts';
import { consoleLog } from '../../shared/log.ts';
import { readSettings } from '../../shared/settings.ts';
import { reportFunction } from './function.ts';
import { reportSettings } from './settings.ts';

// eslint-disable-next-line node/no-process-env -- the edge: the environment is read here and nowhere else
const settings = readSettings(reportSettings, process.env);
const metrics = createMetrics('report', settings.METRICS_NAMESPACE);
const s3 = new S3Client({});
const sqs = new SQSClient({});

export const handler = lambdaHandler(
  metrics,
  reportFunction({
    settings,
    operations: writeOperations,
    listDropped: droppedVersionsIn(s3, settings.INBOX_BUCKET),
    drops: createQueue(sqs, settings.DROPS_QUEUE_URL),
    intake: createQueue(sqs, settings.INTAKE_QUEUE_URL),
    store: createRecordsStore(s3, settings.RECORDS_BUCKET),
    beginUpload: uploadsTo(s3, settings.RECORDS_BUCKET),
    clock: systemClock,
    log: consoleLog,
    metrics,
  }),
);
