// Runs one function as Lambda does.
// - An execution environment (a thread) is cold, warm or busy, and serves one invocation at a time.
// - An invocation over `concurrency` is throttled and never runs.
// - A time-out or a kill ends the thread of the invocation.
// - Events and results cross the border as JSON. No object is shared with the threads except the buffers of
//   `clockErrorOf`.
//
// triggers/trigger.ts shows how it is combined with queues and events.

import { randomUUID } from 'node:crypto';
import { pathToFileURL } from 'node:url';

import { startEnvironment, type Environment } from './execution-environment.ts';
import type { Outcome } from './invocation-outcome.ts';

export type { Outcome } from './invocation-outcome.ts';

export interface FunctionSettings {
  /** Path of the handler's module, `.ts` or built `.mjs`, which exports `handler`. */
  readonly module: string;
  readonly name: string;
  /** The handler's `process.env`. The variables that Lambda sets are added to it. */
  readonly env: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
  /** Invocations that may run at once. One more is throttled. */
  readonly concurrency: number;
  /** Called with each line that the module writes to stdout or stderr. Undefined: it goes to stdout of this process. */
  readonly onLog?: (line: LogLine) => void;
  /**
   * Called for each execution environment that starts. The buffer holds the error of its clock: one Float64, in
   * milliseconds, positive for a clock that is fast. See misled-clock.ts. Undefined: the clock is right.
   */
  readonly clockErrorOf?: () => SharedArrayBuffer;
  /**
   * True: the heap of each thread is limited, and a thread that was warm for `idleMs` ends. This is for a machine that
   * a person works on.
   */
  readonly sparesMemory?: boolean;
}

export interface LogLine {
  readonly functionName: string;
  /** Undefined: the line was written before the first invocation of its environment, as while the module loads. */
  readonly requestId: string | undefined;
  readonly text: string;
}

export interface InvokeOptions {
  /** Aborting it kills the invocation. */
  readonly signal?: AbortSignal | undefined;
  /** Default: a new id. A retry of an asynchronous invocation passes the id of the first attempt. */
  readonly requestId?: string;
}

export interface Invocation {
  readonly requestId: string;
  readonly event: unknown;
  readonly startedMs: number;
  /** Terminates the thread: no `finally` and no other promise of it runs on. Settles when the invocation has ended. */
  kill(): Promise<void>;
}

export interface LambdaFunction {
  readonly name: string;
  readonly arn: string;
  invoke(event: unknown, options?: InvokeOptions): Promise<Outcome>;
  /** The invocations under way. */
  running(): readonly Invocation[];
  /** New environments get these variables. A warm environment ends now, a busy one after its invocation. */
  redeploy(env: Readonly<Record<string, string>>): Promise<void>;
  /** Ends every environment. Without `kill` the invocations under way are awaited. From now on `invoke` throws. */
  stop(how?: { readonly kill?: boolean }): Promise<void>;
}

export function runFunction(settings: FunctionSettings): LambdaFunction {
  const { name, concurrency, timeoutMs, onLog = printLine, sparesMemory = false } = settings;
  const region = settings.env['AWS_REGION'] ?? 'us-east-1';
  const arn = `arn:aws:lambda:${region}:000000000000:function:${name}`;
  const environments = new Set<Environment>();
  let env = settings.env;
  let warm: Environment[] = [];
  /** The timers that end warm environments, if memory is spared. */
  const cooling = new WeakMap<Environment, NodeJS.Timeout>();
  const busy = new Map<Invocation, Promise<Outcome>>();
  let stopped = false;

  function cold(): Environment {
    const birth = {
      module: pathToFileURL(settings.module).href,
      functionName: name,
      functionArn: arn,
      logGroupName: `/aws/lambda/${name}`,
      logStreamName: logStream(new Date()),
      clockErrorMs: settings.clockErrorOf?.(),
    };
    const environment = startEnvironment({
      birth,
      env: { AWS_REGION: region, ...env, ...lambdaVariables(birth) },
      timeoutMs,
      sparesMemory,
      onLog: (text, requestId) => onLog({ functionName: name, requestId, text }),
    });
    environments.add(environment);
    return environment;
  }

  function keepWarm(environment: Environment): void {
    warm.push(environment);
    if (!sparesMemory) return;
    const timer = setTimeout(() => {
      if (!warm.includes(environment)) return;
      warm = warm.filter((other) => other !== environment);
      environments.delete(environment);
      void environment.end();
    }, idleMs);
    timer.unref();
    clearTimeout(cooling.get(environment));
    cooling.set(environment, timer);
  }

  function warmOrCold(): Environment {
    for (let environment = warm.pop(); environment; environment = warm.pop()) {
      if (environment.isAlive()) return environment;
      environments.delete(environment);
    }
    return cold();
  }

  async function run(requestId: string, event: unknown, signal: AbortSignal): Promise<Outcome> {
    const environment = warmOrCold();
    const deployed = env;
    const outcome = await environment.run({ requestId, event: JSON.stringify(event) ?? 'null' }, signal);
    if (deployed !== env) await environment.end();
    if (environment.isAlive()) keepWarm(environment);
    else environments.delete(environment);
    return outcome;
  }

  return {
    name,
    arn,
    async invoke(event, { signal, requestId = randomUUID() } = {}) {
      if (stopped) throw new Error(`${name} is stopped`);
      if (busy.size >= concurrency) return { kind: 'throttled' };
      const killing = new AbortController();
      const signals = signal ? [signal, killing.signal] : [killing.signal];
      const outcome = run(requestId, event, AbortSignal.any(signals));
      const kill = async () => {
        killing.abort();
        await outcome;
      };
      const invocation = { requestId, event, startedMs: Date.now(), kill };
      busy.set(invocation, outcome);
      try {
        return await outcome;
      } finally {
        busy.delete(invocation);
      }
    },
    running: () => [...busy.keys()],
    async redeploy(deployed) {
      env = deployed;
      const outdated = warm;
      warm = [];
      await Promise.all(outdated.map((environment) => environment.end()));
      for (const environment of outdated) environments.delete(environment);
    },
    async stop({ kill = false } = {}) {
      stopped = true;
      if (kill) await Promise.all([...busy.keys()].map((invocation) => invocation.kill()));
      await Promise.all(busy.values());
      await Promise.all([...environments].map((environment) => environment.end()));
    },
  };
}

/** Milliseconds that a warm environment is kept, if memory is spared. Lambda keeps one for minutes. */
const idleMs = 3000;

/** Name of a log stream as on Lambda: `2026/11/20/[$LATEST]…`. Each execution environment has one. */
function logStream(now: Date): string {
  const day = now.toISOString().slice(0, 10).replaceAll('-', '/');
  return `${day}/[$LATEST]${randomUUID().replaceAll('-', '')}`;
}

function lambdaVariables(birth: { functionName: string; logGroupName: string; logStreamName: string }) {
  return {
    AWS_LAMBDA_FUNCTION_NAME: birth.functionName,
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '1024',
    AWS_LAMBDA_LOG_GROUP_NAME: birth.logGroupName,
    AWS_LAMBDA_LOG_STREAM_NAME: birth.logStreamName,
  };
}

function printLine({ text }: LogLine): void {
  process.stdout.write(`${text}\n`);
}
