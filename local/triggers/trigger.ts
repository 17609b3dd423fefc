// What all triggers share, and how the pieces that stand for AWS are combined. No piece knows which functions exist.
//
//   const sqs = await startSqs({ queues: [{ name: 'lanes.fifo', visibilitySeconds: 400, maxReceiveCount: 1000 }] });
//   const { client } = sqs;
//   const split = runFunction({ module, name: 'split', env, timeoutMs, concurrency });  // a handler, in threads
//   const reportLater = createAsyncInvocations({ fn: report, clock });                // retries, destination
//   const toDrops = createQueueNotifications(client, sqs.queue('drops'));
//   const objects = createObjectEvents({ routes: [{ bucket, prefix: '', to: toDrops }], clock });
//   // … and the S3 server calls objects.emit(object) for each object created
//   const intake = mapQueue({ client, queue: sqs.queue('intake'), fn: split });
//   const lanes = mapQueue({ client, queue: sqs.queue('lanes.fifo'), fn: deliver, batchSize: 1, maximumConcurrency: 44 });
//   const sweep = (body: string) => reportLater.invoke(JSON.parse(body));
//   const sweeper = startSchedule({ everyMs: 900_000, input, fire: sweep, clock });
//   const toExports = sendTo({ client, queue: sqs.queue('exports.fifo'), groupId });
//   const nightly = startSchedule({ input, fire: toExports, clock });                 // nightly.fireNow()
//
//   await whenIdle([objects, toDrops, reportLater, intake, lanes, sweeper]);          // all work has ended
//
// They are to be stopped from the outside in: first what starts invocations (schedules, object events, asynchronous
// invocations, mappings), then functions, then SQS and S3.

import { setTimeout as pause } from 'node:timers/promises';

export interface Stop {
  /** True: invocations under way are killed instead of awaited. */
  readonly kill?: boolean;
}

export interface Trigger {
  /** False while the trigger has work that is queued, in flight, invisible, delayed or waiting for a retry. */
  isIdle(): Promise<boolean>;
  /** Grows whenever work begins or ends. */
  changes(): number;
  stop(how?: Stop): Promise<void>;
}

const longestPauseMs = 50;

/**
 * Settles when a whole round of questions found every trigger idle, and no work began or ended meanwhile. Without the
 * second condition, work could move from a trigger not yet asked to one already asked.
 */
export async function whenIdle(triggers: readonly Trigger[]): Promise<void> {
  const changes = () => triggers.reduce((sum, trigger) => sum + trigger.changes(), 0);
  // A question costs requests to the queues, so the pause grows.
  for (let pauseMs = 5; ; pauseMs = Math.min(pauseMs * 1.5, longestPauseMs)) {
    const before = changes();
    const idle = await Promise.all(triggers.map((trigger) => trigger.isIdle()));
    if (idle.every(Boolean) && changes() === before) return;
    await pause(pauseMs);
  }
}
