// The steps before and after fauxqs for ReceiveMessage, and for the requests that name a receipt handle.

import * as v from 'valibot';

import { expired, expiredEntry, type Receipts } from './receipt-handles.ts';
import { md5, type StandIns } from './stand-ins.ts';
import { batchStep, type Payload, type Step } from './step.ts';

export interface ReceivingQueue {
  readonly isFifo: boolean;
  readonly visibilitySeconds: number;
}

export interface Receiving {
  readonly receipts: Receipts;
  readonly standIns: StandIns;
  /** Milliseconds that one second of visibility lasts here. */
  readonly secondMs: number;
  readonly now: () => number;
}

const receive = v.looseObject({ VisibilityTimeout: v.optional(v.number()) });
const received = v.object({
  Messages: v.optional(v.array(v.looseObject({ ReceiptHandle: v.string(), Body: v.string() })), []),
});

export function receiveMessage(body: unknown, queue: ReceivingQueue, at: Receiving): Step {
  const request = v.parse(receive, body);
  const seconds = request.VisibilityTimeout ?? queue.visibilitySeconds;
  return {
    kind: 'pass',
    body: { ...request, VisibilityTimeout: shortened(seconds, at) },
    after: (payload) => {
      const { Messages } = v.parse(received, payload);
      const messages = Messages.map((message) => {
        if (queue.isFifo) at.receipts.handedOut(message.ReceiptHandle, at.now() + seconds * at.secondMs);
        const sent = at.standIns.bodyOf(message.Body);
        return sent === message.Body ? message : { ...message, Body: sent, MD5OfBody: md5(sent) };
      });
      return messages.length > 0 ? { ...payload, Messages: messages } : payload;
    },
  };
}

const handle = { ReceiptHandle: v.string() };
const deleted = v.looseObject(handle);
const deletedBatch = v.looseObject({ Entries: v.array(v.looseObject({ ...handle, Id: v.string() })) });

export function deleteMessage(body: unknown, { receipts }: Receiving): Step {
  const request = v.parse(deleted, body);
  if (receipts.hasExpired(request.ReceiptHandle)) return refuse(request.ReceiptHandle);
  return { kind: 'pass', body: request, after: done(() => receipts.deleted(request.ReceiptHandle)) };
}

export function deleteMessageBatch(body: unknown, { receipts }: Receiving): Step {
  const request = v.parse(deletedBatch, body);
  return batchStep({
    body: request,
    entries: request.Entries,
    refuse: (entry) => (receipts.hasExpired(entry.ReceiptHandle) ? expiredEntry : undefined),
    change: (entry) => entry,
    taken: (entry) => {
      receipts.deleted(entry.ReceiptHandle);
      return {};
    },
  });
}

const visibility = { ...handle, VisibilityTimeout: v.number() };
const changed = v.looseObject(visibility);
const changedBatch = v.looseObject({ Entries: v.array(v.looseObject({ ...visibility, Id: v.string() })) });

export function changeVisibility(body: unknown, at: Receiving): Step {
  const request = v.parse(changed, body);
  if (at.receipts.hasExpired(request.ReceiptHandle)) return refuse(request.ReceiptHandle);
  return {
    kind: 'pass',
    body: { ...request, VisibilityTimeout: shortened(request.VisibilityTimeout, at) },
    after: done(() => extend(request, at)),
  };
}

export function changeVisibilityBatch(body: unknown, at: Receiving): Step {
  const request = v.parse(changedBatch, body);
  return batchStep({
    body: request,
    entries: request.Entries,
    refuse: (entry) => (at.receipts.hasExpired(entry.ReceiptHandle) ? expiredEntry : undefined),
    change: (entry) => ({ ...entry, VisibilityTimeout: shortened(entry.VisibilityTimeout, at) }),
    taken: (entry) => {
      extend(entry, at);
      return {};
    },
  });
}

function extend(entry: { ReceiptHandle: string; VisibilityTimeout: number }, at: Receiving): void {
  at.receipts.extended(entry.ReceiptHandle, at.now() + entry.VisibilityTimeout * at.secondMs);
}

/**
 * Real seconds that a message stays invisible, as fauxqs counts them. A visibility over SQS's limit of 12 hours stays as
 * it is, so that fauxqs refuses it.
 */
function shortened(seconds: number, { secondMs }: Receiving): number {
  return seconds > 43_200 ? seconds : (seconds * secondMs) / 1000;
}

const refuse = (receiptHandle: string): Step => ({ kind: 'refuse', refusal: expired(receiptHandle) });

function done(act: () => void): (payload: Payload) => Payload {
  return (payload) => {
    if (!('__type' in payload)) act();
    return payload;
  };
}
