import { afterEach, describe, expect, it } from 'vitest';

import { handClock } from '../../test/hand-clock.ts';
import { startSqs } from '../sqs/start.ts';
import { sendTo, startSchedule, type Schedule } from './schedule.ts';

const startMs = Date.UTC(2026, 10, 20, 3, 45);
const quarterMs = 900_000;
const input = { dataset: 'nightly', scheduled_at: '<aws.scheduler.scheduled-time>' };
const body = (at: string) => `{"dataset":"nightly","scheduled_at":"2026-11-20T${at}Z"}`;

let schedule: Schedule | undefined;
afterEach(() => schedule?.stop());

describe('a schedule', () => {
  it('fires on its grid, and tells the time it was due', async () => {
    const clock = handClock(startMs);
    const fired: string[] = [];
    const fire = (text: string) => Promise.resolve(fired.push(text));
    schedule = startSchedule({ everyMs: quarterMs, input, fire, clock });
    await clock.advance(quarterMs - 1);
    expect(fired).toEqual([]);
    await clock.advance(2 * quarterMs + 1);
    expect(fired).toEqual([body('04:00:00'), body('04:15:00'), body('04:30:00')]);
  });

  it('leaves out what a long run has outlasted, instead of catching up', async () => {
    const clock = handClock(startMs);
    const fired: string[] = [];
    const fire = async (text: string) => {
      fired.push(text);
      if (fired.length === 1) await clock.sleep(2.5 * quarterMs);
    };
    schedule = startSchedule({ everyMs: quarterMs, input, fire, clock });
    await clock.advance(5 * quarterMs);
    expect(fired).toEqual([body('04:00:00'), body('04:45:00'), body('05:00:00')]);
  });

  it('fires when it is told to, and is idle when that is done', async () => {
    const clock = handClock(startMs);
    const { promise, resolve } = Promise.withResolvers<void>();
    const fired: string[] = [];
    const fire = (text: string) => {
      fired.push(text);
      return promise;
    };
    schedule = startSchedule({ input, fire, clock });
    const done = schedule.fireNow();
    expect(await schedule.isIdle()).toBe(false);
    resolve();
    await done;
    expect(await schedule.isIdle()).toBe(true);
    expect(fired).toEqual([body('03:45:00')]);
  });

  it('fires no more once it is stopped', async () => {
    const clock = handClock(startMs);
    const fired: string[] = [];
    const stopped = startSchedule({
      everyMs: quarterMs,
      input,
      fire: (text) => Promise.resolve(fired.push(text)),
      clock,
    });
    await clock.advance(quarterMs);
    await stopped.stop();
    await clock.advance(10 * quarterMs);
    expect(fired).toEqual([body('04:00:00')]);
  });

  it('sends to a FIFO queue, where a repeat of the same run is dropped', async () => {
    const queues = [
      { name: 'exports.fifo', visibilitySeconds: 60, maxReceiveCount: 3, contentBasedDeduplication: true },
    ];
    const sqs = await startSqs({ queues });
    const queue = sqs.queue('exports.fifo');
    const clock = handClock(startMs);
    schedule = startSchedule({ input, fire: sendTo({ client: sqs.client, queue, groupId: 'query' }), clock });
    await schedule.fireNow();
    await schedule.fireNow();
    expect(await sqs.waiting('exports.fifo')).toMatchObject([
      { body: body('03:45:00'), messageGroupId: 'query' },
    ]);
    await sqs.stop();
  });
});
