// Turns messages of a queue into the events that a function gets.
// https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html

import type { Message } from '@aws-sdk/client-sqs';
import type { SQSEvent, SQSMessageAttributes, SQSRecord } from 'aws-lambda';

import type { Queue } from '../sqs/start.ts';

/** Bytes of the largest payload of an invocation. A larger batch of messages becomes several events. */
const maxEventBytes = 6 * 1024 * 1024;

export function sqsEvents(messages: readonly Message[], queue: Queue): readonly SQSEvent[] {
  const events: { Records: SQSRecord[] }[] = [];
  let bytes = Infinity;
  for (const message of messages) {
    const record = sqsRecord(message, queue);
    const size = Buffer.byteLength(JSON.stringify(record)) + 1;
    if (bytes + size > maxEventBytes) {
      events.push({ Records: [] });
      bytes = '{"Records":[]}'.length;
    }
    events.at(-1)?.Records.push(record);
    bytes += size;
  }
  return events;
}

function sqsRecord(message: Message, { arn }: Queue): SQSRecord {
  const { Attributes = {}, MD5OfMessageAttributes } = message;
  return {
    messageId: message.MessageId ?? '',
    receiptHandle: message.ReceiptHandle ?? '',
    body: message.Body ?? '',
    attributes: {
      ...Attributes,
      ApproximateReceiveCount: Attributes.ApproximateReceiveCount ?? '',
      SentTimestamp: Attributes.SentTimestamp ?? '',
      SenderId: Attributes.SenderId ?? '',
      ApproximateFirstReceiveTimestamp: Attributes.ApproximateFirstReceiveTimestamp ?? '',
    },
    messageAttributes: messageAttributes(message),
    md5OfBody: message.MD5OfBody ?? '',
    ...(MD5OfMessageAttributes ? { md5OfMessageAttributes: MD5OfMessageAttributes } : {}),
    eventSource: 'aws:sqs',
    eventSourceARN: arn,
    awsRegion: arn.split(':')[3] ?? '',
  };
}

function messageAttributes({ MessageAttributes = {} }: Message): SQSMessageAttributes {
  return Object.fromEntries(
    Object.entries(MessageAttributes).map(([name, { StringValue, BinaryValue, DataType = 'String' }]) => [
      name,
      {
        ...(StringValue === undefined ? {} : { stringValue: StringValue }),
        ...(BinaryValue ? { binaryValue: Buffer.from(BinaryValue).toString('base64') } : {}),
        stringListValues: [],
        binaryListValues: [],
        dataType: DataType,
      },
    ]),
  );
}
