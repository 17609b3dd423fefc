// Checks the group id and deduplication id of a message for a FIFO queue.
// https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html

import type { Refusal } from './sqs-refusal.ts';

/** 1 to 128 ASCII letters, digits and punctuation marks, without a space. */
const allowed = /^[!-~]{1,128}$/;

export function refuseIds(entry: {
  readonly MessageGroupId?: string | undefined;
  readonly MessageDeduplicationId?: string | undefined;
}): Refusal | undefined {
  for (const name of ['MessageGroupId', 'MessageDeduplicationId'] as const) {
    const id = entry[name];
    if (id !== undefined && !allowed.test(id)) {
      return {
        code: 'InvalidParameterValue',
        message: `${name} can only include alphanumeric and punctuation characters. 1 to 128 in length.`,
      };
    }
  }
  return undefined;
}
