// Two hooks around fauxqs, an SQS server that is a Fastify application: `preHandler` sees each request, `preSerialization`
// each answer. Between them, a step for each action of the table adds what SQS does and fauxqs does not.

import type { buildApp } from 'fauxqs';
import * as v from 'valibot';

import {
  changeVisibility,
  changeVisibilityBatch,
  deleteMessage,
  deleteMessageBatch,
  receiveMessage,
  type Receiving,
  type ReceivingQueue,
} from './receiving.ts';
import { refusalBody } from './sqs-refusal.ts';
import { sendMessage, sendMessageBatch, type SendingQueue } from './sending.ts';
import { readPayload, type Payload, type Step } from './step.ts';

export type HookedQueue = SendingQueue & ReceivingQueue;

interface Hooks extends Receiving {
  readonly queueOf: (name: string) => HookedQueue;
  readonly urlOf: (name: string) => string;
  readonly onRequest: (request: { action: string; queue: string }) => Promise<void>;
}

const steps: { readonly [action: string]: (body: unknown, queue: HookedQueue, gate: Hooks) => Step } = {
  SendMessage: (body, queue, { standIns }) => sendMessage(body, queue, standIns),
  SendMessageBatch: (body, queue, { standIns }) => sendMessageBatch(body, queue, standIns),
  ReceiveMessage: receiveMessage,
  DeleteMessage: (body, _queue, gate) => deleteMessage(body, gate),
  DeleteMessageBatch: (body, _queue, gate) => deleteMessageBatch(body, gate),
  ChangeMessageVisibility: (body, _queue, gate) => changeVisibility(body, gate),
  ChangeMessageVisibilityBatch: (body, _queue, gate) => changeVisibilityBatch(body, gate),
};

const address = v.object({ QueueUrl: v.string() });

export function addHooks(app: ReturnType<typeof buildApp>, gate: Hooks): void {
  const afters = new WeakMap<object, (payload: Payload) => Payload>();

  app.addHook('preHandler', async (request, reply) => {
    const action = String(request.headers['x-amz-target'] ?? '').replace('AmazonSQS.', '');
    const to = v.safeParse(address, request.body);
    if (!to.success) return;
    const queue = nameIn(to.output.QueueUrl);
    await gate.onRequest({ action, queue });
    const step = steps[action]?.(request.body, gate.queueOf(queue), gate);
    if (!step) return;
    if (step.kind === 'pass') {
      request.body = step.body;
      afters.set(request, step.after);
      return;
    }
    reply.header('content-type', 'application/x-amz-json-1.0');
    if (step.kind === 'answer') return reply.send(step.payload);
    reply.header('x-amzn-query-error', `${step.refusal.code};Sender`);
    return reply.status(400).send(refusalBody(step.refusal));
  });

  app.addHook('preSerialization', async (request, _reply, payload) => {
    const after = afters.get(request);
    if (after) return after(readPayload(payload));
    // Fauxqs answers with queue URLs whose host name does not resolve.
    const found = v.safeParse(address, payload);
    return found.success ? { ...found.output, QueueUrl: gate.urlOf(nameIn(found.output.QueueUrl)) } : payload;
  });
}

function nameIn(queueUrl: string): string {
  return queueUrl.slice(queueUrl.lastIndexOf('/') + 1);
}
