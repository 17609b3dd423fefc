// A bucket's notifications: each object created invokes the functions whose filter it passes, asynchronously, at
// least once and in no order.

import type { S3Event } from 'aws-lambda';

import type { Clock } from '../../shared/clock.ts';
import type { AsyncInvocations } from './async-invocations.ts';
import { s3Event, type CreatedObject } from './s3-event.ts';
import type { Trigger } from './trigger.ts';

export interface Route {
  readonly bucket: string;
  readonly prefix?: string;
  readonly suffix?: string;
  /** Asked once of each object that fits; false: its events go nowhere. */
  readonly takes?: (object: CreatedObject) => boolean;
  readonly to: AsyncInvocations;
}

/** What the promise "at least once, in no order" allows, made to happen. */
export interface Disorder {
  /** From 0 up to 1; from a seed, so that a run can be repeated. */
  readonly random: () => number;
  readonly duplicateShare?: number;
  readonly maxDelayMs?: number;
}

/** How long after the upload each event of it comes: one number an event, none where it is lost. Undefined: as usual. */
export type Fate = (object: CreatedObject) => readonly number[] | undefined;

export interface ObjectEventsSettings {
  readonly routes: readonly Route[];
  readonly clock: Clock;
  readonly region?: string;
  readonly disorder?: Disorder;
  readonly fate?: Fate;
}

export interface ObjectEvents extends Trigger {
  /** To be called before the writer gets its answer: nobody can then find the system idle too early. */
  emit(object: CreatedObject): void;
}

export function createObjectEvents(settings: ObjectEventsSettings): ObjectEvents {
  const { routes, clock, region = 'us-east-1', disorder, fate } = settings;
  const delayed = new Set<Promise<void>>();
  const stopping = new AbortController();
  let changes = 0;

  function send(object: CreatedObject, { to }: Route, delayMs: number): void {
    const event = s3Event(object, { nowMs: clock.now(), region });
    if (delayMs === 0) return void to.invoke(event);
    const slept = clock.sleep(delayMs, stopping.signal);
    delayed.add(slept);
    void sendLater(event, to, slept);
  }

  async function sendLater(event: S3Event, to: AsyncInvocations, slept: Promise<void>): Promise<void> {
    await slept;
    delayed.delete(slept);
    changes += 1;
    if (!stopping.signal.aborted) await to.invoke(event);
  }

  return {
    emit(object) {
      if (stopping.signal.aborted) return;
      changes += 1;
      for (const route of routes.filter((known) => passes(object, known))) {
        for (const delayMs of fate?.(object) ?? delays(disorder)) send(object, route, delayMs);
      }
    },
    isIdle: () => Promise.resolve(delayed.size === 0),
    changes: () => changes,
    async stop() {
      stopping.abort();
      await Promise.all(delayed);
    },
  };
}

function passes(object: CreatedObject, { bucket, prefix = '', suffix = '', takes = all }: Route): boolean {
  const fits = object.bucket === bucket && object.key.startsWith(prefix) && object.key.endsWith(suffix);
  return fits && takes(object);
}

const all = () => true;

/** One delay for each time the event is sent. */
function delays({ random, duplicateShare = 0, maxDelayMs = 0 }: Disorder = inOrder): readonly number[] {
  const times = random() < duplicateShare ? 2 : 1;
  return Array.from({ length: times }, () => Math.floor(random() * maxDelayMs));
}

const inOrder: Disorder = { random: () => 0 };
