// An answered write of a durable server survives a loss of power: first its bytes and then its name are flushed.

import { mkdtemp, open, readdir, rm, stat, type FileHandle } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  PutObjectCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { clientOf, contentOf, refused } from './s3-under-test.ts';
import { startS3 } from '../start.ts';

const Bucket = 'records';
let dir: string;
let objects: string;
/** Inode numbers of the flushed files and folders, in order. A test cannot cut the power, so it watches the calls. */
let synced: number[];
let fails: ((inode: number) => boolean) | undefined;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'payferry-s3-'));
  objects = join(dir, Bucket, 'objects');
  [synced, fails] = [[], undefined];
  const handle = await open(dir, 'r');
  const every: FileHandle = Object.getPrototypeOf(handle);
  await handle.close();
  vi.spyOn(every, 'sync').mockImplementation(async function record(this: FileHandle) {
    const { ino } = await this.stat();
    if (fails?.(ino) === true) throw Object.assign(new Error('EIO: i/o error, fsync'), { code: 'EIO' });
    synced.push(ino);
  });
});
afterEach(() => rm(dir, { recursive: true }));

const inodeOf = async (path: string) => (await stat(path)).ino;

async function inodesIn(folder: string): Promise<readonly number[]> {
  return Promise.all((await readdir(folder)).map((name) => inodeOf(join(folder, name))));
}

async function serve(durable: boolean) {
  const failures: Error[] = [];
  const s3 = await startS3({
    dir,
    buckets: [{ name: Bucket }],
    durable,
    onFailure: (error) => void failures.push(error),
  });
  synced = [];
  return { s3, client: clientOf(s3.endpoint), failures };
}

describe('a durable server', () => {
  it('has the object on the disk, then its name, when it answers', async () => {
    const { s3, client } = await serve(true);
    await using _ = s3;
    await client.send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'x' }));
    const [object] = await inodesIn(objects);
    expect(synced).toEqual([object, await inodeOf(objects)]);
  });

  it('does so for copies, for an upload, each part of it, and what becomes of them', async () => {
    const { s3, client } = await serve(true);
    await using _ = s3;
    await client.send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'x' }));
    synced = [];
    await client.send(new CopyObjectCommand({ Bucket, Key: 'copy', CopySource: `${Bucket}/k` }));
    expect(synced).toEqual([expect.any(Number), await inodeOf(objects)]);

    synced = [];
    const target = { Bucket, Key: 'parts' };
    const { UploadId = '' } = await client.send(new CreateMultipartUploadCommand(target));
    const uploads = join(dir, Bucket, 'uploads');
    const upload = await inodeOf(join(uploads, UploadId));
    const about = await inodeOf(join(uploads, UploadId, 'upload'));
    expect(synced).toEqual([await inodeOf(uploads), about, upload]);

    synced = [];
    const part = await client.send(new UploadPartCommand({ ...target, UploadId, PartNumber: 1, Body: 'z' }));
    expect(synced).toEqual([await inodeOf(join(uploads, UploadId, '1')), upload]);

    synced = [];
    const Parts = [{ PartNumber: 1, ...(part.ETag === undefined ? {} : { ETag: part.ETag }) }];
    await client.send(
      new CompleteMultipartUploadCommand({ ...target, UploadId, MultipartUpload: { Parts } }),
    );
    expect(synced).toEqual([expect.any(Number), await inodeOf(objects)]);
    expect(await contentOf(client, Bucket, 'parts')).toBe('z');
  });

  it('has its own folders on the disk before it takes the first request', async () => {
    dir = join(dir, 'made', 'by', 'the server');
    const s3 = await startS3({ dir, buckets: [{ name: Bucket }], durable: true });
    await s3.stop();
    const folders = ['../../..', '../..', '..', '.', Bucket].map((folder) => join(dir, folder));
    const missing = (await Promise.all(folders.map(inodeOf))).filter((inode) => !synced.includes(inode));
    expect(missing).toEqual([]);
    dir = join(dir, '../../..');
  });

  it('waits for no disk when it deletes', async () => {
    const { s3, client } = await serve(true);
    await using _ = s3;
    await client.send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'x' }));
    synced = [];
    await client.send(new DeleteObjectCommand({ Bucket, Key: 'k' }));
    expect(synced).toEqual([]);
  });

  it.each(['the bytes', 'the name'] as const)(
    'whose disk does not take %s answers with a 500, and has the object as it was',
    async (what) => {
      const { s3, client, failures } = await serve(true);
      await using _ = s3;
      await client.send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'before' }));
      const folder = await inodeOf(objects);
      fails = (inode) => (what === 'the name') === (inode === folder);
      const put = new PutObjectCommand({ Bucket, Key: 'k', Body: 'after' });
      await expect(client.send(put)).rejects.toMatchObject(refused(500, 'InternalError'));
      fails = undefined;

      expect(failures).toMatchObject([{ code: 'EIO' }]);
      expect(await contentOf(client, Bucket, 'k')).toBe('before');
      expect(await readdir(join(dir, Bucket, 'drafts'))).toEqual([]);
      expect(await readdir(objects)).toHaveLength(1);
      await client.send(put);
      expect(await contentOf(client, Bucket, 'k')).toBe('after');
    },
  );
});

it('a server that need not be durable waits for no disk', async () => {
  const { s3, client } = await serve(false);
  await using _ = s3;
  await client.send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'x' }));
  expect(synced).toEqual([]);
});
