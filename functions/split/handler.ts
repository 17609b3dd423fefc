// split: a file dropped in the inbox, a message on the intake queue or an approval comes in, each as a message of SQS. A plan, its
// batches and the messages of its lanes (queues of batches) go out, and deliver goes on from there.

import { S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';

import { droppedFilesIn } from '../../shared/aws/dropped-files.ts';
import { lambdaHandler } from '../../shared/aws/lambda.ts';
import { createMetrics } from '../../shared/aws/metrics.ts';
import { createQueue } from '../../shared/aws/queue.ts';
import { createRecordsStore } from '../../shared/aws/store.ts';
import { systemClock } from '../../shared/clock.ts';
import { tableOperations } from '../../shared/feishu/titles/table-operations.ts';
import { consoleLog } from '../../shared/log.ts';
import { readSettings } from '../../shared/settings.ts';
import { splitFunction } from './function.ts';
import { splitSettings } from './settings.ts';

// eslint-disable-next-line node/no-process-env -- the edge: the environment is read here and nowhere else
const settings = readSettings(splitSettings, process.env);
const metrics = createMetrics('split', settings.METRICS_NAMESPACE);
const s3 = new S3Client({});
const sqs = new SQSClient({});

export const handler = lambdaHandler(
  metrics,
  splitFunction({
    settings,
    operations: tableOperations,
    files: droppedFilesIn(s3),
    drops: createQueue(sqs, settings.DROPS_QUEUE_URL),
    intake: createQueue(sqs, settings.INTAKE_QUEUE_URL),
    lanes: createQueue(sqs, settings.LANES_QUEUE_URL),
    store: createRecordsStore(s3, settings.RECORDS_BUCKET),
    clock: systemClock,
    random: Math.random,
    log: consoleLog,
    metrics,
  }),
);
