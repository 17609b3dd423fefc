// Sends a message of a queue once more: SQS promises delivery at least once.

import { createHash } from 'node:crypto';

import { SendMessageCommand } from '@aws-sdk/client-sqs';
import * as v from 'valibot';

import { queues, type World } from '../../local/world/start.ts';
import { intakeMessage, publish } from './drop-file.ts';
import { keysUnder, readObject } from './records-bucket.ts';
import { isOfFile } from './moments.ts';
import type { Story } from './story.ts';
import type { KnownInFeishu } from './wire-record.ts';

/** The fields of a plan as docs/contracts.md states them. */
const planned = v.looseObject({
  operation: v.string(),
  batches: v.array(v.unknown()),
  lanes: v.number(),
  first_lane: v.number(),
});

export async function sendAgain(
  world: World,
  story: Story,
  known: readonly KnownInFeishu[],
  n: number,
): Promise<void> {
  const file = story.files.find((one) => one.n === n);
  if (file?.via === 'intake') await publish(world, intakeMessage(story, file, known));
  const sent = (await keysUnder(world, 'jobs/')).filter((key) => key.endsWith('/sent.json'));
  for (const key of sent) {
    const job = key.split('/')[1] ?? '';
    if (!isOfFile(job, n)) continue;
    const { operation, batches, lanes, first_lane } = v.parse(
      planned,
      JSON.parse(await readObject(world, `jobs/${job}/plan.json`)),
    );
    for (const batch of batches.keys()) {
      const message = { v: 1, job, operation, batch, lanes };
      await world.sqs.client.send(
        new SendMessageCommand({
          QueueUrl: world.sqs.queue(queues.lanes).url,
          MessageBody: JSON.stringify(message),
          MessageGroupId: `${operation}/${(first_lane + batch) % lanes}`,
          // Another deduplication id than the first message's: the FIFO queue would drop a repeated one.
          MessageDeduplicationId: createHash('sha256').update(`again ${job}#${batch}`).digest('hex'),
        }),
      );
    }
  }
}
