// Brings a world to rest after the faults: the sweeper runs, and a person redrives dead letters and approves the jobs that wait,
// until no job is open. A world that does not come to rest has lost something.

import { setTimeout as pause } from 'node:timers/promises';

import { PutObjectCommand } from '@aws-sdk/client-s3';
import { DeleteMessageCommand, ReceiveMessageCommand } from '@aws-sdk/client-sqs';

import { buckets, queues, type World } from '../../local/world/start.ts';
import { publish } from './drop-file.ts';
import type { Evidence } from './evidence.ts';
import { keysUnder } from './records-bucket.ts';
import type { Stage } from './stage.ts';

const patienceMs = 30_000;
export const betweenSweepsMs = 100;

/** What people do for a world that no fault strikes any more. */
export interface Helper {
  /** Redrives dead letters, and approves the jobs that wait. Answers with how many there were. */
  help(): Promise<number>;
  /** How many dead letters were redriven. */
  readonly redriven: number;
  readonly approved: ReadonlySet<string>;
}

export function createHelper(world: World, approvedBefore: ReadonlySet<string>): Helper {
  const approved = new Set(approvedBefore);
  let redriven = 0;

  /** Moves dead letters back to their queue one by one, as a person on call does. */
  async function redrive(): Promise<number> {
    let moved = 0;
    for (const body of await takeDeadLetters(world)) {
      await publish(world, body);
      moved += 1;
    }
    redriven += moved;
    return moved;
  }

  async function answer(): Promise<number> {
    const waiting = (await keysUnder(world, 'reports/')).filter(
      (key) => key.endsWith('/awaiting_approval.json') && !approved.has(jobOf(key)),
    );
    for (const key of waiting) {
      approved.add(jobOf(key));
      const Key = `jobs/${jobOf(key)}/approved`;
      await world.s3.send(new PutObjectCommand({ Bucket: buckets.records, Key, Body: Buffer.alloc(0) }));
    }
    return waiting.length;
  }

  return {
    help: async () => (await redrive()) + (await answer()),
    get redriven() {
      return redriven;
    },
    approved,
  };
}

export async function comeToRest(
  { world, pace }: Stage,
  helper: Helper,
  /** How many files there are of which no event came. Nothing but the sweeper's marks shows that they are there. */
  unseen: number,
): Promise<Pick<Evidence, 'redriven' | 'cameToRest' | 'approved'>> {
  const deadlineMs = Date.now() + patienceMs * pace;
  const seen = (cameToRest: boolean) => ({
    redriven: helper.redriven,
    cameToRest,
    approved: helper.approved,
  });
  while (Date.now() < deadlineMs) {
    await Promise.race([world.idle(), pause(deadlineMs - Date.now())]);
    const moved = await helper.help();
    const isAllSeen = (await keysUnder(world, 'unseen/')).length >= unseen;
    if (moved === 0 && isAllSeen && (await keysUnder(world, 'open/')).length === 0) return seen(true);
    // Two sweepers at once must do no more than one.
    await Promise.all([world.sweep(), world.sweep()]);
    await pause(betweenSweepsMs);
  }
  return seen(false);
}

const jobOf = (key: string) => key.split('/')[1] ?? '';

async function takeDeadLetters(world: World): Promise<string[]> {
  return [
    ...(await takeAll(world, `${queues.drops}-dlq`)),
    ...(await takeAll(world, `${queues.intake}-dlq`)),
  ];
}

async function takeAll({ sqs }: World, name: string): Promise<string[]> {
  const { url } = sqs.queue(name);
  const bodies: string[] = [];
  for (;;) {
    const { Messages = [] } = await sqs.client.send(
      new ReceiveMessageCommand({ QueueUrl: url, MaxNumberOfMessages: 10 }),
    );
    if (Messages.length === 0) return bodies;
    for (const { Body = '', ReceiptHandle } of Messages) {
      bodies.push(Body);
      await sqs.client.send(new DeleteMessageCommand({ QueueUrl: url, ReceiptHandle }));
    }
  }
}
