import { describe, expect, it } from 'vitest';

import { sqsEvents } from './sqs-event.ts';

const queue = { name: 'intake', url: '', arn: 'arn:aws:sqs:us-east-1:000000000000:intake' };
const messages = (count: number, bytes: number) =>
  Array.from({ length: count }, (_, n) => ({ MessageId: String(n), Body: 'x'.repeat(bytes) }));
const sizes = (count: number, bytes: number) =>
  sqsEvents(messages(count, bytes), queue).map(({ Records }) => Records.length);

describe('the messages of one receive', () => {
  it('are one event, as long as it stays within the payload of an invocation', () => {
    expect(sizes(10, 100_000)).toEqual([10]);
    expect(sizes(0, 0)).toEqual([]);
  });

  it('that pass 6 MB are several, in order and complete', () => {
    expect(sizes(10, 1024 * 1024)).toEqual([5, 5]);
    const events = sqsEvents(messages(10, 1024 * 1024), queue);
    const ids = events.flatMap(({ Records }) => Records.map(({ messageId }) => messageId));
    expect(ids).toEqual(['0', '1', '2', '3', '4', '5', '6', '7', '8', '9']);
    for (const event of events) expect(JSON.stringify(event).length).toBeLessThanOrEqual(6 * 1024 * 1024);
  });
});
