// Runs on the tenant's thread: opens the tenant, then answers the questions of the gateway's thread one after the other.

import { parentPort, workerData } from 'node:worker_threads';

import { answerQuestion, openTenant } from './answer-questions.ts';
import type { FromTenant, Question, Start } from './tenant-messages.ts';

// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
const say = (message: FromTenant, given: ArrayBuffer[] = []) => parentPort?.postMessage(message, given);

function begin(start: Start): void {
  const tenant = openTenant(start);
  if (typeof tenant === 'string') {
    say({ kind: 'fault', sentence: tenant });
    return;
  }
  parentPort?.on('message', ({ n, ...question }: Question & { n: number }) => {
    const said = answerQuestion(tenant, question);
    // Bytes are transferred instead of copied, because copying a large answer blocks the gateway's thread.
    const given = said instanceof Uint8Array && said.buffer instanceof ArrayBuffer ? [said.buffer] : [];
    say({ kind: 'answer', n, answer: said }, given);
  });
  say({ kind: 'ready', apps: tenant.catalogue.apps });
}

const start: Start = workerData;
begin(start);
