// Notifications of buckets: `emit` sends the event of a created object to the function or queue of each route that matches. S3 promises
// this at least once and in no order. Here it is once and at once, unless `disorder` or `fate` says otherwise.

import type { S3Event } from 'aws-lambda';

import type { Clock } from '../../shared/clock.ts';
import { s3Event, type CreatedObject } from './s3-event.ts';
import type { Trigger } from './trigger.ts';

export interface Route {
  readonly bucket: string;
  readonly prefix?: string;
  readonly suffix?: string;
  /** Called once for each created object that matches. False: no event is sent. Undefined: all objects are taken. */
  readonly takes?: (object: CreatedObject) => boolean;
  readonly to: Target;
}

/** Asynchronous invocations of a function, or a queue that takes the event as a message. */
export interface Target {
  invoke(event: S3Event): Promise<void>;
}

/** Makes the duplicates, delays and reorderings happen that "at least once, in no order" allows. */
export interface Disorder {
  /** Returns a number from 0 up to, but not including, 1. A seeded generator makes a run repeatable. */
  readonly random: () => number;
  readonly duplicateShare?: number;
  readonly maxDelayMs?: number;
}

/**
 * Milliseconds from the upload to each event of the object, one number for each event. An empty list: no event is sent.
 * Undefined: `disorder` decides.
 */
export type Fate = (object: CreatedObject) => readonly number[] | undefined;

export interface ObjectEventsSettings {
  readonly routes: readonly Route[];
  readonly clock: Clock;
  readonly region?: string;
  readonly disorder?: Disorder;
  readonly fate?: Fate;
}

export interface ObjectEvents extends Trigger {
  /**
   * To be called before the writer gets its answer. Called later, a test could find the world idle while an event is
   * missing.
   */
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

  async function sendLater(event: S3Event, to: Target, slept: Promise<void>): Promise<void> {
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

/** Delays in milliseconds: one number for each event, of which there are two with the chance `duplicateShare`. */
function delays({ random, duplicateShare = 0, maxDelayMs = 0 }: Disorder = inOrder): readonly number[] {
  const times = random() < duplicateShare ? 2 : 1;
  return Array.from({ length: times }, () => Math.floor(random() * maxDelayMs));
}

const inOrder: Disorder = { random: () => 0 };
