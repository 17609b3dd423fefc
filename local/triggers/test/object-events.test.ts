import { afterEach, describe, expect, it, vi } from 'vitest';
import * as v from 'valibot';

import { runFunction, type FunctionSettings, type LambdaFunction } from '../../lambda/run-function.ts';
import { startSqs } from '../../sqs/start.ts';
import { createAsyncInvocations, type AsyncSettings } from '../async-invocations.ts';
import { createObjectEvents, type ObjectEventsSettings } from '../object-events.ts';
import { mapQueue } from '../queue-mapping.ts';
import type { CreatedObject } from '../s3-event.ts';
import { whenIdle } from '../trigger.ts';
import { systemClock as clock } from '../../../shared/clock.ts';
import { seededRandom } from '../../../test/seeded-random.ts';
import { fixture, type Fixture } from '../../lambda/test/fixture.ts';
import { journal } from './journal.ts';

// A thread starts slowly on a busy machine.
vi.setConfig({ testTimeout: 30_000 });

const s3Event = v.object({
  Records: v.tuple([
    v.object({
      eventName: v.string(),
      s3: v.object({
        bucket: v.object({ name: v.string() }),
        object: v.object({ key: v.string(), sequencer: v.string() }),
      }),
    }),
  ]),
});
const line = v.object({ requestId: v.string(), event: v.unknown() });

const started: LambdaFunction[] = [];
afterEach(async () => {
  await Promise.all(started.splice(0).map((fn) => fn.stop({ kill: true })));
});

function aFunction(module: Fixture, settings: Partial<FunctionSettings> = {}): LambdaFunction {
  const fn = runFunction({
    module: fixture(module),
    name: 'split',
    env: {},
    timeoutMs: 30_000,
    concurrency: 10,
    ...settings,
  });
  started.push(fn);
  return fn;
}

function rig({
  fn = {},
  later = {},
}: { fn?: Partial<FunctionSettings>; later?: Partial<AsyncSettings> } = {}) {
  const { env, lines } = journal(line);
  const split = aFunction('note.ts', { env, ...fn });
  const to = createAsyncInvocations({ fn: split, clock, retryWaitsMs: [20, 40], ...later });
  const keys = () => lines().map(({ event }) => v.parse(s3Event, event).Records[0].s3.object.key);
  return { to, lines, keys };
}

function events(settings: Omit<ObjectEventsSettings, 'clock'>) {
  return createObjectEvents({ clock, ...settings });
}

let sequence = 0;
function anObject(key: string, more: Partial<CreatedObject> = {}): CreatedObject {
  sequence += 1;
  const sequencer = sequence.toString(16).padStart(18, '0');
  return { bucket: 'records', key, size: 3, eTag: 'e1', sequencer, eventName: 'ObjectCreated:Put', ...more };
}

