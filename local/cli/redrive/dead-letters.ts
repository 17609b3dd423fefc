// The two queues of a redrive: receives and deletes dead letters, and sends them to the queue that takes them. An error of
// AWS becomes an AwsTrouble, which has a sentence.

import {
  DeleteMessageBatchCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import * as v from 'valibot';

import { forwardedMark } from '../../../shared/aws/queue.ts';
import { refusedRight, troubleOf, type AwsAction } from './aws-trouble.ts';
import type { Route } from './queue-names.ts';
import { deduplicationIdOf, type DeadLetter } from './sort-letters.ts';

/** A letter of a request that SQS did not take. */
export interface Refusal {
  readonly letter: DeadLetter;
  readonly code: string;
  /** True: SQS says that the message is at fault, so sending it again would not help. */
  readonly isFinal: boolean;
}

export interface SendResult {
  readonly refused: readonly Refusal[];
  /** Ids that SQS gave to the messages which it took. */
  readonly newIds: readonly string[];
}

export interface Counts {
  /** Messages that can be received now, as SQS estimates it. */
  readonly waiting: number;
  /** Messages that were received and not deleted. They come back when their visibility ends. */
  readonly hidden: number;
}

export interface DeadLetters {
  /** Up to ten letters. Waits a little for the first one. */
  receive(): Promise<readonly DeadLetter[]>;
  /** One request. Every letter that is not among the refused was taken. */
  send(letters: readonly DeadLetter[]): Promise<SendResult>;
  /** One request. Answers with the letters that are still there. */
  remove(letters: readonly DeadLetter[]): Promise<readonly DeadLetter[]>;
  count(): Promise<Counts>;
}

export interface Opened {
  readonly letters: DeadLetters;
  /** Epoch milliseconds by SQS's clock when the run began. */
  readonly startedMs: number;
  close(): void;
}

/** A received letter is hidden this long: ten times what a batch usually takes. */
export const visibilitySeconds = 60;
const waitSeconds = 2;
/** The Date header has whole seconds. Letters of the second in which the run began count as older. */
const secondMs = 1000;

/**
 * Finds both queues, and makes sure that dead letters may be deleted: without that right each run would send all of them
 * again. The trial names a receipt handle that no message has.
 */
export async function openDeadLetters(route: Route, region: string | undefined): Promise<Opened> {
  const sqs = new SQSClient({ ...(region === undefined ? {} : { region }), maxAttempts: 6 });
  const readDate = dateOfFirstAnswer(sqs);
  const { from, to } = route;

  const urlOf = (queue: string) =>
    ask('sqs:GetQueueUrl', queue, async () => {
      const { QueueUrl = '' } = await sqs.send(new GetQueueUrlCommand({ QueueName: queue }));
      return QueueUrl;
    });

  const fromUrl = await urlOf(from);
  const startedMs = (readDate() ?? Date.now()) + secondMs - 1;
  const toUrl = await urlOf(to);
  const trial = { Id: 'trial', ReceiptHandle: 'trial' };
  await ask('sqs:DeleteMessage', from, async () => {
    try {
      await sqs.send(new DeleteMessageBatchCommand({ QueueUrl: fromUrl, Entries: [trial] }));
    } catch (error) {
      if (refusedRight(error)) throw error;
    }
  });

  const letters: DeadLetters = {
    async receive() {
      const request = new ReceiveMessageCommand({
        QueueUrl: fromUrl,
        MaxNumberOfMessages: 10,
        WaitTimeSeconds: waitSeconds,
        VisibilityTimeout: visibilitySeconds,
        MessageSystemAttributeNames: ['SentTimestamp', 'MessageGroupId'],
        MessageAttributeNames: ['All'],
      });
      const { Messages = [] } = await ask('sqs:ReceiveMessage', from, () => sqs.send(request));
      return Messages.map(({ MessageId, ReceiptHandle, Body, Attributes, MessageAttributes }) => ({
        id: MessageId ?? '',
        receiptHandle: ReceiptHandle ?? '',
        body: Body ?? '',
        group: Attributes?.MessageGroupId,
        sentMs: Number(Attributes?.SentTimestamp ?? 0),
        attributes: MessageAttributes ?? {},
      }));
    },

    async send(toSend) {
      const entries = toSend.map((letter, at) => ({
        Id: String(at),
        MessageBody: letter.body,
        // Without it, split would take the person who redrives for the one who made the message.
        MessageAttributes: {
          ...letter.attributes,
          [forwardedMark]: { DataType: 'String', StringValue: '1' },
        },
        ...(letter.group === undefined ? {} : { MessageGroupId: letter.group }),
        ...(route.isFifo ? { MessageDeduplicationId: deduplicationIdOf(letter) } : {}),
      }));
      const request = new SendMessageBatchCommand({ QueueUrl: toUrl, Entries: entries });
      const { Successful = [], Failed = [] } = await ask('sqs:SendMessage', to, () => sqs.send(request));
      const taken = new Map(Successful.map(({ Id, MessageId }) => [Id, MessageId]));
      const failed = new Map(Failed.map((entry) => [entry.Id, entry]));
      const refused = toSend.flatMap((letter, at) => {
        if (taken.has(String(at))) return [];
        const { Code = 'no answer', SenderFault = false } = failed.get(String(at)) ?? {};
        return [{ letter, code: Code, isFinal: SenderFault }];
      });
      return { refused, newIds: [...taken.values()].filter((id) => id !== undefined) };
    },

    async remove(sent) {
      const entries = sent.map(({ receiptHandle }, at) => ({ Id: String(at), ReceiptHandle: receiptHandle }));
      const request = new DeleteMessageBatchCommand({ QueueUrl: fromUrl, Entries: entries });
      const { Successful = [] } = await ask('sqs:DeleteMessage', from, () => sqs.send(request));
      const removed = new Set(Successful.map(({ Id }) => Id));
      return sent.filter((_, at) => !removed.has(String(at)));
    },

    async count() {
      const request = new GetQueueAttributesCommand({
        QueueUrl: fromUrl,
        AttributeNames: ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'],
      });
      const { Attributes = {} } = await ask('sqs:GetQueueAttributes', from, () => sqs.send(request));
      return {
        waiting: Number(Attributes.ApproximateNumberOfMessages ?? 0),
        hidden: Number(Attributes.ApproximateNumberOfMessagesNotVisible ?? 0),
      };
    },
  };
  return { letters, startedMs, close: () => sqs.destroy() };
}

async function ask<Answer>(action: AwsAction, queue: string, send: () => Promise<Answer>): Promise<Answer> {
  try {
    return await send();
  } catch (error) {
    throw troubleOf(error, { action, queue });
  }
}

const dated = v.object({ response: v.object({ headers: v.object({ date: v.string() }) }) });

/**
 * SQS's clock, from the Date header of the first answer. This machine's clock may be wrong, and a redrive that asks it
 * could take a message that died again for an old dead letter.
 */
function dateOfFirstAnswer(sqs: SQSClient): () => number | undefined {
  let first: number | undefined;
  sqs.middlewareStack.add(
    (next) => async (args) => {
      const result = await next(args);
      const read = v.safeParse(dated, result);
      const ms = read.success ? Date.parse(read.output.response.headers.date) : NaN;
      if (!Number.isNaN(ms)) first ??= ms;
      return result;
    },
    { step: 'deserialize', name: 'dateOfFirstAnswer' },
  );
  return () => first;
}
