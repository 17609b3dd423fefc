// Features that only the local server has: events, interception, a folder that outlives it.

import { fork } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { startS3, type Interception, type InterceptedRequest, type ObjectCreated } from '../start.ts';
import { clientOf, refused, startLocal } from './s3-under-test.ts';

const Bucket = 'plain';
const buckets = [{ name: Bucket }];

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'payferry-s3-'));
});
afterEach(() => rm(dir, { recursive: true }));

describe('an event', () => {
  it('tells of each new object, once it can be read', async () => {
    const events: ObjectCreated[] = [];
    await using local = await startLocal({ buckets, onObjectCreated: (event) => void events.push(event) });
    const { client } = local;
    await client.send(new PutObjectCommand({ Bucket, Key: 'a b/中', Body: 'x' }));
    await client.send(new PutObjectCommand({ Bucket, Key: 'a b/中', Body: 'yy' }));
    await client.send(
      new CopyObjectCommand({ Bucket, Key: 'copy', CopySource: `${Bucket}/${encodeURIComponent('a b/中')}` }),
    );
    const target = { Bucket, Key: 'parts' };
    const { UploadId } = await client.send(new CreateMultipartUploadCommand(target));
    const { ETag } = await client.send(
      new UploadPartCommand({ ...target, UploadId, PartNumber: 1, Body: 'zzz' }),
    );
    const Parts = [{ PartNumber: 1, ...(ETag === undefined ? {} : { ETag }) }];
    await client.send(
      new CompleteMultipartUploadCommand({ ...target, UploadId, MultipartUpload: { Parts } }),
    );
    await client.send(new DeleteObjectCommand({ Bucket, Key: 'copy' }));
    const failing = client.send(new PutObjectCommand({ Bucket, Key: 'copy', Body: 'x', IfMatch: 'none' }));
    await expect(failing).rejects.toMatchObject(refused(404, 'NoSuchKey'));

    const md5 = (body: string) => createHash('md5').update(body).digest('hex');
    expect(events).toMatchObject([
      { eventName: 'ObjectCreated:Put', bucket: Bucket, key: 'a b/中', size: 1, eTag: md5('x') },
      { eventName: 'ObjectCreated:Put', bucket: Bucket, key: 'a b/中', size: 2, eTag: md5('yy') },
      { eventName: 'ObjectCreated:Copy', bucket: Bucket, key: 'copy', size: 2, eTag: md5('yy') },
      { eventName: 'ObjectCreated:CompleteMultipartUpload', bucket: Bucket, key: 'parts', size: 3 },
    ]);
    const sequencers = events.map(({ sequencer }) => sequencer);
    expect(sequencers).toEqual([...new Set(sequencers)].toSorted());
    expect(sequencers.every((text) => /^[0-9A-F]{16}$/.test(text))).toBe(true);
  });

  it('tells the version in a versioned bucket', async () => {
    const events: ObjectCreated[] = [];
    await using local = await startLocal({
      buckets: [{ name: Bucket, versioned: true }],
      onObjectCreated: (event) => void events.push(event),
    });
    const { VersionId } = await local.client.send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'x' }));
    expect(events.map(({ versionId }) => versionId)).toEqual([VersionId]);
  });
});

