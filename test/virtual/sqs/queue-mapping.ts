// The event source mapping of a queue in memory: it invokes a function with the queue's messages, and deletes those that were
// done. The others come again when their visibility ends.

import type { Clock } from '../../../shared/clock.ts';
import { failedOf } from '../../../local/triggers/batch-response.ts';
import type { VirtualFunction } from '../lambda/virtual-function.ts';
import type { Draws } from '../draws.ts';
import type { HeldMessage, MemoryQueue } from './memory-queue.ts';

export interface MappingSettings {
  readonly queue: MemoryQueue;
  readonly fn: VirtualFunction;
  readonly batchSize: number;
  readonly maximumConcurrency: number;
  readonly clock: Clock;
  readonly draws: Draws;
}

/** The longest time in milliseconds from a message's being visible to its receive. */
const longestPollMs = 40;

export function mapMemoryQueue(settings: MappingSettings): void {
  const { queue, fn, batchSize, maximumConcurrency, clock, draws } = settings;
  const { name } = queue.settings;
  let running = 0;
  let isPlanned = false;

  async function poll(): Promise<void> {
    if (isPlanned) return;
    isPlanned = true;
    await clock.sleep(draws.between(`poll ${name}`, 0, longestPollMs));
    isPlanned = false;
    while (running < maximumConcurrency) {
      const messages = queue.receive(batchSize);
      if (messages.length === 0) return;
      void carry(messages);
    }
  }

  async function carry(messages: readonly HeldMessage[]): Promise<void> {
    running += 1;
    // A later receive gives the same message another handle.
    const handles = new Map(messages.map(({ messageId, receiptHandle }) => [messageId, receiptHandle]));
    const outcome = await fn.invoke({ Records: messages.map((message) => recordOf(message, name)) });
    const failed = failedOf(outcome, [...handles.keys()], true);
    await clock.sleep(draws.between(`delete from ${name}`, 0, longestPollMs));
    for (const [id, handle] of handles) if (!failed.has(id)) queue.delete(handle);
    running -= 1;
    void poll();
  }

  queue.onVisible = () => void poll();
}

function recordOf({ messageId, receiptHandle, body, ...message }: HeldMessage, queueName: string) {
  return {
    messageId,
    receiptHandle,
    body,
    attributes: {
      ApproximateReceiveCount: String(message.receiveCount),
      SentTimestamp: String(message.sentMs),
      SenderId: 'virtual',
      ApproximateFirstReceiveTimestamp: String(message.firstReceivedMs),
      ...(message.group === '' ? {} : { MessageGroupId: message.group }),
    },
    messageAttributes: {},
    md5OfBody: '',
    eventSource: 'aws:sqs',
    eventSourceARN: `arn:aws:sqs:us-east-1:000000000000:${queueName}`,
    awsRegion: 'us-east-1',
  };
}
