// Throwaway queues: what the questions do with them, over the AWS SDK.

import {
  ChangeMessageVisibilityCommand,
  CreateQueueCommand,
  DeleteMessageCommand,
  DeleteQueueCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SetQueueAttributesCommand,
  type QueueAttributeName,
  type SQSClient,
} from '@aws-sdk/client-sqs';

export interface SentMessage {
  readonly body: string;
  /** Undefined: the queue is no FIFO queue. */
  readonly group?: string;
}

export interface ReceivedMessage {
  readonly body: string;
  readonly group: string;
  readonly receiptHandle: string;
}

export type Attributes = Readonly<Partial<Record<QueueAttributeName, string>>>;

export interface Queues {
  /** Answers with the queue's URL. */
  create(name: string, attributes: Attributes): Promise<string>;
  /** Removes the queue of that name. */
  remove(name: string): Promise<void>;
  send(url: string, messages: readonly SentMessage[]): Promise<void>;
  /** One receive of up to `most` messages. It waits for the first one up to `waitSeconds`. */
  receive(url: string, most: number, waitSeconds: number): Promise<readonly ReceivedMessage[]>;
  acknowledge(url: string, message: ReceivedMessage): Promise<void>;
  hide(url: string, message: ReceivedMessage, seconds: number): Promise<void>;
  attributes(url: string): Promise<Attributes>;
  setAttributes(url: string, attributes: Attributes): Promise<void>;
}

export function createQueues(sqs: SQSClient): Queues {
  let sent = 0;
  return {
    async create(name, attributes) {
      const { QueueUrl = '' } = await sqs.send(
        new CreateQueueCommand({ QueueName: name, Attributes: { ...attributes } }),
      );
      return QueueUrl;
    },
    async remove(name) {
      const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName: name }));
      await sqs.send(new DeleteQueueCommand({ QueueUrl }));
    },
    async send(url, messages) {
      for (let at = 0; at < messages.length; at += 10) {
        const entries = messages.slice(at, at + 10).map(({ body, group }, index) => {
          sent += 1;
          const ids = { MessageGroupId: group, MessageDeduplicationId: `${sent}` };
          return { Id: String(index), MessageBody: body, ...(group === undefined ? {} : ids) };
        });
        const { Failed = [] } = await sqs.send(
          new SendMessageBatchCommand({ QueueUrl: url, Entries: entries }),
        );
        if (Failed.length > 0) throw new Error(`SQS took not all messages: ${Failed[0]?.Code ?? ''}`);
      }
    },
    async receive(url, most, waitSeconds) {
      const request = { QueueUrl: url, MaxNumberOfMessages: most, WaitTimeSeconds: waitSeconds };
      const { Messages = [] } = await sqs.send(
        new ReceiveMessageCommand({ ...request, MessageSystemAttributeNames: ['MessageGroupId'] }),
      );
      return Messages.map(({ Body = '', ReceiptHandle = '', Attributes: { MessageGroupId = '' } = {} }) => ({
        body: Body,
        group: MessageGroupId,
        receiptHandle: ReceiptHandle,
      }));
    },
    async acknowledge(url, { receiptHandle }) {
      await sqs.send(new DeleteMessageCommand({ QueueUrl: url, ReceiptHandle: receiptHandle }));
    },
    async hide(url, { receiptHandle }, seconds) {
      await sqs.send(
        new ChangeMessageVisibilityCommand({
          QueueUrl: url,
          ReceiptHandle: receiptHandle,
          VisibilityTimeout: seconds,
        }),
      );
    },
    async attributes(url) {
      const { Attributes = {} } = await sqs.send(
        new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ['All'] }),
      );
      return Attributes;
    },
    async setAttributes(url, attributes) {
      await sqs.send(new SetQueueAttributesCommand({ QueueUrl: url, Attributes: { ...attributes } }));
    },
  };
}
