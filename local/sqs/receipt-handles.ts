// Receipt handles of FIFO messages, with the time at which each expires. SQS refuses to delete such a message, or to change
// its visibility, with an expired handle: another consumer may hold the message by then.
// https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-visibility-timeout.html

import type { Refusal } from './sqs-refusal.ts';

export interface Receipts {
  handedOut(handle: string, visibleAgainMs: number): void;
  extended(handle: string, visibleAgainMs: number): void;
  hasExpired(handle: string): boolean;
  deleted(handle: string): void;
}

export function createReceipts(now: () => number): Receipts {
  const visibleAgain = new Map<string, number>();
  return {
    handedOut: (handle, visibleAgainMs) => visibleAgain.set(handle, visibleAgainMs),
    extended: (handle, visibleAgainMs) => {
      if (visibleAgain.has(handle)) visibleAgain.set(handle, visibleAgainMs);
    },
    hasExpired: (handle) => (visibleAgain.get(handle) ?? Infinity) <= now(),
    deleted: (handle) => visibleAgain.delete(handle),
  };
}

export function expired(handle: string): Refusal {
  return {
    code: 'InvalidParameterValue',
    message: `Value ${handle} for parameter ReceiptHandle is invalid. Reason: The receipt handle has expired.`,
  };
}

/** The refusal of one entry of a batch request. Its code differs from that of a single request. */
export const expiredEntry: Refusal = {
  code: 'ReceiptHandleIsInvalid',
  message: 'The receipt handle has expired',
};
