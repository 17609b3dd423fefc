// One execution environment: a worker thread with its own process.env. Whatever ends an invocation before its
// handler does (time-out, kill) ends the thread first, so that nothing of it acts after the outcome is told.

import { Worker } from 'node:worker_threads';
import * as v from 'valibot';

import type { Outcome } from './invocation-outcome.ts';
import { news, type Birth, type News, type Order } from './thread-messages.ts';

export interface EnvironmentOptions {
  readonly birth: Birth;
  readonly env: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
  readonly onLog: (text: string, requestId: string | undefined) => void;
  /** Its thread collects garbage early: many of them share one machine. */
  readonly sparesMemory: boolean;
}

export interface Environment {
  /** One at a time. */
  run(invocation: Omit<Order, 'deadlineMs'>, signal: AbortSignal): Promise<Outcome>;
  /** False once its thread has ended: it takes no further invocation. */
  isAlive(): boolean;
  end(): Promise<void>;
}

type Answer = Exclude<News, { kind: 'log' }>;
type Ending = Answer | { readonly kind: 'timed_out' } | { readonly kind: 'killed' };

/** Lambda gives the loading of a module ten seconds before it counts against the function's own time. */
const loadingMs = 10_000;

/** In megabytes: as the functions themselves ask for in serverless.yml, and enough for the largest of them. */
const spared = { maxYoungGenerationSizeMb: 6, maxOldGenerationSizeMb: 512 };

export function startEnvironment(options: EnvironmentOptions): Environment {
  const { birth, env, timeoutMs, onLog, sparesMemory } = options;
  const worker = new Worker(new URL('handler-thread.ts', import.meta.url), {
    workerData: birth,
    env,
    execArgv: [],
    // A thread would have four; Lambda runs a handler on the main thread, where the stack ends here.
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

  /** The thread's next word, unless time or the caller's patience is over before it. */
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