describe('a test that steps in', () => {
  const says =
    (said: Interception, phase: InterceptedRequest['phase']) =>
    (request: InterceptedRequest): Interception =>
      request.operation === 'PutObject' && request.phase === phase ? said : 'pass';

  it.each([
    ['before', 'fail', 500, 'InternalError'],
    ['before', 'slow_down', 503, 'SlowDown'],
    ['after', 'fail', 500, 'InternalError'],
    ['after', 'slow_down', 503, 'SlowDown'],
  ] as const)(
    '%s a write with %s is a %i, and the write is as it says',
    async (phase, said, status, name) => {
      const events: ObjectCreated[] = [];
      const onObjectCreated = (event: ObjectCreated) => void events.push(event);
      await using local = await startLocal({ buckets, intercept: says(said, phase), onObjectCreated });
      const write = local.client.send(new PutObjectCommand({ Bucket, Key: 'k', Body: randomBytes(300_000) }));
      await expect(write).rejects.toMatchObject(refused(status, name));
      const { KeyCount } = await local.client.send(new ListObjectsV2Command({ Bucket }));
      expect([KeyCount, events.length]).toEqual(phase === 'before' ? [0, 0] : [1, 1]);
    },
  );

  it.each(['before', 'after'] as const)(
    '%s a write with a cut leaves the client without an answer',
    async (phase) => {
      await using local = await startLocal({ buckets, intercept: says('cut', phase) });
      const write = local.client.send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'x' }));
      await expect(write).rejects.not.toHaveProperty('$response');
      const { KeyCount } = await local.client.send(new ListObjectsV2Command({ Bucket }));
      expect(KeyCount).toBe(phase === 'before' ? 0 : 1);
    },
  );

  it('is told operation, bucket and key, before and after, of reads too', async () => {
    const seen: InterceptedRequest[] = [];
    const intercept = (request: InterceptedRequest): Interception => {
      seen.push(request);
      return 'pass';
    };
    await using local = await startLocal({ buckets, intercept });
    await local.client.send(new PutObjectCommand({ Bucket, Key: 'a/中 b', Body: 'x' }));
    await local.client.send(new ListObjectsV2Command({ Bucket }));
    expect(seen).toEqual([
      { operation: 'PutObject', bucket: Bucket, key: 'a/中 b', phase: 'before' },
      { operation: 'PutObject', bucket: Bucket, key: 'a/中 b', phase: 'after' },
      { operation: 'ListObjectsV2', bucket: Bucket, key: '', phase: 'before' },
      { operation: 'ListObjectsV2', bucket: Bucket, key: '', phase: 'after' },
    ]);
  });

  it('may hold a write for ever: the stop of the server ends it, without effect', async () => {
    const held = Promise.withResolvers<void>();
    const never = new Promise<Interception>(() => undefined);
    const s3 = await startS3({
      dir,
      buckets,
      intercept: ({ operation }) => {
        if (operation !== 'PutObject') return 'pass';
        held.resolve();
        return never;
      },
    });
    const put = new PutObjectCommand({ Bucket, Key: 'k', Body: 'x' });
    const ended = clientOf(s3.endpoint)
      .send(put)
      .then(
        () => 'answered',
        (error: object) => ('$response' in error ? 'answered' : 'cut'),
      );
    await held.promise;
    await s3.stop();
    expect(await ended).toBe('cut');
    expect(await readdir(join(dir, Bucket, 'objects'))).toEqual([]);
  });
});