describe('an object created', () => {
  it('invokes the functions whose bucket, prefix and suffix it fits, and no other', async () => {
    const files = rig();
    const complete = rig();
    const objects = events({
      routes: [
        { bucket: 'inbox', to: files.to },
        { bucket: 'records', prefix: 'jobs/', suffix: '/complete.json', to: complete.to },
      ],
    });
    for (const [bucket, key] of [
      ['inbox', 'a.csv'],
      ['records', 'jobs/1/complete.json'],
      ['records', 'jobs/1/plan.json'],
      ['records', 'other/complete.json'],
      ['elsewhere', 'jobs/1/complete.json'],
    ] as const) {
      objects.emit(anObject(key, { bucket }));
    }
    await whenIdle([objects, files.to, complete.to]);
    expect(files.keys()).toEqual(['a.csv']);
    expect(complete.keys()).toEqual(['jobs/1/complete.json']);
  });

  it('that a route does not take goes nowhere, and the route is asked once of each that fits', async () => {
    const { to, keys } = rig();
    const asked: string[] = [];
    const takes = ({ key }: CreatedObject) => {
      asked.push(key);
      return key.startsWith('mine');
    };
    const objects = events({
      routes: [{ bucket: 'inbox', suffix: '.csv', takes, to }],
      disorder: { random: () => 0, duplicateShare: 1 },
    });
    for (const key of ['mine.csv', 'theirs.csv', 'mine.json'])
      objects.emit(anObject(key, { bucket: 'inbox' }));
    await whenIdle([objects, to]);
    expect(keys()).toEqual(['mine.csv', 'mine.csv']);
    expect(asked).toEqual(['mine.csv', 'theirs.csv']);
  });

  it('is told at least once and in no order, where disorder is asked for: the same each time from a seed', async () => {
    const run = async (seed: number) => {
      const { random, sent } = recorded(seed);
      const { to, keys } = rig({ fn: { concurrency: 2 }, later: { throttledWaitMs: 5 } });
      const objects = events({
        routes: [{ bucket: 'records', to }],
        disorder: { random, duplicateShare: 0.5, maxDelayMs: 50 },
      });
      const all = Array.from({ length: 10 }, (_, n) => `${n}.csv`);
      for (const key of all) objects.emit(anObject(key));
      expect(await objects.isIdle()).toBe(false);
      await whenIdle([objects, to]);
      expect(new Set(keys())).toEqual(new Set(all));
      return { times: keys().toSorted(), draws: sent() };
    };
    const [one, same, other] = [await run(7), await run(7), await run(8)];
    expect(one.times.length).toBeGreaterThan(10);
    expect(same).toEqual(one);
    expect(other.draws).not.toEqual(one.draws);
  });

  it('may be lost, late or told again, one object by one', async () => {
    const { to, keys } = rig();
    const fates = new Map([
      ['lost.csv', []],
      ['twice.csv', [0, 20]],
    ]);
    const objects = events({ routes: [{ bucket: 'records', to }], fate: ({ key }) => fates.get(key) });
    for (const key of ['lost.csv', 'twice.csv', 'usual.csv']) objects.emit(anObject(key));
    await whenIdle([objects, to]);
    expect(keys().toSorted()).toEqual(['twice.csv', 'twice.csv', 'usual.csv']);
  });

  it('a duplicate has the sequencer of the first', async () => {
    const { to, lines } = rig();
    const objects = events({
      routes: [{ bucket: 'records', to }],
      disorder: { random: () => 0, duplicateShare: 1 },
    });
    objects.emit(anObject('a.csv', { sequencer: '00AA' }));
    await whenIdle([objects, to]);
    const sequencers = lines().map(({ event }) => v.parse(s3Event, event).Records[0].s3.object.sequencer);
    expect(sequencers).toEqual(['00AA', '00AA']);
  });

  it('is not told after the stop, delayed or not', async () => {
    const { to, keys } = rig();
    const objects = events({
      routes: [{ bucket: 'records', to }],
      disorder: { random: () => 0.9, maxDelayMs: 60_000 },
    });
    objects.emit(anObject('delayed.csv'));
    await objects.stop();
    objects.emit(anObject('late.csv'));
    await whenIdle([objects, to]);
    expect(keys()).toEqual([]);
  });
});

function recorded(seed: number) {
  const chance = seededRandom(seed);
  const draws: number[] = [];
  const random = () => {
    const draw = chance.between(0, 1);
    draws.push(draw);
    return draw;
  };
  return { random, sent: () => draws };
}

