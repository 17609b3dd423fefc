// A queue of SQS: reads its messages from the event of an invocation, hides them until a later delivery, and sends others.

import {
  ChangeMessageVisibilityBatchCommand,
  GetQueueAttributesCommand,
  SendMessageBatchCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import * as v from 'valibot';

import type { Clock } from '../clock.ts';
import { PlainError } from '../errors.ts';
import { nameOf } from '../log.ts';

/** The attribute of a message whose sender is not the one who made it: the sweeper, or a person who redrives. */
export const forwardedMark = 'payferry-forwarded';

const recordSchema = v.object({
  eventSource: v.literal('aws:sqs'),
  eventSourceARN: v.optional(v.string(), ''),
  messageId: v.string(),
  receiptHandle: v.optional(v.string(), ''),
  body: v.string(),
  messageAttributes: v.optional(v.record(v.string(), v.unknown()), {}),
  attributes: v.optional(
    v.object({
      /** Every message of a FIFO queue has a group. */
      MessageGroupId: v.optional(v.string(), ''),
      SenderId: v.optional(v.string()),
      ApproximateReceiveCount: v.pipe(v.optional(v.string(), '1'), v.digits(), v.transform(Number)),
    }),
    {},
  ),
});
const eventSchema = v.object({ Records: v.array(recordSchema) });

export interface Received {
  readonly messageId: string;
  readonly receiptHandle: string;
  readonly body: string;
  /** The message group; empty for a message without one. */
  readonly group: string;
  /** How often SQS has delivered the message, as far as it knows: 1 for the first delivery. */
  readonly receiveCount: number;
  /** The name of the queue. */
  readonly queue: string;
  /** The principal that sent the message, like AIDA… or AROA…:session. Undefined: it only forwarded it, or SQS does not say. */
  readonly sender: string | undefined;
}

/** Undefined if the event is not one of SQS. */
export function receivedOf(event: unknown): readonly Received[] | undefined {
  const read = v.safeParse(eventSchema, event);
  if (!read.success) return undefined;
  return read.output.Records.map(
    ({ messageId, receiptHandle, body, attributes, messageAttributes, eventSourceARN }) => ({
      messageId,
      receiptHandle,
      body,
      group: attributes.MessageGroupId,
      receiveCount: attributes.ApproximateReceiveCount,
      queue: eventSourceARN.split(':').at(-1) ?? '',
      sender: forwardedMark in messageAttributes ? undefined : attributes.SenderId,
    }),
  );
}

/** The name that a queue has in its URL and in its ARN. */
export function queueNameIn(url: string): string {
  return url.split('/').at(-1) ?? '';
}

/** The longest back-off as a multiple of the setting BACK_OFF_MS: 10 s become 15 min. */
const mostBackOffs = 90;

/**
 * The longest back-off: the delay for a message whose calls are barred. Feishu refuses such calls until a person changes
 * credentials, a scope, an address or a quota.
 */
export function barredMs(backOffMs: number): number {
  return backOffMs * mostBackOffs;
}

/**
 * The delay for a message that waits for the end of an outage: the back-off, doubled with each delivery up to the longest. It is
 * scattered down to half of that, so that not all messages come back at once.
 */
export function outageMs(backOffMs: number, receiveCount: number, random: () => number): number {
  const doubled = backOffMs * Math.min(2 ** (receiveCount - 1), mostBackOffs);
  return doubled * (0.5 + random() / 2);
}

/** A message to send. Only those of a FIFO queue have a group and a deduplication id. */
export interface QueuedMessage {
  readonly body: string;
  readonly groupId?: string;
  readonly deduplicationId?: string;
  /** True: the sender did not make the message. */
  readonly isForwarded?: boolean;
}

export interface Queue {
  /** Sends up to ten messages. Answers with those that were not taken. */
  send(messages: readonly QueuedMessage[]): Promise<readonly QueuedMessage[]>;
  /** True: no message is left, visible or hidden, as far as SQS knows. Its counts are approximate for a minute. */
  isEmpty(): Promise<boolean>;
  /**
   * Hides all of the messages for the delay, or for 12 hours if that is less. Then the queue delivers them again, or takes them for
   * dead. Answers with SQS's code or the error's name for each message that stays hidden as long as it was: its queue delivers it
   * again all the same, at another time.
   */
  hide(messages: readonly Pick<Received, 'receiptHandle'>[], delayMs: number): Promise<readonly string[]>;
}

const messageCounts = [
  'ApproximateNumberOfMessages',
  'ApproximateNumberOfMessagesNotVisible',
  'ApproximateNumberOfMessagesDelayed',
] as const;

const mostOfARequest = 10;
/** The longest time for which SQS hides a message: 12 hours. */
const longestSeconds = 12 * 3600;

export function createQueue(sqs: SQSClient, url: string): Queue {
  return {
    async send(messages) {
      const entries = messages.map(({ body, groupId, deduplicationId, isForwarded = false }, index) => ({
        Id: String(index),
        MessageBody: body,
        ...(groupId === undefined ? {} : { MessageGroupId: groupId }),
        ...(deduplicationId === undefined ? {} : { MessageDeduplicationId: deduplicationId }),
        ...(isForwarded
          ? { MessageAttributes: { [forwardedMark]: { DataType: 'String', StringValue: '1' } } }
          : {}),
      }));
      const { Failed = [] } = await sqs.send(
        new SendMessageBatchCommand({ QueueUrl: url, Entries: entries }),
      );
      const failed = new Set(Failed.map(({ Id }) => Id));
      return messages.filter((_, index) => failed.has(String(index)));
    },

    async isEmpty() {
      const { Attributes = {} } = await sqs.send(
        new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: [...messageCounts] }),
      );
      return messageCounts.every((count) => Attributes[count] === '0');
    },

    async hide(messages, delayMs) {
      const VisibilityTimeout = Math.min(Math.ceil(delayMs / 1000), longestSeconds);
      const failures: string[] = [];
      for (let start = 0; start < messages.length; start += mostOfARequest) {
        const some = messages.slice(start, start + mostOfARequest);
        const entries = some.map(({ receiptHandle }, index) => ({
          Id: String(index),
          ReceiptHandle: receiptHandle,
          VisibilityTimeout,
        }));
        try {
          const { Failed = [] } = await sqs.send(
            new ChangeMessageVisibilityBatchCommand({ QueueUrl: url, Entries: entries }),
          );
          failures.push(...Failed.map(({ Code }) => Code ?? 'no code'));
        } catch (error) {
          failures.push(...some.map(() => nameOf(error)));
        }
      }
      return failures;
    },
  };
}

const mostAttempts = 8;
const firstPauseMs = 50;

/** Sends the messages, ten a request, one request after the other. Those that the queue does not take are sent again, a few times. */
export async function sendAll(
  queue: Pick<Queue, 'send'>,
  clock: Clock,
  messages: readonly QueuedMessage[],
): Promise<void> {
  for (let start = 0; start < messages.length; start += mostOfARequest) {
    let left: readonly QueuedMessage[] = messages.slice(start, start + mostOfARequest);
    for (let attempt = 0; left.length > 0; attempt += 1) {
      if (attempt === mostAttempts)
        throw new PlainError(`SQS refused ${left.length} messages ${mostAttempts} times`);
      if (attempt > 0) await clock.sleep(firstPauseMs * 2 ** attempt);
      left = await queue.send(left);
    }
  }
}
