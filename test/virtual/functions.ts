// The four functions with the seams of a virtual world in the place of AWS, and the settings that the template gives them.

import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';

import { createPlanCache } from '../../functions/deliver/batch/plan-cache.ts';
import { deliverFunction } from '../../functions/deliver/function.ts';
import { deliverSettings } from '../../functions/deliver/settings.ts';
import { exportFunction } from '../../functions/export/function.ts';
import { exportSettings } from '../../functions/export/settings.ts';
import { reportFunction } from '../../functions/report/function.ts';
import { reportSettings } from '../../functions/report/settings.ts';
import { splitFunction } from '../../functions/split/function.ts';
import { splitSettings } from '../../functions/split/settings.ts';
import { feishuClient } from '../../shared/aws/feishu-client.ts';
import type { Metrics } from '../../shared/aws/metrics.ts';
import { queryOperations } from '../../shared/feishu/operations/queries.ts';
import { writeOperations } from '../../shared/feishu/operations/writes.ts';
import { tableOperations } from '../../shared/feishu/titles/table-operations.ts';
import { createTimetable } from '../../shared/feishu/timetable.ts';
import { readSettings } from '../../shared/settings.ts';
import type { Handler, Seams } from './lambda/environment.ts';
import type { MemoryBucket } from './s3/bucket.ts';
import { droppedFilesInMemory, listInMemory, snapshotObjectsIn, uploadsInto } from './s3/other-objects.ts';
import { recordsStoreIn } from './s3/records-store.ts';
import type { MemoryQueue } from './sqs/memory-queue.ts';
import { queueClient } from './sqs/queue-client.ts';

export interface Aws {
  readonly inbox: MemoryBucket;
  readonly records: MemoryBucket;
  readonly drops: MemoryQueue;
  readonly intake: MemoryQueue;
  readonly lanes: MemoryQueue;
  readonly exports: MemoryQueue;
}

type Environment = Readonly<Record<string, string>>;

const noMetrics: Metrics = { count: () => undefined, time: () => undefined, flush: () => undefined };
/** It is asked for nothing, because the secret is a plain setting. */
const secrets = new SecretsManagerClient({ region: 'us-east-1' });

export function functionsOn(aws: Aws, env: Environment): Record<FunctionName, (seams: Seams) => Handler> {
  return {
    split: ({ request, clock, log, random }) =>
      splitFunction({
        settings: readSettings(splitSettings, env),
        operations: tableOperations,
        files: droppedFilesInMemory([aws.inbox, aws.records], request),
        drops: queueClient(aws.drops, request),
        intake: queueClient(aws.intake, request),
        lanes: queueClient(aws.lanes, request),
        store: recordsStoreIn(aws.records, request),
        clock,
        random,
        log,
        metrics: noMetrics,
      }),

    deliver({ request, clock, log, fetch, random }) {
      const settings = readSettings(deliverSettings, env);
      const store = recordsStoreIn(aws.records, request);
      return deliverFunction({
        settings,
        operations: writeOperations,
        lanes: queueClient(aws.lanes, request),
        store,
        plans: createPlanCache(store),
        client: feishuClient(settings, { secrets, clock, fetch, log, metrics: noMetrics }),
        timetable: createTimetable(clock, { callsPerSecond: settings.FEISHU_CALLS_PER_SECOND }),
        clock,
        log,
        metrics: noMetrics,
        random,
      });
    },

    report: ({ request, clock, log }) =>
      reportFunction({
        settings: readSettings(reportSettings, env),
        operations: writeOperations,
        listDropped: listInMemory(aws.inbox, request),
        drops: queueClient(aws.drops, request),
        intake: queueClient(aws.intake, request),
        store: recordsStoreIn(aws.records, request),
        beginUpload: uploadsInto(aws.records, request),
        clock,
        log,
        metrics: noMetrics,
      }),

    export({ request, clock, log, fetch, random }) {
      const settings = readSettings(exportSettings, env);
      return exportFunction({
        settings,
        operations: queryOperations,
        exports: queueClient(aws.exports, request),
        store: recordsStoreIn(aws.records, request),
        objects: snapshotObjectsIn(aws.records, request),
        client: feishuClient(settings, { secrets, clock, fetch, log, metrics: noMetrics }),
        timetable: createTimetable(clock, { callsPerSecond: settings.FEISHU_CALLS_PER_SECOND }),
        clock,
        log,
        metrics: noMetrics,
        random,
        codeSha256: 'virtual',
      });
    },
  };
}

export type FunctionName = 'split' | 'deliver' | 'report' | 'export';