describe('an asynchronous invocation', () => {
  it.each([
    [0, 1],
    [1, 2],
    [2, 3],
  ])('that fails %i times is tried %i times, with the same request id', async (failures, attempts) => {
    const { to, lines } = rig();
    await to.invoke({ file: `fail-${failures}` });
    expect(lines()).toHaveLength(attempts);
    expect(new Set(lines().map(({ requestId }) => requestId)).size).toBe(1);
    expect(to.failures()).toEqual([]);
  });

  it('that fails three times goes to the on-failure destination', async () => {
    const { to, lines } = rig();
    await to.invoke({ file: 'fail-9' });
    expect(lines()).toHaveLength(3);
    expect(to.failures()).toEqual([
      {
        version: '1.0',
        timestamp: expect.stringMatching(/Z$/),
        requestContext: {
          requestId: lines()[0]?.requestId,
          functionArn: 'arn:aws:lambda:us-east-1:000000000000:function:split',
          condition: 'RetriesExhausted',
          approximateInvokeCount: 3,
        },
        requestPayload: { file: 'fail-9' },
        responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
        responsePayload: { errorType: 'Error', errorMessage: 'attempt 3' },
      },
    ]);
  });

  it('that is throttled waits for its turn, which does not count as a failure', async () => {
    const { to, lines } = rig({ fn: { concurrency: 1 }, later: { throttledWaitMs: 10 } });
    await Promise.all([1, 2, 3, 4, 5].map((n) => to.invoke({ n })));
    expect(lines()).toHaveLength(5);
    expect(to.failures()).toEqual([]);
  });

  it('that stays throttled too long goes to the destination as too old', async () => {
    const fn = aFunction('obey.ts', { concurrency: 1 });
    const hanging = fn.invoke({ deed: 'hang' });
    const to = createAsyncInvocations({ fn, clock, throttledWaitMs: 10, maximumAgeMs: 50 });
    await to.invoke({ deed: 'log' });
    expect(to.failures()).toMatchObject([
      { requestContext: { condition: 'EventAgeExceeded', approximateInvokeCount: 0 } },
    ]);
    await fn.stop({ kill: true });
    expect(await hanging).toEqual({ kind: 'killed' });
  });

  it('is not idle while it waits to be tried again', async () => {
    const { to, lines } = rig({ later: { retryWaitsMs: [100, 100] } });
    void to.invoke({ file: 'fail-1' });
    await whenIdle([to]);
    expect(lines()).toHaveLength(2);
  });

  it('is not tried again after the stop', async () => {
    const { to, lines } = rig({ later: { retryWaitsMs: [3_600_000, 3_600_000] } });
    const settled = to.invoke({ file: 'fail-1' });
    while (lines().length === 0) await clock.sleep(2);
    await to.stop();
    await settled;
    expect(lines()).toHaveLength(1);
    expect(to.failures()).toEqual([]);
  });

  it('is killed by a stop that says so', async () => {
    const fn = aFunction('obey.ts');
    const to = createAsyncInvocations({ fn, clock });
    const settled = to.invoke({ deed: 'hang' });
    await to.stop({ kill: true });
    await settled;
    expect(fn.running()).toEqual([]);
  });
});

describe('a chain', () => {
  it('of object, function, queue and function is idle when its last link is', async () => {
    const queues = [{ name: 'intake', visibilitySeconds: 100, maxReceiveCount: 3 }];
    const sqs = await startSqs({ queues });
    const queue = sqs.queue('intake');
    const env = {
      AWS_ENDPOINT_URL_SQS: sqs.endpoint,
      AWS_ACCESS_KEY_ID: 'local',
      AWS_SECRET_ACCESS_KEY: 'local',
      QUEUE_URL: queue.url,
    };
    const { env: noteEnv, lines } = journal(line);
    const forward = aFunction('forward.ts', { env, concurrency: 2 });
    const to = createAsyncInvocations({ fn: forward, clock, throttledWaitMs: 10 });
    const objects = events({
      routes: [{ bucket: 'records', to }],
      disorder: { random: recorded(1).random, maxDelayMs: 20 },
    });
    const mapping = mapQueue({ client: sqs.client, queue, fn: aFunction('note.ts', { env: noteEnv }) });

    for (let n = 0; n < 10; n += 1) objects.emit(anObject(`${n}.csv`));
    // `whenIdle` must be right in any order of its triggers; here work moves from the last to the first.
    await whenIdle([mapping, to, objects]);
    const records = v.object({ Records: v.array(v.unknown()) });
    const carried = lines().flatMap(({ event }) => v.parse(records, event).Records);
    expect(carried).toHaveLength(10);
    await mapping.stop();
    await sqs.stop();
  });
});
