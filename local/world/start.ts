// AWS on this machine with Payferry in it: buckets, queues, functions and their triggers. The handlers are those that
// ship, from their sources or from dist/.

import { join, resolve } from 'node:path';

import { systemClock } from '../../shared/clock.ts';
import { createAccessKeyId } from '../access-key.ts';
import { runFunction, type LambdaFunction } from '../lambda/run-function.ts';
import { startSqs } from '../sqs/start.ts';
import { createAsyncInvocations } from '../triggers/async-invocations.ts';
import { createObjectEvents } from '../triggers/object-events.ts';
import { mapQueue } from '../triggers/queue-mapping.ts';
import { createQueueNotifications } from '../triggers/queue-notifications.ts';
import { startSchedule } from '../triggers/schedule.ts';
import { whenIdle, type Trigger } from '../triggers/trigger.ts';
import { startS3, type ObjectCreated } from '../s3/start.ts';
import { buckets, clientOf, environmentOf, queueNumbers, queues, visibilityOf } from './function-settings.ts';
import type { World, WorldOptions } from './world-options.ts';

export { buckets, queues };
export type { World, WorldOptions } from './world-options.ts';

/** Invocations of split at once for each of its queues. */
const mostSplits = 5;
/** Invocations of export at once, one for each query API. Each API is a message group of the queue. */
const mostExports = 3;

export async function startWorld(options: WorldOptions): Promise<World> {
  const { timeoutMs = 180_000, secondMs = 1000 } = options;
  const { exportTimeoutMs = options.timeoutMs ?? 900_000 } = options;
  const started: { stop(): Promise<void> }[] = [];
  const stop = async () => {
    for (const piece of started.splice(0).toReversed()) await piece.stop();
  };
  const accessKeyId = createAccessKeyId();

  const settingsOf = (queue: keyof typeof queues, fnTimeoutMs: number) => {
    const { visibilityMs = visibilityOf(queue, fnTimeoutMs) } = options;
    const visibilitySeconds = Math.max(1, Math.ceil(visibilityMs / secondMs));
    const { maxReceiveCount } = queueNumbers[queue];
    return { name: queues[queue], visibilitySeconds, maxReceiveCount };
  };
  const sqs = await startSqs({
    secondMs,
    accessKeyId,
    queues: [
      settingsOf('drops', timeoutMs),
      settingsOf('intake', timeoutMs),
      settingsOf('lanes', timeoutMs),
      { ...settingsOf('exports', exportTimeoutMs), contentBasedDeduplication: true },
    ],
    ...(options.onSqsRequest ? { onRequest: options.onSqsRequest } : {}),
  });
  started.push(sqs);

  const listeners: ((object: ObjectCreated) => void)[] = [];
  const localS3 = await startS3({
    dir: options.dir,
    accessKeyId,
    buckets: [{ name: buckets.inbox, versioned: options.versionedInbox ?? true }, { name: buckets.records }],
    onObjectCreated: (object) => listeners.forEach((listen) => listen(object)),
    ...(options.interceptS3 ? { intercept: options.interceptS3 } : {}),
    ...(options.durable === undefined ? {} : { durable: options.durable }),
    ...(options.onDiskFailure ? { onFailure: options.onDiskFailure } : {}),
  }).catch(async (error: unknown) => {
    await stop();
    throw error;
  });
  started.push(localS3);

  const lanes = Number(options.settings?.['LANES'] ?? 20);
  const env = environmentOf(localS3.endpoint, sqs, accessKeyId, options.settings);
  const run = (name: string, concurrency: number, ownTimeoutMs = timeoutMs): LambdaFunction => {
    const fn = runFunction({
      name,
      module: moduleOf(name, options.from),
      env,
      timeoutMs: ownTimeoutMs,
      concurrency,
      sparesMemory: options.sparesMemory ?? false,
      ...clockOf(name, options),
      ...(options.onLog ? { onLog: options.onLog } : {}),
    });
    started.push(fn);
    return fn;
  };
  const split = run('split', 2 * mostSplits);
  const deliver = run('deliver', 2 * lanes + 4);
  const report = run('report', 10);
  const exporting = run('export', mostExports, exportTimeoutMs);

  const { retryWaitsMs = [60_000, 120_000] } = options;
  const toDrops = createQueueNotifications(sqs.client, sqs.queue(queues.drops));
  const reportLater = createAsyncInvocations({ fn: report, clock: systemClock, retryWaitsMs });
  const objects = createObjectEvents({
    clock: systemClock,
    routes: [
      {
        bucket: buckets.inbox,
        to: toDrops,
        ...(options.takesObject ? { takes: options.takesObject } : {}),
      },
      { bucket: buckets.records, prefix: 'jobs/', suffix: '/approved', to: toDrops },
      { bucket: buckets.records, prefix: 'jobs/', suffix: '/complete.json', to: reportLater },
    ],
    ...(options.disorder ? { disorder: options.disorder } : {}),
    ...(options.fate ? { fate: options.fate } : {}),
  });
  listeners.push((object) => objects.emit(object));
  const drops = mapQueue({
    client: sqs.client,
    queue: sqs.queue(queues.drops),
    fn: split,
    batchSize: 1,
    maximumConcurrency: mostSplits,
    onBatch: options.onDrop,
  });
  const intake = mapQueue({
    client: sqs.client,
    queue: sqs.queue(queues.intake),
    fn: split,
    batchSize: 1,
    maximumConcurrency: mostSplits,
    ...(options.takesMessage ? { takes: options.takesMessage } : {}),
  });
  // The local queue hands out one message of a lane (a message group) at a time, so a batch of ten would put ten lanes
  // into one invocation.
  const delivering =
    options.delivers === false
      ? []
      : [
          mapQueue({
            client: sqs.client,
            queue: sqs.queue(queues.lanes),
            fn: deliver,
            batchSize: 1,
            maximumConcurrency: 2 * lanes + 4,
          }),
        ];
  const exports = mapQueue({
    client: sqs.client,
    queue: sqs.queue(queues.exports),
    fn: exporting,
    batchSize: 1,
    maximumConcurrency: mostExports,
  });
  const sweeper = startSchedule({
    ...(options.sweepEveryMs === undefined ? {} : { everyMs: options.sweepEveryMs }),
    input: { source: 'sweeper' },
    fire: (body) => reportLater.invoke(JSON.parse(body)),
    clock: systemClock,
  });
  const triggers: readonly Trigger[] = [
    sweeper,
    objects,
    toDrops,
    reportLater,
    drops,
    intake,
    exports,
    ...delivering,
  ];
  started.push(...triggers.toReversed());

  const s3 = clientOf(localS3.endpoint, accessKeyId);
  return {
    accessKeyId,
    s3,
    sqs,
    env,
    broken: localS3.broken,
    split,
    deliver,
    report,
    export: exporting,
    reportFailures: () => reportLater.failures(),
    sweep: () => sweeper.fireNow(),
    async redeploy(settings) {
      const deployed = { ...env, ...settings };
      await Promise.all([split, deliver, report, exporting].map((fn) => fn.redeploy(deployed)));
    },
    idle: () => whenIdle(triggers),
    stop,
    [Symbol.asyncDispose]: stop,
  };
}

function clockOf(name: string, { clockErrorOf }: WorldOptions) {
  return clockErrorOf ? { clockErrorOf: () => clockErrorOf(name) } : {};
}

function moduleOf(name: string, from = 'functions'): string {
  const folder = resolve(import.meta.dirname, '../..', from, name);
  return join(folder, from === 'functions' ? 'handler.ts' : 'index.mjs');
}
