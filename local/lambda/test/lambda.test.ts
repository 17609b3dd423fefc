import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import * as v from 'valibot';

import { runFunction, type FunctionSettings, type LambdaFunction } from '../run-function.ts';
import type { Outcome } from '../invocation-outcome.ts';
import { startSqs } from '../../sqs/start.ts';
import { fixture, type Fixture } from './fixture.ts';

// A thread starts slowly on a busy machine.
vi.setConfig({ testTimeout: 30_000 });

const started: LambdaFunction[] = [];
afterEach(async () => {
  await Promise.all(started.splice(0).map((fn) => fn.stop({ kill: true })));
});

function aFunction(name: Fixture, settings: Partial<FunctionSettings> = {}): LambdaFunction {
  const fn = runFunction({
    module: fixture(name),
    name: 'fixture',
    env: {},
    timeoutMs: 30_000,
    concurrency: 5,
    ...settings,
  });
  started.push(fn);
  return fn;
}

const echoed = v.object({
  event: v.unknown(),
  context: v.record(v.string(), v.unknown()),
  remainingMs: v.number(),
  env: v.record(v.string(), v.string()),
  environment: v.string(),
  invocations: v.number(),
  nowMs: v.number(),
});
const echo = (outcome: Outcome) => v.parse(echoed, outcome.kind === 'ok' ? outcome.result : outcome);

describe('an execution environment', () => {
  it('has the environment variables it is given and those of Lambda, and none of ours', async () => {
    const { env } = echo(await aFunction('echo.ts', { env: { RECORDS_BUCKET: 'records' } }).invoke({}));
    expect(Object.keys(env).toSorted()).toEqual([
      'AWS_LAMBDA_FUNCTION_MEMORY_SIZE',
      'AWS_LAMBDA_FUNCTION_NAME',
      'AWS_LAMBDA_FUNCTION_VERSION',
      'AWS_LAMBDA_LOG_GROUP_NAME',
      'AWS_LAMBDA_LOG_STREAM_NAME',
      'AWS_REGION',
      'RECORDS_BUCKET',
    ]);
    expect(env).toMatchObject({ RECORDS_BUCKET: 'records', AWS_LAMBDA_FUNCTION_NAME: 'fixture' });
  });

  it('may be on a machine whose clock is wrong, which changes nothing of the time that is left', async () => {
    const error = new SharedArrayBuffer(8);
    const fn = aFunction('echo.ts', { clockErrorOf: () => error, timeoutMs: 30_000 });
    const hourMs = 3_600_000;
    new Float64Array(error)[0] = hourMs;
    const fast = echo(await fn.invoke({}));
    expect(fast.nowMs - Date.now()).toBeGreaterThan(hourMs / 2);
    expect(fast.remainingMs).toBeGreaterThan(0);
    expect(fast.remainingMs).toBeLessThanOrEqual(30_000);
    // The clock jumps while the environment is warm.
    new Float64Array(error)[0] = -hourMs;
    const slow = echo(await fn.invoke({}));
    expect(slow.environment).toBe(fast.environment);
    expect(Date.now() - slow.nowMs).toBeGreaterThan(hourMs / 2);
  });

  it('is replaced by a deployment, with other variables', async () => {
    const fn = aFunction('echo.ts', { env: { LANES: '2' } });
    const before = echo(await fn.invoke({}));
    await fn.redeploy({ LANES: '3' });
    const after = echo(await fn.invoke({}));
    expect([before.env['LANES'], after.env['LANES']]).toEqual(['2', '3']);
    expect(after.environment).not.toBe(before.environment);
  });

  it('shares no environment variable with another one, nor with this process', async () => {
    const fn = aFunction('echo.ts');
    const together = (await Promise.all([fn.invoke(1), fn.invoke(2)])).map((outcome) => echo(outcome));
    expect(together.map(({ env }) => env['LEFT_BEHIND'])).toEqual([undefined, undefined]);
    const again = echo(await fn.invoke(3));
    expect(again.env['LEFT_BEHIND']).toBe(again.environment);
    // oxlint-disable-next-line node/no-process-env -- what is tested
    expect(process.env['LEFT_BEHIND']).toBeUndefined();
  });

  it('is cold once and then warm', async () => {
    const fn = aFunction('echo.ts');
    const first = echo(await fn.invoke({}));
    const second = echo(await fn.invoke({}));
    expect(second.environment).toBe(first.environment);
    expect([first.invocations, second.invocations]).toEqual([1, 2]);
  });

  it('is with one invocation at a time: when all are busy another one starts', async () => {
    const fn = aFunction('echo.ts', { concurrency: 3 });
    const outcomes = await Promise.all([fn.invoke(1), fn.invoke(2), fn.invoke(3), fn.invoke(4)]);
    expect(outcomes[3]).toEqual({ kind: 'throttled' });
    const ran = outcomes.slice(0, 3).map((outcome) => echo(outcome));
    expect(new Set(ran.map(({ environment }) => environment)).size).toBe(3);
    expect(ran.map(({ invocations }) => invocations)).toEqual([1, 1, 1]);
    expect((await fn.invoke(5)).kind).toBe('ok');
  });

  it('gives the handler the event through JSON, and a context', async () => {
    const fn = aFunction('echo.ts', { timeoutMs: 5000 });
    const { event, context, remainingMs } = echo(
      await fn.invoke({ at: new Date(0), left: undefined }, { requestId: 'request-1' }),
    );
    expect(event).toEqual({ at: '1970-01-01T00:00:00.000Z' });
    expect(context).toMatchObject({
      awsRequestId: 'request-1',
      functionName: 'fixture',
      functionVersion: '$LATEST',
      invokedFunctionArn: 'arn:aws:lambda:us-east-1:000000000000:function:fixture',
      logGroupName: '/aws/lambda/fixture',
    });
    expect(remainingMs).toBeGreaterThan(0);
    expect(remainingMs).toBeLessThanOrEqual(5000);
  });
});

