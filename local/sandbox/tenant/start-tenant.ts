// Starts the tenant on a thread of its own, so that the gateway stamps arrivals while the tenant writes 500 records.

import { Worker } from 'node:worker_threads';

import type { Dialogue, FromTenant, Start, Tenant } from './tenant-messages.ts';

export function startTenant(start: Start): Promise<Tenant | string> {
  const worker = new Worker(new URL('tenant-thread.ts', import.meta.url), { workerData: start });
  const waiting = new Map<number, (answer: unknown) => void>();
  let asked = 0;

  const ask = <Kind extends keyof Dialogue>(kind: Kind, question: Dialogue[Kind][0]) =>
    new Promise<Dialogue[Kind][1]>((resolve) => {
      asked += 1;
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- Dialogue pairs each question with its answer
      waiting.set(asked, (answer) => resolve(answer as Dialogue[Kind][1]));
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
      worker.postMessage({ n: asked, kind, ask: question });
    });

  // No listener for 'error': a bug in the tenant must end the process with its stack.
  return new Promise((resolve) => {
    worker.on('message', (message: FromTenant) => {
      if (message.kind === 'fault') {
        resolve(message.sentence);
      } else if (message.kind === 'ready') {
        resolve({ apps: message.apps, ask });
      } else {
        waiting.get(message.n)?.(message.answer);
        waiting.delete(message.n);
      }
    });
  });
}
