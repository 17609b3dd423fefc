// Runs one function the way Lambda does: execution environments that are warm, cold or busy, a time-out that kills,
// and nothing shared with this process. What to compose it with: triggers/trigger.ts.

import { randomUUID } from 'node:crypto';
import { pathToFileURL } from 'node:url';

import { startEnvironment, type Environment } from './execution-environment.ts';
import type { Outcome } from './invocation-outcome.ts';

export type { Outcome } from './invocation-outcome.ts';

export interface FunctionSettings {
  /** Path of the handler's module, `.ts` or built `.mjs`, which exports `handler`. */
  readonly module: string;
  readonly name: string;
  /** All of the handler's process.env but what Lambda itself sets. */
  readonly env: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
  /** How many invocations may run at once; one more is throttled. */
  readonly concurrency: number;
  /** Each line the handler writes; without it they go to this process's stdout. */
  readonly onLog?: (line: LogLine) => void;
  /** For each environment: how wrong its machine's clock is; see lambda/misled-clock.ts. */
  readonly clockErrorOf?: () => SharedArrayBuffer;
  /** For a machine that has other things to do: threads take little memory, and those that have nothing to do end. */
  readonly sparesMemory?: boolean;
}

export interface LogLine {
  readonly functionName: string;
  /** Undefined for what is written while the module loads. */
  readonly requestId: string | undefined;
  readonly text: string;
}

export interface InvokeOptions {
  /** Aborting it kills the invocation. */
  readonly signal?: AbortSignal | undefined;
  /** The retries of an asynchronous invocation keep the id of the first. */
  readonly requestId?: string;
}

export interface Invocation {
  readonly requestId: string;
  readonly event: unknown;
  readonly startedMs: number;
  /** Its thread ends where it stands: no finally, no sibling promise. Done when the thread is gone. */
  kill(): Promise<void>;
}

export interface LambdaFunction {
  readonly name: string;
  readonly arn: string;
  invoke(event: unknown, options?: InvokeOptions): Promise<Outcome>;
  /** What runs at this moment: for whoever wants to kill it. */
  running(): readonly Invocation[];
  /** Environments that start from here on find this; the others end with what they are running. */
  redeploy(env: Readonly<Record<string, string>>): Promise<void>;
  /** Ends every environment, once what runs has ended or is killed. Not to be invoked afterwards. */
  stop(how?: { readonly kill?: boolean }): Promise<void>;
}

export function runFunction(settings: FunctionSettings): LambdaFunction {
  const { name, concurrency, timeoutMs, onLog = printLine, sparesMemory = false } = settings;
  const region = settings.env['AWS_REGION'] ?? 'us-east-1';
  const arn = `arn:aws:lambda:${region}:000000000000:function:${name}`;
  const environments = new Set<Environment>();
  let env = settings.env;
  let warm: Environment[] = [];
  /** Until when each that is warm waits for work. */
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

/** Lambda waits for minutes. */
const idleMs = 3000;

/** As Lambda names it: `2026/11/20/[$LATEST]…`, one for each environment. */
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
