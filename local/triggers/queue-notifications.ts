// Notifications of S3 to a queue: each event becomes a message.

import { SendMessageCommand, SQSServiceException, type SQSClient } from '@aws-sdk/client-sqs';

import type { Queue } from '../sqs/start.ts';
import type { Trigger } from './trigger.ts';

export interface QueueNotifications extends Trigger {
  /** Settles when the queue has the message. A caller that stands for S3 does not await it. */
  invoke(event: unknown): Promise<void>;
}

export function createQueueNotifications(client: SQSClient, queue: Queue): QueueNotifications {
  const sending = new Set<Promise<unknown>>();
  const stopping = new AbortController();
  let changes = 0;

  /** S3 keeps an event that the queue did not take, and sends it again. */
  async function send(body: string): Promise<void> {
    while (!stopping.signal.aborted) {
      try {
        const message = new SendMessageCommand({ QueueUrl: queue.url, MessageBody: body });
        await client.send(message, { abortSignal: stopping.signal });
        return;
      } catch (error) {
        if (!stopping.signal.aborted && !(error instanceof SQSServiceException)) throw error;
      }
    }
  }

  return {
    async invoke(event) {
      const sent = send(JSON.stringify(event));
      sending.add(sent);
      changes += 1;
      try {
        await sent;
      } finally {
        sending.delete(sent);
        changes += 1;
      }
    },
    isIdle: () => Promise.resolve(sending.size === 0),
    changes: () => changes,
    async stop() {
      stopping.abort();
      await Promise.allSettled(sending);
    },
  };
}
