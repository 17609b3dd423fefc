// deliver: messages of the lanes (queues of batches) come in, each for one batch, which is usually one call to Feishu.
// Outcomes go out and, at the end of a job, complete.json, from which report goes on.

import { S3Client } from '@aws-sdk/client-s3';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SQSClient } from '@aws-sdk/client-sqs';

import { feishuClient } from '../../shared/aws/feishu-client.ts';
import { lambdaHandler } from '../../shared/aws/lambda.ts';
import { createMetrics } from '../../shared/aws/metrics.ts';
import { createQueue } from '../../shared/aws/queue.ts';
import { createRecordsStore } from '../../shared/aws/store.ts';
import { systemClock } from '../../shared/clock.ts';
import { writeOperations } from '../../shared/feishu/operations/writes.ts';
import { createTimetable } from '../../shared/feishu/timetable.ts';
import { consoleLog } from '../../shared/log.ts';
import { readSettings } from '../../shared/settings.ts';
import { createPlanCache } from './batch/plan-cache.ts';
import { deliverFunction } from './function.ts';
import { deliverSettings } from './settings.ts';

// eslint-disable-next-line node/no-process-env -- the edge: the environment is read here and nowhere else
const settings = readSettings(deliverSettings, process.env);
const metrics = createMetrics('deliver', settings.METRICS_NAMESPACE);
const store = createRecordsStore(new S3Client({}), settings.RECORDS_BUCKET);
const edges = { clock: systemClock, log: consoleLog, metrics };

export const handler = lambdaHandler(
  metrics,
  deliverFunction({
    ...edges,
    settings,
    operations: writeOperations,
    lanes: createQueue(new SQSClient({}), settings.LANES_QUEUE_URL),
    store,
    plans: createPlanCache(store),
    client: feishuClient(settings, { ...edges, secrets: new SecretsManagerClient({}), fetch }),
    timetable: createTimetable(systemClock, { callsPerSecond: settings.FEISHU_CALLS_PER_SECOND }),
    random: Math.random,
  }),
);
