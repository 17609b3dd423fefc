// The event source mapping of a queue: it invokes a function with the queue's messages.
// - It deletes the messages that were done. The others come again when their visibility ends, or go to the dead letters.
// - The queue keeps a FIFO group with one invocation: it hands out no message of a group that has one in flight.
// - An invocation that outlives the visibility loses that protection, as on AWS.

import {
  DeleteMessageBatchCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  type Message,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import type { SQSEvent, SQSRecord } from 'aws-lambda';

import type { LambdaFunction, Outcome } from '../lambda/run-function.ts';
import type { Queue } from '../sqs/start.ts';
import { failedOf } from './batch-response.ts';
import { sqsEvents } from './sqs-event.ts';
import type { Trigger } from './trigger.ts';

export interface QueueMappingSettings {
  readonly client: SQSClient;
  readonly queue: Queue;
  readonly fn: LambdaFunction;
  readonly batchSize?: number;
  readonly maximumConcurrency?: number;
  /** Called for each received message. False: it is deleted, and the function never sees it. Undefined: all are taken. */
  readonly takes?: (body: string) => boolean;
  /**
   * Lambda's setting ReportBatchItemFailures. False: the function's answer is not read, and all messages of an
   * invocation that succeeds are done. Default true.
   */
  readonly reportsFailures?: boolean;
  /** Milliseconds that one receive waits for messages. A stop waits for a receive under way. Default 200. */
  readonly waitMs?: number;
  readonly onBatch?: ((batch: BatchLine) => void) | undefined;
}

export interface BatchLine {
  readonly event: SQSEvent;
  readonly outcome: Outcome;
  readonly failed: readonly string[];
  /** Ids of messages that were done and could not be deleted, as when their receipt handle had expired. */
  readonly notDeleted: readonly string[];
}

export function mapQueue(settings: QueueMappingSettings): Trigger {
  const { client, queue, fn, batchSize = 10, maximumConcurrency = 1000, onBatch } = settings;
  const { reportsFailures = true, waitMs = 200, takes = () => true } = settings;
  const running = new Set<Promise<void>>();
  const stopping = new AbortController();
  const killing = new AbortController();
  let changes = 0;
  let broken: { readonly cause: unknown } | undefined;
  const polling = poll().catch(breakOff);

  async function poll(): Promise<void> {
    while (!stopping.signal.aborted) {
      for (const event of sqsEvents(await sift(await receive()), queue)) {
        start(event);
        while (running.size >= maximumConcurrency) await Promise.race(running);
      }
    }
  }

  /** Ends the polling after an error, as when the queue is unreachable. From then on `isIdle` and `stop` throw. */
  function breakOff(cause: unknown): void {
    broken ??= { cause };
    stopping.abort();
  }

  function complain(): void {
    if (broken) throw new Error(`the mapping of ${queue.name} to ${fn.name} broke off`, broken);
  }

  async function receive() {
    const { Messages = [] } = await client.send(
      new ReceiveMessageCommand({
        QueueUrl: queue.url,
        MaxNumberOfMessages: batchSize,
        WaitTimeSeconds: waitMs / 1000,
        MessageSystemAttributeNames: ['All'],
        MessageAttributeNames: ['All'],
      }),
    );
    return Messages;
  }

  /** Deletes the messages that `takes` refuses, before the function gets the others. Returns the others. */
  async function sift(messages: readonly Message[]): Promise<readonly Message[]> {
    const { taken = [], left = [] } = Object.groupBy(messages, ({ Body = '' }) =>
      takes(Body) ? 'taken' : 'left',
    );
    await deleteAll(sqsEvents(left, queue).flatMap(({ Records }) => Records));
    return taken;
  }

  function start(event: SQSEvent): void {
    changes += 1;
    const ended = carry(event)
      .catch(breakOff)
      .finally(() => {
        running.delete(ended);
        changes += 1;
      });
    running.add(ended);
  }

  async function carry(event: SQSEvent): Promise<void> {
    const outcome = await fn.invoke(event, { signal: killing.signal });
    const ids = event.Records.map(({ messageId }) => messageId);
    const failed = failedOf(outcome, ids, reportsFailures);
    const notDeleted = await deleteAll(event.Records.filter(({ messageId }) => !failed.has(messageId)));
    onBatch?.({ event, outcome, failed: [...failed], notDeleted });
  }

  async function deleteAll(records: readonly SQSRecord[]): Promise<readonly string[]> {
    if (records.length === 0) return [];
    const Entries = records.map(({ receiptHandle }, n) => ({ Id: String(n), ReceiptHandle: receiptHandle }));
    const { Failed = [] } = await client.send(
      new DeleteMessageBatchCommand({ QueueUrl: queue.url, Entries }),
    );
    return Failed.map(({ Id }) => records[Number(Id)]?.messageId ?? '');
  }

  return {
    async isIdle() {
      complain();
      return running.size === 0 && (await isEmpty(client, queue));
    },
    changes: () => changes,
    async stop({ kill = false } = {}) {
      stopping.abort();
      if (kill) killing.abort();
      await polling;
      await Promise.all(running);
      complain();
    },
  };
}

const counts = [
  'ApproximateNumberOfMessages',
  'ApproximateNumberOfMessagesNotVisible',
  'ApproximateNumberOfMessagesDelayed',
] as const;

/** True: the queue holds no message, visible or not. SQS's counts are approximate; those of the local server are exact. */
async function isEmpty(client: SQSClient, queue: Queue): Promise<boolean> {
  const { Attributes } = await client.send(
    new GetQueueAttributesCommand({ QueueUrl: queue.url, AttributeNames: [...counts] }),
  );
  return counts.every((count) => Attributes?.[count] === '0');
}