it('a built module runs as its source does', async () => {
  const module = join(mkdtempSync(join(tmpdir(), 'built-')), 'index.mjs');
  writeFileSync(module, 'export const handler = async (event) => event.n + 1;');
  expect(await aFunction('echo.ts', { module }).invoke({ n: 1 })).toEqual({ kind: 'ok', result: 2 });
});

describe('a failure in a handler is reported and harms no other invocation', () => {
  it.each([
    ['throw', { kind: 'error', type: 'RangeError', message: 'out of range' }],
    ['reject', { kind: 'error', type: 'TypeError', message: 'no such type' }],
    ['throw a string', { kind: 'error', type: 'string', message: 'just text' }],
    ['exit', { kind: 'error', type: 'Runtime.ExitError', message: 'exited with code 3' }],
    ['leave a rejection behind', { kind: 'error', type: 'Error', message: 'nobody listens' }],
    ['return nothing', { kind: 'ok', result: null }],
  ] as const)('%s', async (deed, outcome) => {
    const fn = aFunction('obey.ts');
    expect(await fn.invoke({ deed })).toEqual(outcome);
    expect(await fn.invoke({ deed: 'return nothing' })).toEqual({ kind: 'ok', result: null });
  });

  it('an environment that dies between two invocations is not used again', async () => {
    const fn = aFunction('obey.ts');
    const threads = () => process.getActiveResourcesInfo().filter((name) => name === 'MessagePort').length;
    const before = threads();
    expect(await fn.invoke({ deed: 'die when told to' })).toEqual({ kind: 'ok', result: null });
    const orders = new BroadcastChannel('obey');
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel, not a window
    orders.postMessage('die');
    orders.close();
    while (threads() > before) await new Promise((resolve) => setTimeout(resolve, 2));
    expect(await fn.invoke({ deed: 'return nothing' })).toEqual({ kind: 'ok', result: null });
  });

  it('a result that JSON cannot hold is an error', async () => {
    expect(await aFunction('obey.ts').invoke({ deed: 'return what JSON cannot hold' })).toMatchObject({
      kind: 'error',
      type: 'TypeError',
    });
  });

  it.each([
    [fixture('no-handler.ts'), { type: 'Runtime.HandlerNotFound' }],
    [fixture('broken-module.ts'), { type: 'SyntaxError', message: 'this module does not load' }],
    ['/not/there.mjs', { type: 'Error' }],
  ])('a module that cannot be used: %s', async (module, outcome) => {
    expect(await aFunction('echo.ts', { module }).invoke({})).toMatchObject({ kind: 'error', ...outcome });
  });
});

describe('an invocation past its time', () => {
  it.each(['hang', 'spin'])('is killed: %s', async (deed) => {
    const fn = aFunction('obey.ts', { timeoutMs: 200, concurrency: 1 });
    expect(await fn.invoke({ deed })).toEqual({ kind: 'timed_out' });
    expect(await fn.invoke({ deed: 'return nothing' })).toEqual({ kind: 'ok', result: null });
  });
});

