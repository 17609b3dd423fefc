// A schedule of EventBridge Scheduler. It fires on a fixed grid of times that begins with its start. Of the context
// attributes in its input, the scheduled time is filled in.
// https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-schedule-context-attributes.html

import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';

import type { Clock } from '../../shared/clock.ts';
import type { Queue } from '../sqs/start.ts';
import type { Trigger } from './trigger.ts';

export interface ScheduleSettings {
  /** Milliseconds between two firings. Undefined: it fires only by `fireNow`. */
  readonly everyMs?: number;
  /** Any JSON value. `<aws.scheduler.scheduled-time>` in it becomes the due time in UTC. */
  readonly input: unknown;
  readonly fire: (body: string) => Promise<unknown>;
  readonly clock: Clock;
}

export interface Schedule extends Trigger {
  fireNow(): Promise<void>;
}

export function startSchedule({ everyMs, input, fire, clock }: ScheduleSettings): Schedule {
  const stopping = new AbortController();
  const firing = new Set<Promise<void>>();
  let changes = 0;
  const ticking = everyMs === undefined ? Promise.resolve() : tick(everyMs);
  ticking.catch(() => undefined);

  /** Fires at the due times. Those that pass while a firing is under way are skipped, not caught up. */
  async function tick(every: number): Promise<void> {
    for (let dueMs = clock.now() + every; !stopping.signal.aborted;) {
      const waitMs = dueMs - clock.now();
      if (waitMs > 0) {
        await clock.sleep(waitMs, stopping.signal);
        continue;
      }
      await fireAt(dueMs);
      dueMs += every * Math.max(1, Math.ceil((clock.now() - dueMs) / every));
    }
  }

  async function fireAt(dueMs: number): Promise<void> {
    changes += 1;
    const fired = fire(fillIn(input, dueMs)).then(() => undefined);
    firing.add(fired);
    try {
      await fired;
    } finally {
      firing.delete(fired);
      changes += 1;
    }
  }

  return {
    fireNow: () => fireAt(clock.now()),
    isIdle: () => Promise.resolve(firing.size === 0),
    changes: () => changes,
    async stop() {
      stopping.abort();
      await Promise.all([ticking, ...firing]);
    },
  };
}

/**
 * A `fire` that sends a message to a queue. The scheduler sends no deduplication id, so a FIFO queue must deduplicate
 * by content.
 */
export function sendTo({ client, queue, groupId }: { client: SQSClient; queue: Queue; groupId?: string }) {
  return (body: string) =>
    client.send(new SendMessageCommand({ QueueUrl: queue.url, MessageBody: body, MessageGroupId: groupId }));
}

function fillIn(input: unknown, dueMs: number): string {
  const scheduledTime = new Date(dueMs).toISOString().replace(/\.\d{3}Z$/, 'Z');
  return JSON.stringify(input).replaceAll('<aws.scheduler.scheduled-time>', scheduledTime);
}
