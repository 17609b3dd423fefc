import { describe, expect, it } from 'vitest';

import { startSqs } from '../../sqs/start.ts';
import { createQueueNotifications } from '../queue-notifications.ts';

const drops = { name: 'drops', visibilitySeconds: 10, maxReceiveCount: 5 };

describe('notifications to a queue', () => {
  it('become messages with the event as their body', async () => {
    const sqs = await startSqs({ queues: [drops] });
    const toDrops = createQueueNotifications(sqs.client, sqs.queue('drops'));
    await toDrops.invoke({ Records: [1] });
    await toDrops.invoke({ Records: [2] });
    expect((await sqs.waiting('drops')).map(({ body }) => body)).toEqual([
      '{"Records":[1]}',
      '{"Records":[2]}',
    ]);
    await toDrops.stop();
    await sqs.stop();
  });

  it('are sent again until the queue takes them, and are not idle before', async () => {
    // More often than the SDK tries by itself.
    let refusals = 5;
    const sqs = await startSqs({
      queues: [drops],
      onRequest: async ({ action }) => {
        if (action === 'SendMessage' && refusals > 0) {
          refusals -= 1;
          throw new Error('out of order');
        }
      },
    });
    const toDrops = createQueueNotifications(sqs.client, sqs.queue('drops'));
    const sent = toDrops.invoke({ Records: [] });
    expect(await toDrops.isIdle()).toBe(false);
    await sent;
    expect(await toDrops.isIdle()).toBe(true);
    expect(refusals).toBe(0);
    expect(await sqs.waiting('drops')).toHaveLength(1);
    await toDrops.stop();
    await sqs.stop();
  });

  it('end with a stop, though the queue never takes them', async () => {
    const sqs = await startSqs({
      queues: [drops],
      onRequest: async ({ action }) => {
        if (action === 'SendMessage') throw new Error('out of order');
      },
    });
    const toDrops = createQueueNotifications(sqs.client, sqs.queue('drops'));
    const sent = toDrops.invoke({ Records: [] });
    await toDrops.stop();
    await sent;
    expect(await sqs.waiting('drops')).toEqual([]);
    await sqs.stop();
  });
});