describe('a kill', () => {
  const lines = (file: string) => readFileSync(file, 'utf8').split('\n').slice(0, -1);

  it('means that nothing of the invocation acts afterwards: no finally, no sibling promise', async () => {
    const underWay = Promise.withResolvers<void>();
    const fn = aFunction('tick.ts', { onLog: () => underWay.resolve() });
    const folder = mkdtempSync(join(tmpdir(), 'kill-'));
    const [victim, control] = [join(folder, 'victim'), join(folder, 'control')];

    const killed = fn.invoke({ file: victim, ticks: 1_000_000 });
    await underWay.promise;
    await fn.running()[0]?.kill();
    expect(await killed).toEqual({ kind: 'killed' });
    const written = lines(victim).length;
    expect(written).toBeGreaterThan(3);

    // Another invocation writes thirty lines at the same pace. If the killed one were alive, it would write more
    // meanwhile.
    expect((await fn.invoke({ file: control, ticks: 30 })).kind).toBe('ok');
    expect(lines(control)).toHaveLength(31);
    expect(lines(control).at(-1)).toBe('finally');
    expect(lines(victim)).toHaveLength(written);
    expect(lines(victim)).not.toContain('finally');
  });

  it('at any request to a queue leaves what came before, and nothing that comes after', async () => {
    const sends = async (killedAt: number) => {
      let requests = 0;
      const sqs = await startSqs({
        queues: [{ name: 'intake', visibilitySeconds: 30, maxReceiveCount: 3 }],
        onRequest: async () => {
          requests += 1;
          if (requests !== killedAt) return;
          await fn.running()[0]?.kill();
          throw new Error('whoever asked is dead');
        },
      });
      const env = {
        AWS_ENDPOINT_URL_SQS: sqs.endpoint,
        AWS_ACCESS_KEY_ID: 'local',
        AWS_SECRET_ACCESS_KEY: 'local',
        QUEUE_URL: sqs.queue('intake').url,
      };
      const fn = aFunction('forward.ts', { env });
      const { kind } = await fn.invoke({ Records: [0, 1, 2] });
      const bodies = (await sqs.waiting('intake')).map(({ body }) => body);
      await sqs.stop();
      return [kind, ...bodies];
    };
    expect(await sends(1)).toEqual(['killed']);
    expect(await sends(2)).toEqual(['killed', '{"n":0}']);
    expect(await sends(3)).toEqual(['killed', '{"n":0}', '{"n":1}']);
    expect(await sends(4)).toEqual(['ok', '{"n":0}', '{"n":1}', '{"n":2}']);
  });

  it('by a signal stops even a handler that never lets go of its thread', async () => {
    const abort = new AbortController();
    const fn = aFunction('obey.ts');
    await fn.invoke({ deed: 'return nothing' });
    const outcome = fn.invoke({ deed: 'spin' }, { signal: abort.signal });
    abort.abort();
    expect(await outcome).toEqual({ kind: 'killed' });
    expect(fn.running()).toEqual([]);
  });

  it('before the handler is loaded leaves it unrun', async () => {
    const fn = aFunction('tick.ts');
    const outcome = fn.invoke({ file: '/nowhere/at/all', ticks: 1 }, { signal: AbortSignal.abort() });
    expect(await outcome).toEqual({ kind: 'killed' });
  });
});

describe('what a handler writes', () => {
  it('comes line by line, with its request, before its outcome', async () => {
    const lines: unknown[] = [];
    const fn = aFunction('obey.ts', { onLog: (line) => lines.push(line) });
    await fn.invoke({ deed: 'log' }, { requestId: 'request-1' });
    const line = (text: string) => ({ functionName: 'fixture', requestId: 'request-1', text });
    expect(lines).toEqual([line('{"level":"info"}'), line('line 1'), line('line 2'), line('raw')]);
  });
});

describe('a function that is stopped', () => {
  it('waits for what runs, and takes nothing more', async () => {
    const fn = aFunction('echo.ts');
    const running = fn.invoke({});
    await fn.stop();
    expect((await running).kind).toBe('ok');
    await expect(fn.invoke({})).rejects.toThrow('stopped');
  });

  it('or kills it', async () => {
    const fn = aFunction('obey.ts');
    const running = fn.invoke({ deed: 'hang' });
    await fn.stop({ kill: true });
    expect(await running).toEqual({ kind: 'killed' });
  });
});
