// The queue in memory keeps the promises of SQS on which the functions rely.

import { describe, expect, it } from 'vitest';

import { handClock } from '../../hand-clock.ts';
import { MemoryQueue } from './memory-queue.ts';

const minuteMs = 60_000;

function aQueue(name: string, maxReceiveCount = 1000) {
  const clock = handClock();
  const queue = new MemoryQueue(
    { name, visibilityMs: minuteMs, maxReceiveCount, deduplicates: 'group' },
    clock,
  );
  const send = (body: string, groupId = 'g') => queue.send({ body, groupId, deduplicationId: body });
  const receive = (most = 10) => queue.receive(most).map(({ body }) => body);
  return { clock, queue, send, receive };
}

describe('a FIFO queue', () => {
  it('hands out messages of several groups, and none of a group that has one in flight', async () => {
    const { clock, queue, send, receive } = aQueue('lanes.fifo');
    for (const body of ['a1', 'a2', 'a3']) send(body, 'a');
    send('b1', 'b');
    const [first] = queue.receive(1);
    expect(first?.body).toBe('a1');
    expect(receive()).toEqual(['b1']);
    await clock.advance(minuteMs);
    expect(receive(3)).toEqual(['a1', 'a2', 'a3']);
  });

  it('goes on with a group when its message is deleted, and keeps the order when it comes back', async () => {
    const { clock, queue, send, receive } = aQueue('lanes.fifo');
    for (const body of ['1', '2']) send(body);
    const [first] = queue.receive(1);
    expect(queue.hide(first?.receiptHandle ?? '', 5 * minuteMs)).toBeUndefined();
    await clock.advance(4 * minuteMs);
    expect(receive()).toEqual([]);
    await clock.advance(minuteMs);
    const [again] = queue.receive(1);
    expect(again).toMatchObject({ body: '1', receiveCount: 2 });
    queue.delete(again?.receiptHandle ?? '');
    expect(receive()).toEqual(['2']);
  });

  it('refuses a handle that has expired', async () => {
    const { clock, queue, send } = aQueue('lanes.fifo');
    send('1');
    const [first] = queue.receive(1);
    await clock.advance(minuteMs);
    expect(queue.hide(first?.receiptHandle ?? '', 0)).toBe('ReceiptHandleIsInvalid');
    queue.delete(first?.receiptHandle ?? '');
    expect(queue.isEmpty()).toBe(false);
  });

  it('takes the same message of a group once in five minutes', async () => {
    const { clock, send, receive } = aQueue('lanes.fifo');
    send('1');
    send('1');
    send('1', 'another');
    expect(receive()).toEqual(['1', '1']);
    await clock.advance(5 * minuteMs);
    send('1', 'third');
    send('1');
    expect(receive()).toEqual(['1', '1', '1', '1']);
  });
});

describe('a queue', () => {
  it('gives up a message that was received too often, and takes it back', async () => {
    const { clock, queue, send, receive } = aQueue('intake', 2);
    send('1');
    for (const _ of [1, 2]) {
      expect(receive()).toEqual(['1']);
      await clock.advance(minuteMs);
    }
    expect(receive()).toEqual([]);
    expect(queue.deadLetters.map(({ body }) => body)).toEqual(['1']);
    queue.redrive();
    expect(receive()).toEqual(['1']);
  });
});
