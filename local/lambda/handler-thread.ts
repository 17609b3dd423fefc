// The thread of an execution environment. It loads the handler's module once, then runs the handler for each order,
// which is one invocation. A handler returns or throws; as in Lambda's Node.js 24, it gets no callback.

import { enableCompileCache } from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';
import * as v from 'valibot';

import { contextOf } from './handler-context.ts';
import { misleadClock } from './misled-clock.ts';
import { birth, order, type News } from './thread-messages.ts';

const born = v.parse(birth, workerData);
const port = parentPort;
if (!port) throw new Error('an execution environment is a worker thread');
const say = (news: News) => port.postMessage(news);

const clock = misleadClock(born.clockErrorMs);
let requestId: string | undefined;
// Output goes out as messages, because a worker's own streams arrive later at the main thread. A log line could be
// counted to the next invocation.
process.stdout.write = write;
process.stderr.write = write;

// With the compile cache an environment uses the code that an earlier one compiled, which about halves a cold start.
enableCompileCache();
const handler = await load();
if (handler) {
  port.on('message', (message: unknown) => void run(handler, v.parse(order, message)));
  say({ kind: 'ready' });
}

type Handler = (event: unknown, context: unknown) => unknown;

async function load(): Promise<Handler | undefined> {
  try {
    const module: unknown = await import(born.module);
    const { handler: found } = v.parse(v.looseObject({ handler: v.optional(v.function()) }), {
      ...Object(module),
    });
    if (found) return found;
    say({ kind: 'failed', type: 'Runtime.HandlerNotFound', message: `${born.module} exports no handler` });
  } catch (error) {
    say(failure(error));
  }
  return undefined;
}

async function run(handle: Handler, { requestId: id, event, deadlineMs }: v.InferOutput<typeof order>) {
  requestId = id;
  try {
    const result = await handle(JSON.parse(event), contextOf(born, id, deadlineMs + clock.errorMs()));
    say({ kind: 'returned', result: JSON.stringify(result) ?? 'null' });
  } catch (error) {
    say(failure(error));
  }
}

function failure(error: unknown): News {
  return error instanceof Error
    ? { kind: 'failed', type: error.name, message: error.message }
    : { kind: 'failed', type: typeof error, message: String(error) };
}

type Written = (error?: Error | null) => void;

function write(chunk: Uint8Array | string, encoding?: BufferEncoding | Written, written?: Written): boolean {
  const text = typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString();
  for (const line of text.replace(/\n$/, '').split('\n')) say({ kind: 'log', requestId, text: line });
  const done = typeof encoding === 'function' ? encoding : written;
  done?.();
  return true;
}