describe('a directory', () => {
  it('keeps objects, versions and unfinished uploads over a restart', async () => {
    const options = { dir, buckets: [{ name: Bucket }, { name: 'versioned', versioned: true }] };
    const target = { Bucket, Key: 'parts' };
    const first = await startS3(options);
    const before = clientOf(first.endpoint);
    const put = new PutObjectCommand({
      Bucket,
      Key: '中 😀/../k',
      Body: 'body',
      Metadata: { a: 'b' },
      ContentType: 'text/csv',
    });
    const { ETag } = await before.send(put);
    const { LastModified } = await before.send(new HeadObjectCommand({ Bucket, Key: '中 😀/../k' }));
    const old = await before.send(new PutObjectCommand({ Bucket: 'versioned', Key: 'k', Body: 'old' }));
    await before.send(new PutObjectCommand({ Bucket: 'versioned', Key: 'k', Body: 'new' }));
    await before.send(new DeleteObjectCommand({ Bucket: 'versioned', Key: 'k' }));
    const { UploadId } = await before.send(new CreateMultipartUploadCommand(target));
    const part = await before.send(
      new UploadPartCommand({ ...target, UploadId, PartNumber: 1, Body: 'part' }),
    );
    await first.stop();

    await using second = await startS3(options);
    const after = clientOf(second.endpoint);
    const read = await after.send(new GetObjectCommand({ Bucket, Key: '中 😀/../k' }));
    expect(read).toMatchObject({ ETag, LastModified, Metadata: { a: 'b' }, ContentType: 'text/csv' });
    expect(await read.Body?.transformToString()).toBe('body');
    const hidden = after.send(new GetObjectCommand({ Bucket: 'versioned', Key: 'k' }));
    await expect(hidden).rejects.toMatchObject(refused(404, 'NoSuchKey'));
    const { VersionId } = old;
    const version = await after.send(
      new GetObjectCommand({
        Bucket: 'versioned',
        Key: 'k',
        ...(VersionId === undefined ? {} : { VersionId }),
      }),
    );
    expect(await version.Body?.transformToString()).toBe('old');
    const Parts = [{ PartNumber: 1, ...(part.ETag === undefined ? {} : { ETag: part.ETag }) }];
    await after.send(new CompleteMultipartUploadCommand({ ...target, UploadId, MultipartUpload: { Parts } }));
    const whole = await after.send(new GetObjectCommand(target));
    expect(await whole.Body?.transformToString()).toBe('part');
  });

  it(
    'holds whole objects only, and all that were answered, after a kill at any moment',
    { timeout: 60_000 },
    async () => {
      const answered = new Map<string, number>();
      for (let round = 1; round <= 8; round += 1) {
        const child = fork(fileURLToPath(new URL('served-until-killed.ts', import.meta.url)), [dir, Bucket]);
        const [endpoint]: unknown[] = await once(child, 'message');
        const client = clientOf(String(endpoint));
        // Overwrites one key again and again. A body repeats a number, and its length follows from the number.
        const writer = async (key: string): Promise<void> => {
          for (let n = 1; ; n += 1) {
            await client.send(new PutObjectCommand({ Bucket, Key: key, Body: bodyOf(round * 1000 + n) }));
            answered.set(key, round * 1000 + n);
            if (n === 10 * round && key === 'k1') child.kill('SIGKILL');
          }
        };
        const writers = await Promise.allSettled(['k1', 'k2', 'k3', 'k4'].map(writer));
        expect(writers.map(({ status }) => status)).toEqual(Array(4).fill('rejected'));
        client.destroy();
        if (child.signalCode === null && child.exitCode === null) await once(child, 'exit');

        await using s3 = await startS3({ dir, buckets });
        const reader = clientOf(s3.endpoint);
        for (const [key, last] of answered) {
          const { Body } = await reader.send(new GetObjectCommand({ Bucket, Key: key }));
          const body = (await Body?.transformToString()) ?? '';
          const n = Number(body.split(' ', 1)[0]);
          expect(body).toBe(bodyOf(n));
          // The body last answered, or the next one, whose answer the kill may have cut off. The first body of a round has
          // the number `round * 1000 + 1`.
          expect([last, last + 1, round * 1000 + 1]).toContain(n);
          expect(n).toBeGreaterThanOrEqual(last);
        }
        const listed = await reader.send(new ListObjectsV2Command({ Bucket }));
        expect(await readdir(join(dir, Bucket, 'drafts'))).toEqual([]);
        expect(await readdir(join(dir, Bucket, 'objects'))).toHaveLength(listed.KeyCount ?? 0);
      }
    },
  );

  const bodyOf = (n: number): string => `${n} `.padEnd(20_000 + n * 7, String(n));

  it('lists 3,500 objects by pages after a restart', { timeout: 60_000 }, async () => {
    const names = Array.from(
      { length: 3500 },
      (_, n) => `jobs/j/batches/${String(n).padStart(5, '0')}.ndjson`,
    );
    const first = await startS3({ dir, buckets });
    const writer = clientOf(first.endpoint);
    const shuffled = names.toSorted((a, b) => hash(a).localeCompare(hash(b)));
    const lane = async (own: number): Promise<void> => {
      for (let n = own; n < shuffled.length; n += 32) {
        await writer.send(new PutObjectCommand({ Bucket, Key: shuffled[n], Body: 'x' }));
      }
    };
    await Promise.all(Array.from({ length: 32 }, (_, own) => lane(own)));
    await first.stop();

    await using second = await startS3({ dir, buckets });
    const reader = clientOf(second.endpoint);
    const found: (string | undefined)[] = [];
    for (let more = {}, truncated = true; truncated;) {
      const page = await reader.send(new ListObjectsV2Command({ Bucket, Prefix: 'jobs/j/', ...more }));
      found.push(...(page.Contents ?? []).map(({ Key }) => Key));
      truncated = page.IsTruncated ?? false;
      more = { ContinuationToken: page.NextContinuationToken };
    }
    expect(found).toEqual(names);
  });

  const hash = (text: string): string => createHash('md5').update(text).digest('hex');
});

it('two servers at once do not see each other', async () => {
  await using one = await startLocal({ buckets });
  await using two = await startLocal({ buckets });
  await one.client.send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'x' }));
  await expect(two.client.send(new GetObjectCommand({ Bucket, Key: 'k' }))).rejects.toMatchObject(
    refused(404, 'NoSuchKey'),
  );
});

it('a bucket name that S3 would not take is a mistake of the caller', async () => {
  await expect(startS3({ dir, buckets: [{ name: '../x' }] })).rejects.toThrow('not a bucket name');
});
