// A world with `takesObject` and `takesMessage` carries only what they accept; other files stay, and other messages are
// deleted. Without its key nobody has access.

import { mkdtemp, readdir, rename, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ListObjectsV2Command, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { buckets, queues, startWorld, type World, type WorldOptions } from './start.ts';
import { aBonus } from '../sandbox/test/payments.ts';

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'payferry-world-'));
});
afterEach(() => rm(dir, { recursive: true, maxRetries: 10 }));

/** Starts a world that plans jobs and queues their batches. No batch is delivered, so Feishu is never called. */
const start = (options: Partial<WorldOptions> = {}) =>
  startWorld({ dir, delivers: false, onLog: () => undefined, ...options });

const operation = 'lump_sum_payment.batch_create';
const record = aBonus();
const drop = (world: World, name: string) =>
  world.s3.send(
    new PutObjectCommand({
      Bucket: buckets.inbox,
      Key: `lump_sum_payment/batch_create/user_id_type=people_corehr_id/${name}.ndjson`,
      Body: `${JSON.stringify(record)}\n`,
    }),
  );
const send = (world: World, body: object) =>
  world.sqs.client.send(
    new SendMessageCommand({
      QueueUrl: world.sqs.queue(queues.intake).url,
      MessageBody: JSON.stringify(body),
    }),
  );
const message = (job: string) => ({ operation, job, user_id_type: 'people_corehr_id', records: [record] });

/** Names of the jobs that have a plan. */
async function plannedJobs({ s3 }: World): Promise<readonly string[]> {
  const { Contents = [] } = await s3.send(
    new ListObjectsV2Command({ Bucket: buckets.records, Prefix: 'jobs/' }),
  );
  return Contents.flatMap(({ Key = '' }) => /^jobs\/(.+)\/plan\.json$/.exec(Key)?.[1] ?? []);
}

describe('the key of a world', () => {
  it('is its own, and opens neither S3 nor SQS of another', async () => {
    await using one = await start({ dir: join(dir, 'one') });
    await using two = await start({ dir: join(dir, 'two') });
    expect(one.accessKeyId).toMatch(/^[0-9a-f]{32,}$/);
    expect(one.env['AWS_ACCESS_KEY_ID']).toBe(one.accessKeyId);
    expect(two.accessKeyId).not.toBe(one.accessKeyId);

    for (const accessKeyId of ['local', two.accessKeyId]) {
      const credentials = { accessKeyId, secretAccessKey: 'local' };
      const endpoint = one.env['AWS_ENDPOINT_URL_S3'] ?? '';
      const stranger = new S3Client({ endpoint, region: 'us-east-1', forcePathStyle: true, credentials });
      const put = new PutObjectCommand({ Bucket: buckets.inbox, Key: 'k', Body: 'x' });
      await expect(stranger.send(put)).rejects.toMatchObject({ name: 'InvalidAccessKeyId' });
      stranger.destroy();
    }
    const look = await fetch(`${one.sqs.endpoint}/_fauxqs/queues/${queues.lanes}`);
    expect(look.status).toBe(403);
    expect(await one.sqs.waiting(queues.lanes)).toEqual([]);
  });
});

describe('a world that takes what its owner dropped', () => {
  it('plans a file that `takesObject` accepts, and leaves any other file in the inbox', async () => {
    const asked: string[] = [];
    await using world = await start({
      takesObject: ({ bucket, key }) => {
        asked.push(bucket);
        return key.endsWith('/mine.ndjson');
      },
    });
    await drop(world, 'theirs');
    await drop(world, 'mine');
    await world.idle();
    expect(await plannedJobs(world)).toEqual([expect.stringMatching(/-mine-[0-9a-f]+$/)]);
    // `takesObject` is asked about the inbox only.
    expect(asked).toEqual([buckets.inbox, buckets.inbox]);
    expect(await world.sqs.waiting(queues.lanes)).toHaveLength(1);
  });

  it('splits a message that `takesMessage` accepts, and deletes any other message', async () => {
    await using world = await start({ takesMessage: (body) => body.includes('"mine"') });
    await send(world, message('theirs'));
    await send(world, message('mine'));
    await world.idle();
    expect(await plannedJobs(world)).toEqual([expect.stringMatching(/-mine-[0-9a-f]+$/)]);
    expect(await world.sqs.waiting(queues.intake)).toEqual([]);
    expect(await world.sqs.deadLetters(queues.intake)).toEqual([]);
  });

  it('takes every file and message without these options', async () => {
    await using world = await start();
    await drop(world, 'file');
    await send(world, message('message'));
    await world.idle();
    expect((await plannedJobs(world)).toSorted()).toEqual([
      expect.stringMatching(/-file-[0-9a-f]+$/),
      expect.stringMatching(/-message-[0-9a-f]+$/),
    ]);
  });
});

describe('the files of a world', () => {
  it('are for its owner alone', async () => {
    await using world = await start({ dir: join(dir, 'made') });
    await drop(world, 'mine');
    await world.idle();
    const open: string[] = [];
    for (const entry of await readdir(dir, { recursive: true, withFileTypes: true })) {
      const path = join(entry.parentPath, entry.name);
      if (((await stat(path)).mode & 0o077) !== 0) open.push(path);
    }
    expect(open).toEqual([]);
  });

  it('whose disk fails are told to the owner', async () => {
    const failures: Error[] = [];
    await using world = await start({ durable: true, onDiskFailure: (error) => void failures.push(error) });
    const drafts = join(dir, buckets.inbox, 'drafts');
    await rename(drafts, `${drafts}.away`);
    await expect(drop(world, 'mine')).rejects.toMatchObject({ name: 'InternalError' });
    expect(failures[0]).toMatchObject({ code: 'ENOENT' });
    await rename(`${drafts}.away`, drafts);
    await drop(world, 'mine');
    await world.idle();
    expect(await plannedJobs(world)).toHaveLength(1);
  });

  it('that a loss of power has cut off are told to the owner of the next one', async () => {
    const first = await start({ takesObject: () => false });
    await drop(first, 'mine');
    await first.stop();
    const objects = join(dir, buckets.inbox, 'objects');
    const [name = ''] = await readdir(objects);
    await truncate(join(objects, name));
    await using second = await start();
    expect(second.broken).toMatchObject([{ bucket: buckets.inbox, key: undefined }]);
  });

  it('that cannot be had leave no server running', async () => {
    const servers = () => process.getActiveResourcesInfo().filter((name) => name === 'TCPServerWrap').length;
    const before = servers();
    const file = join(dir, 'file');
    await writeFile(file, '');
    await expect(start({ dir: join(file, 'store') })).rejects.toMatchObject({ code: 'ENOTDIR' });
    await expect.poll(servers).toBe(before);
  });
});
