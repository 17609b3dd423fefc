// export: a message of the scheduler or of a person comes in. A snapshot goes out: all that Feishu holds, or what has changed
// there. A run that is longer than one invocation hands its message back and goes on in the next.

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

import { S3Client } from '@aws-sdk/client-s3';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SQSClient } from '@aws-sdk/client-sqs';

import { feishuClient } from '../../shared/aws/feishu-client.ts';
import { lambdaHandler } from '../../shared/aws/lambda.ts';
import { createMetrics } from '../../shared/aws/metrics.ts';
import { createQueue } from '../../shared/aws/queue.ts';
import { createRecordsStore } from '../../shared/aws/store.ts';
import { systemClock } from '../../shared/clock.ts';
import { queryOperations } from '../../shared/feishu/operations/queries.ts';
import { createTimetable } from '../../shared/feishu/timetable.ts';
import { consoleLog } from '../../shared/log.ts';
import { readSettings } from '../../shared/settings.ts';
import { exportFunction } from './function.ts';
import { exportSettings } from './settings.ts';
import { createSnapshotObjects } from './snapshot-objects.ts';

// eslint-disable-next-line node/no-process-env -- the edge: the environment is read here and nowhere else
const settings = readSettings(exportSettings, process.env);
const metrics = createMetrics('export', settings.METRICS_NAMESPACE);
const s3 = new S3Client({});
const edges = { clock: systemClock, log: consoleLog, metrics };

export const handler = lambdaHandler(
  metrics,
  exportFunction({
    ...edges,
    settings,
    operations: queryOperations,
    exports: createQueue(new SQSClient({}), settings.EXPORTS_QUEUE_URL),
    store: createRecordsStore(s3, settings.RECORDS_BUCKET),
    objects: createSnapshotObjects(s3, settings.RECORDS_BUCKET),
    client: feishuClient(settings, { ...edges, secrets: new SecretsManagerClient({}), fetch }),
    timetable: createTimetable(systemClock, { callsPerSecond: settings.FEISHU_CALLS_PER_SECOND }),
    random: Math.random,
    codeSha256: createHash('sha256')
      .update(readFileSync(import.meta.filename))
      .digest('hex'),
  }),
);
