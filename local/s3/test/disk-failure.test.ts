// A file system that fails under the server. The client gets a 500 unless its write had its effect, `onFailure` is told,
// stored objects stay, and the server works again when the disk does.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { renameSync, writeFileSync } from 'node:fs';
import { mkdtemp, readdir, rename, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  UploadPartCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { startS3, type LocalS3, type ObjectCreated } from '../start.ts';
import { aSmallDisk, whyNoSmallDisk } from '../../cli/test/small-disk.ts';
import { rawRequest } from './raw-http.ts';
import { clientOf, contentOf, refused } from './s3-under-test.ts';

const Bucket = 'records';
const internalError = refused(500, 'InternalError');
let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'payferry-s3-'));
});
afterEach(() => rm(dir, { recursive: true }));

const folder = (name: string) => join(dir, Bucket, name);
const put = (client: S3Client, Key: string, Body: string) =>
  client.send(new PutObjectCommand({ Bucket, Key, Body }));

describe('a server whose files may not grow beyond a limit', () => {
  /** The server in a process of its own, below a shell with limits. */
  async function serve(limits: string) {
    const script = fileURLToPath(new URL('served-until-killed.ts', import.meta.url));
    const child = spawn('sh', ['-c', `${limits}; exec "$@"`, 'sh', process.execPath, script, dir, Bucket], {
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    const printed: string[] = [];
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (text) => printed.push(String(text)));
    const [endpoint]: unknown[] = await once(child, 'message');
    const codes: unknown[] = [];
    child.on('message', (code) => codes.push(code));
    const client = clientOf(String(endpoint));
    return {
      client,
      codes,
      printed,
      async [Symbol.asyncDispose]() {
        client.destroy();
        child.kill('SIGKILL');
        await once(child, 'exit');
      },
    };
  }

  const small = 'small '.repeat(100);
  const large = 'large '.repeat(100_000);

  it('refuses what is larger with a 500, tells it, prints nothing, and keeps what was there', async () => {
    await using server = await serve('ulimit -f 128');
    const { client, codes, printed } = server;
    await put(client, 'k', small);
    await expect(put(client, 'k', large)).rejects.toMatchObject(internalError);
    await expect(put(client, 'new', large)).rejects.toMatchObject(internalError);

    expect(await contentOf(client, Bucket, 'k')).toBe(small);
    const { Contents = [] } = await client.send(new ListObjectsV2Command({ Bucket }));
    expect(Contents.map(({ Key }) => Key)).toEqual(['k']);
    expect(await readdir(folder('drafts'))).toEqual([]);
    await put(client, 'k', 'as before');
    expect(await contentOf(client, Bucket, 'k')).toBe('as before');
    // The failures arrive by another channel than the answers.
    await expect.poll(() => codes).toEqual(['EFBIG', 'EFBIG']);
    expect(printed).toEqual([]);
  });

  it('takes the part that fits, and the upload goes on, after one that did not', async () => {
    await using server = await serve('ulimit -f 128');
    const { client } = server;
    const target = { Bucket, Key: 'parts' };
    const { UploadId } = await client.send(new CreateMultipartUploadCommand(target));
    const upload = (Body: string) =>
      client.send(new UploadPartCommand({ ...target, UploadId, PartNumber: 1, Body }));
    await expect(upload(large)).rejects.toMatchObject(internalError);
    const { ETag = '' } = await upload(small);
    const Parts = [{ PartNumber: 1, ETag }];
    await client.send(
      new CompleteMultipartUploadCommand({ ...target, UploadId, MultipartUpload: { Parts } }),
    );
    expect(await contentOf(client, Bucket, 'parts')).toBe(small);
  });

  it('loses no file handle, however often it fails', async () => {
    await using server = await serve('ulimit -f 128; ulimit -n 64');
    const { client, codes } = server;
    await put(client, 'k', small);
    for (let time = 0; time < 100; time += 1)
      await expect(put(client, 'k', large)).rejects.toMatchObject(internalError);
    await expect.poll(() => codes.length).toBe(100);
    expect(new Set(codes)).toEqual(new Set(['EFBIG']));
    expect(await contentOf(client, Bucket, 'k')).toBe(small);
  });
});

describe('a server whose folders are taken away', () => {
  let s3: LocalS3;
  let client: S3Client;
  let failures: Error[];
  let events: ObjectCreated[];
  let onCreated: () => void;
  beforeEach(async () => {
    [failures, events, onCreated] = [[], [], () => undefined];
    s3 = await startS3({
      dir,
      buckets: [{ name: Bucket }, { name: 'versioned', versioned: true }],
      onFailure: (error) => void failures.push(error),
      onObjectCreated: (event) => {
        events.push(event);
        onCreated();
      },
    });
    client = clientOf(s3.endpoint);
    await put(client, 'k', 'before');
    events = [];
  });
  afterEach(() => s3.stop());

  /** Replaces the folder by a file, or removes it, while `act` runs. */
  async function without<Result>(
    name: string,
    instead: 'a file' | 'nothing',
    act: () => Promise<Result>,
  ): Promise<void> {
    const path = folder(name);
    await rename(path, `${path}.away`);
    if (instead === 'a file') await writeFile(path, '');
    await act();
    await rm(path, { force: true });
    await rename(`${path}.away`, path);
  }

  const cases = [
    ['drafts', 'a file', 'ENOTDIR'],
    ['drafts', 'nothing', 'ENOENT'],
    ['objects', 'a file', 'ENOTDIR'],
    ['objects', 'nothing', 'ENOENT'],
  ] as const;

  it.each(cases)('refuses to write while %s is %s, and works on afterwards', async (name, instead, code) => {
    await without(name, instead, async () => {
      await expect(put(client, 'k', 'after')).rejects.toMatchObject(internalError);
      const copy = new CopyObjectCommand({ Bucket, Key: 'copy', CopySource: `${Bucket}/k` });
      await expect(client.send(copy)).rejects.toMatchObject(internalError);
    });
    expect(failures).toMatchObject([{ code }, { code }]);
    expect(events).toEqual([]);
    expect(await contentOf(client, Bucket, 'k')).toBe('before');
    expect(await readdir(folder('drafts'))).toEqual([]);
    expect(await readdir(folder('objects'))).toHaveLength(1);

    await put(client, 'k', 'after');
    expect(await contentOf(client, Bucket, 'k')).toBe('after');
    expect(events).toHaveLength(1);
  });

  it.each(['a file', 'nothing'] as const)(
    'an object whose file is not to be had is a 500, not a wait without end, while there is %s',
    async (instead) => {
      await without('objects', instead, () =>
        expect(contentOf(client, Bucket, 'k')).rejects.toMatchObject(internalError),
      );
      expect(failures).toHaveLength(1);
      expect(await contentOf(client, Bucket, 'k')).toBe('before');
    },
  );

  it('an object that could not be removed is still there', async () => {
    await without('objects', 'a file', () =>
      expect(client.send(new DeleteObjectCommand({ Bucket, Key: 'k' }))).rejects.toMatchObject(internalError),
    );
    expect(failures).toMatchObject([{ code: 'ENOTDIR' }]);
    expect(await contentOf(client, Bucket, 'k')).toBe('before');
    await client.send(new DeleteObjectCommand({ Bucket, Key: 'k' }));
    await expect(contentOf(client, Bucket, 'k')).rejects.toMatchObject(refused(404, 'NoSuchKey'));
  });

  it('an object that could not be hidden behind a delete marker is still there', async () => {
    await client.send(new PutObjectCommand({ Bucket: 'versioned', Key: 'k', Body: 'before' }));
    const objects = join(dir, 'versioned', 'objects');
    await rename(objects, `${objects}.away`);
    const remove = client.send(new DeleteObjectCommand({ Bucket: 'versioned', Key: 'k' }));
    await expect(remove).rejects.toMatchObject(internalError);
    await rename(`${objects}.away`, objects);
    expect(await contentOf(client, 'versioned', 'k')).toBe('before');
    expect(await readdir(join(dir, 'versioned', 'drafts'))).toEqual([]);
  });

  it('an upload that could not be begun is none, and one that was begun is there afterwards', async () => {
    const target = { Bucket, Key: 'parts' };
    const { UploadId } = await client.send(new CreateMultipartUploadCommand(target));
    await without('uploads', 'a file', async () => {
      const begin = client.send(new CreateMultipartUploadCommand(target));
      await expect(begin).rejects.toMatchObject(internalError);
      const part = new UploadPartCommand({ ...target, UploadId, PartNumber: 1, Body: 'x' });
      await expect(client.send(part)).rejects.toMatchObject(internalError);
    });
    expect(failures).toHaveLength(2);
    expect(await readdir(folder('drafts'))).toEqual([]);
    expect(await readdir(folder('uploads'))).toEqual([UploadId]);
    await client.send(new AbortMultipartUploadCommand({ ...target, UploadId }));
    expect(await readdir(folder('uploads'))).toEqual([]);
  });

  describe('after a write that had its effect', () => {
    /** Replaces a folder of the bucket by a file as soon as an object can be read. */
    function takeAway(name: string): void {
      onCreated = () => {
        renameSync(folder(name), `${folder(name)}.away`);
        writeFileSync(folder(name), '');
      };
    }

    async function bringBack(name: string): Promise<void> {
      onCreated = () => undefined;
      await rm(folder(name));
      await rename(`${folder(name)}.away`, folder(name));
    }

    it('an old version that cannot be cleared away is told, and the write is done', async () => {
      takeAway('objects');
      await put(client, 'k', 'after');
      await bringBack('objects');
      expect(failures).toMatchObject([{ code: 'ENOTDIR' }]);
      expect(await contentOf(client, Bucket, 'k')).toBe('after');
    });

    it('parts that cannot be cleared away are told, and the upload is complete', async () => {
      const target = { Bucket, Key: 'parts' };
      const { UploadId } = await client.send(new CreateMultipartUploadCommand(target));
      const { ETag = '' } = await client.send(
        new UploadPartCommand({ ...target, UploadId, PartNumber: 1, Body: 'x' }),
      );
      const MultipartUpload = { Parts: [{ PartNumber: 1, ETag }] };
      takeAway('uploads');
      await client.send(new CompleteMultipartUploadCommand({ ...target, UploadId, MultipartUpload }));
      await bringBack('uploads');
      expect(new Set(failures.map((error) => 'code' in error && error.code))).toEqual(new Set(['ENOTDIR']));
      expect(await contentOf(client, Bucket, 'parts')).toBe('x');
    });
  });

  it('an object whose file has lost its end is cut off, and told', async () => {
    await put(client, 'k', 'x'.repeat(1_000_000));
    const [name = ''] = await readdir(folder('objects'));
    await truncate(join(folder('objects'), name), 500_000);
    const answer = await rawRequest(s3.endpoint, { method: 'GET', path: `/${Bucket}/k` });
    expect(answer.status).toBe(200);
    expect(answer.text.length).toBeLessThan(600_000);
    expect(failures).toMatchObject([{ code: 'EIO', message: expect.stringContaining('too early') }]);

    const copy = new CopyObjectCommand({ Bucket, Key: 'copy', CopySource: `${Bucket}/k` });
    await expect(client.send(copy)).rejects.toMatchObject(internalError);
    await expect(contentOf(client, Bucket, 'copy')).rejects.toMatchObject(refused(404, 'NoSuchKey'));
    expect(failures).toHaveLength(2);
  });

  it('a client that goes away in the middle of a body is no failure of the disk', async () => {
    const headers = { 'content-length': '1000000' };
    await rawRequest(s3.endpoint, {
      method: 'PUT',
      path: `/${Bucket}/k`,
      headers,
      body: 'x',
      goesAway: true,
    });
    expect(await contentOf(client, Bucket, 'k')).toBe('before');
    while ((await readdir(folder('drafts'))).length > 0) await contentOf(client, Bucket, 'k');
    expect(failures).toEqual([]);
  });
});

it('a failure of the disk is printed where there is no callback for it, and is a 500 all the same', async () => {
  const printed = vi.spyOn(console, 'error').mockReturnValue();
  await using s3 = await startS3({ dir, buckets: [{ name: Bucket }] });
  await rm(folder('drafts'), { recursive: true });
  await expect(put(clientOf(s3.endpoint), 'k', 'x')).rejects.toMatchObject(internalError);
  expect(printed).toHaveBeenCalledTimes(1);
});

it('a full disk is a 500, and the same server writes again once there is room', async (test) => {
  if (whyNoSmallDisk !== undefined)
    return test.skip(`${whyNoSmallDisk}; a limit of the shell stands for it above`);
  await using disk = await aSmallDisk(4);
  const failures: Error[] = [];
  await using s3 = await startS3({
    dir: join(disk.dir, 's3'),
    buckets: [{ name: Bucket }],
    durable: true,
    onFailure: (error) => void failures.push(error),
  });
  const client = clientOf(s3.endpoint);
  await put(client, 'k', 'before');
  await disk.fill();
  for (let time = 0; time < 3; time += 1)
    await expect(put(client, 'k', 'after')).rejects.toMatchObject(internalError);
  expect(failures).toMatchObject(Array.from({ length: 3 }, () => ({ code: 'ENOSPC' })));
  expect(await contentOf(client, Bucket, 'k')).toBe('before');

  await disk.makeRoom();
  await put(client, 'k', 'after');
  expect(await contentOf(client, Bucket, 'k')).toBe('after');
});
