// One execution environment of Lambda: a worker thread with a `process.env` of its own.
// - It is made for one invocation at a time; the caller of `run` sees to that.
// - A time-out or a kill terminates the thread before the outcome is returned. No code of the invocation runs after
//   it.
// - In an environment whose thread has ended, `run` returns an error.

import { Worker } from 'node:worker_threads';
import * as v from 'valibot';

import type { Outcome } from './invocation-outcome.ts';
import { news, type Birth, type News, type Order } from './thread-messages.ts';

export interface EnvironmentOptions {
  readonly birth: Birth;
  readonly env: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
  readonly onLog: (text: string, requestId: string | undefined) => void;
  /** True: the heap of the thread is limited (`spared`), because many threads share one machine. */
  readonly sparesMemory: boolean;
}

export interface Environment {
  /** Runs one invocation. Not to be called again before its promise settles. */
  run(invocation: Omit<Order, 'deadlineMs'>, signal: AbortSignal): Promise<Outcome>;
  /** False: the thread has ended or is being ended, and a further invocation would fail. */
  isAlive(): boolean;
  end(): Promise<void>;
}

type Answer = Exclude<News, { kind: 'log' }>;
type Ending = Answer | { readonly kind: 'timed_out' } | { readonly kind: 'killed' };

/**
 * Milliseconds that a module may take to load; a function's time-out that is longer counts instead. Lambda allows 10
 * seconds, and after that loads the module again within the time-out of the first invocation.
 */
const loadingMs = 10_000;

/**
 * Limits of the heap in megabytes. A small young generation is collected early; serverless.yml limits that of deliver
 * too, by `--max-semi-space-size`. The old generation is large enough for every function.
 */
const spared = { maxYoungGenerationSizeMb: 6, maxOldGenerationSizeMb: 512 };

export function startEnvironment(options: EnvironmentOptions): Environment {
  const { birth, env, timeoutMs, onLog, sparesMemory } = options;
  const worker = new Worker(new URL('handler-thread.ts', import.meta.url), {
    workerData: birth,
    env,
    execArgv: [],
    // Lambda runs a handler on the main thread, whose stack is about 1 MB; a worker has 4 MB by default. With
    // this limit a recursion that is too deep for Lambda overflows here too.
    resourceLimits: { stackSizeMb: 1, ...(sparesMemory ? spared : {}) },
  });
  let alive = true;
  let next = Promise.withResolvers<Answer>();

  worker.on('message', (message: unknown) => {
    const said = v.parse(news, message);
    if (said.kind === 'log') onLog(said.text, said.requestId);
    else next.resolve(said);
  });
  worker.on('error', (error: unknown) => {
    alive = false;
    const { name, message } = error instanceof Error ? error : new Error(String(error));
    next.resolve({ kind: 'failed', type: name, message });
  });
  worker.on('exit', (code) => {
    alive = false;
    next.resolve({ kind: 'failed', type: 'Runtime.ExitError', message: `exited with code ${code}` });
  });

  async function end(): Promise<void> {
    alive = false;
    await worker.terminate();
  }

  /** The next answer of the thread, `timed_out` after `withinMs`, or `killed` when the signal aborts. */
  async function hear(withinMs: number, signal: AbortSignal): Promise<Ending> {
    const cut = Promise.withResolvers<Ending>();
    const timer = setTimeout(() => cut.resolve({ kind: 'timed_out' }), withinMs);
    const kill = () => cut.resolve({ kind: 'killed' });
    signal.addEventListener('abort', kill);
    if (signal.aborted) kill();
    try {
      return await Promise.race([cut.promise, next.promise]);
    } finally {
      clearTimeout(timer);
      signal.removeEventListener('abort', kill);
    }
  }

  let loaded = false;

  async function ending(invocation: Omit<Order, 'deadlineMs'>, signal: AbortSignal): Promise<Ending> {
    if (!loaded) {
      const word = await hear(Math.max(loadingMs, timeoutMs), signal);
      if (word.kind !== 'ready') return word;
      loaded = true;
    }
    next = Promise.withResolvers<Answer>();
    if (!alive) return { kind: 'failed', type: 'Runtime.ExitError', message: 'ended while it waited' };
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
    worker.postMessage({ ...invocation, deadlineMs: Date.now() + timeoutMs } satisfies Order);
    return hear(timeoutMs, signal);
  }

  return {
    async run(invocation, signal) {
      const word = await ending(invocation, signal);
      if (!loaded || word.kind === 'timed_out' || word.kind === 'killed') await end();
      switch (word.kind) {
        case 'returned':
          return { kind: 'ok', result: JSON.parse(word.result) };
        case 'failed':
          return { kind: 'error', type: word.type, message: word.message };
        case 'timed_out':
        case 'killed':
          return word;
        case 'ready':
          throw new Error('an environment gets ready only once');
      }
    },
    isAlive: () => alive,
    end,
  };
}
