// The steps before and after fauxqs for SendMessage and SendMessageBatch.

import * as v from 'valibot';

import { refuseIds } from './fifo-ids.ts';
import { md5, sha256, type StandIns } from './stand-ins.ts';
import { batchStep, type Step } from './step.ts';

const optionalText = v.optional(v.string());
const entry = { MessageBody: v.string(), MessageGroupId: optionalText, MessageDeduplicationId: optionalText };
const single = v.looseObject(entry);
const several = v.looseObject({ Entries: v.array(v.looseObject({ ...entry, Id: v.string() })) });

export interface SendingQueue {
  readonly isFifo: boolean;
  readonly contentBasedDeduplication: boolean;
}

export function sendMessage(body: unknown, queue: SendingQueue, standIns: StandIns): Step {
  const message = v.parse(single, body);
  const refusal = queue.isFifo ? refuseIds(message) : undefined;
  if (refusal) return { kind: 'refuse', refusal };
  return {
    kind: 'pass',
    body: { ...message, ...replaced(message, queue, standIns) },
    after: (payload) => ({ ...payload, ...digest(message.MessageBody, payload) }),
  };
}

export function sendMessageBatch(body: unknown, queue: SendingQueue, standIns: StandIns): Step {
  const batch = v.parse(several, body);
  return batchStep({
    body: batch,
    entries: batch.Entries,
    refuse: (message) => (queue.isFifo ? refuseIds(message) : undefined),
    change: (message) => ({ ...message, ...replaced(message, queue, standIns) }),
    taken: (message, line) => digest(message.MessageBody, line),
  });
}

/**
 * Fields of a message to change: its body becomes a stand-in if fauxqs would refuse it. Every stand-in is unique, so a
 * queue that deduplicates by content gets the hash of the true body as an explicit id.
 */
function replaced(message: v.InferOutput<typeof single>, queue: SendingQueue, standIns: StandIns): object {
  const { MessageBody, MessageDeduplicationId } = message;
  const queued = standIns.forBody(MessageBody);
  if (queued === MessageBody || !queue.contentBasedDeduplication) return { MessageBody: queued };
  return { MessageBody: queued, MessageDeduplicationId: MessageDeduplicationId ?? sha256(MessageBody) };
}

/**
 * The MD5 of the body as sent, for an answer that has one. The SDK compares it, and would throw at the MD5 of a
 * stand-in.
 */
function digest(body: string, line: object): object {
  return 'MD5OfMessageBody' in line ? { MD5OfMessageBody: md5(body) } : {};
}
