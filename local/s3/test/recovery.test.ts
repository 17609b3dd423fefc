// A folder whose server was killed, or whose machine lost power, opens again. Answered objects are there, and
// damaged files are put aside and named in `broken`.

import { fork } from 'node:child_process';
import { once } from 'node:events';
import {
  copyFile,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  truncate,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  UploadPartCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { startS3, type BrokenFile } from '../start.ts';
import { rawRequest } from './raw-http.ts';
import { clientOf, contentOf, refused } from './s3-under-test.ts';

const Bucket = 'records';
let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'payferry-s3-'));
});
afterEach(() => rm(dir, { recursive: true }));

const folder = (name: string) => join(dir, Bucket, name);
const put = (client: S3Client, Key: string, Body: string) =>
  client.send(new PutObjectCommand({ Bucket, Key, Body }));

async function keysOf(client: S3Client): Promise<readonly (string | undefined)[]> {
  const { Contents = [] } = await client.send(new ListObjectsV2Command({ Bucket }));
  return Contents.map(({ Key }) => Key);
}

/** Runs `act` with a server on the folder, then stops it. */
async function live<Result>(
  act: (client: S3Client, broken: readonly BrokenFile[]) => Promise<Result>,
  versioned = false,
): Promise<Result> {
  await using s3 = await startS3({ dir, buckets: [{ name: Bucket, versioned }] });
  const client = clientOf(s3.endpoint);
  try {
    return await act(client, s3.broken);
  } finally {
    client.destroy();
  }
}

describe('a kill', () => {
  it('in the middle of bodies and parts leaves what was answered, and nothing else', async () => {
    const child = fork(fileURLToPath(new URL('served-until-killed.ts', import.meta.url)), [dir, Bucket]);
    const [said]: unknown[] = await once(child, 'message');
    const endpoint = String(said);
    const client = clientOf(endpoint);
    await put(client, 'k', 'answered');
    const target = { Bucket, Key: 'parts' };
    const { UploadId = '' } = await client.send(new CreateMultipartUploadCommand(target));
    const { ETag = '' } = await client.send(
      new UploadPartCommand({ ...target, UploadId, PartNumber: 1, Body: 'answered too' }),
    );
    const half = (path: string) =>
      rawRequest(endpoint, {
        method: 'PUT',
        path,
        headers: { 'content-length': '9999' },
        body: 'half of it',
      });
    const ways = [`/${Bucket}/k`, `/${Bucket}/new`, `/${Bucket}/parts?partNumber=2&uploadId=${UploadId}`];
    const halves = ways.map(half);
    while ((await readdir(folder('drafts'))).length < ways.length) await contentOf(client, Bucket, 'k');
    child.kill('SIGKILL');
    await Promise.all([once(child, 'exit'), ...halves]);
    client.destroy();
    expect(await readdir(folder('drafts'))).toHaveLength(ways.length);

    await live(async (after, broken) => {
      expect(broken).toEqual([]);
      expect(await readdir(folder('drafts'))).toEqual([]);
      expect(await keysOf(after)).toEqual(['k']);
      expect(await contentOf(after, Bucket, 'k')).toBe('answered');
      const MultipartUpload = { Parts: [{ PartNumber: 1, ETag }] };
      await after.send(new CompleteMultipartUploadCommand({ ...target, UploadId, MultipartUpload }));
      expect(await contentOf(after, Bucket, 'parts')).toBe('answered too');
    });
  });

  it('between an overwrite and the removal of what it replaced leaves the newer one alone', async () => {
    await live((client) => put(client, 'k', 'older'));
    const [name = ''] = await readdir(folder('objects'));
    const kept = join(dir, 'kept');
    await copyFile(join(folder('objects'), name), kept);
    await live((client) => put(client, 'k', 'newer'));
    await rename(kept, join(folder('objects'), name));
    await live(async (client, broken) => {
      expect(await contentOf(client, Bucket, 'k')).toBe('newer');
      expect(broken).toEqual([]);
      expect(await readdir(folder('objects'))).toHaveLength(1);
    });
  });

  it('while an upload was begun or taken away leaves nothing of it', async () => {
    await live((client) => put(client, 'k', 'x'));
    await mkdir(join(folder('uploads'), 'begun'));
    await mkdir(join(folder('uploads'), 'dropped'));
    await writeFile(join(folder('uploads'), 'dropped', '1'), 'a part');
    await live(async (client, broken) => {
      expect(broken).toEqual([]);
      expect(await readdir(folder('uploads'))).toEqual([]);
      expect(await contentOf(client, Bucket, 'k')).toBe('x');
    });
  });
});

describe('a loss of power', () => {
  it('that cut an object off at any byte does not keep the others from being read', async () => {
    await live(async (client) => {
      await put(client, 'whole', 'whole');
      await put(client, 'cut/off', 'cut off');
    });
    const [name = ''] = (await filesWith('cut/off')).map((file) => basename(file));
    const file = join(folder('objects'), name);
    const bytes = await readFile(file);
    // Tries every length that ends within the last 40 bytes, and every ninth of the others.
    const seldom = bytes.length - 40;
    const lengths = [...bytes.keys()].filter((length) => length % 9 === 0 || length > seldom);
    let times = 0;
    for (const length of lengths) {
      times += 1;
      await writeFile(file, bytes.subarray(0, length));
      await live(async (client, broken) => {
        expect(broken, `${length} bytes`).toMatchObject([{ bucket: Bucket }]);
        expect((await stat(broken[0]?.file ?? '')).size).toBe(length);
        expect(await readdir(folder('objects'))).toHaveLength(1);
        if (length % 10 > 0) return;
        expect(await keysOf(client)).toEqual(['whole']);
        expect(await contentOf(client, Bucket, 'whole')).toBe('whole');
        await expect(contentOf(client, Bucket, 'cut/off')).rejects.toMatchObject(refused(404, 'NoSuchKey'));
      });
    }
    // Every file is kept beside the objects, and reported once.
    expect(await readdir(folder('broken'))).toHaveLength(times);
    expect(((await stat(folder('broken'))).mode & 0o777).toString(8)).toBe('700');
    await live((client, broken) => {
      expect(broken).toEqual([]);
      return put(client, 'cut/off', 'written again');
    });
    expect(await live((client) => contentOf(client, Bucket, 'cut/off'))).toBe('written again');
  });

  it('that took bytes out of the middle of a body is told with the key', async () => {
    await live((client) => put(client, 'a/key', 'x'.repeat(10_000)));
    const [file = ''] = await filesWith('a/key');
    const bytes = await readFile(file);
    await writeFile(file, bytes.subarray(5000));
    await live(async (_, broken) => {
      expect(broken).toEqual([
        { bucket: Bucket, key: 'a/key', file: join(folder('broken'), basename(file)) },
      ]);
    });
  });

  it('that emptied the newest version leaves the one before, and tells the key', async () => {
    const versioned = true;
    await live((client) => put(client, 'a/key', 'older'), versioned);
    const before = new Set(await readdir(folder('objects')));
    await live((client) => put(client, 'a/key', 'newer'), versioned);
    const newer = (await readdir(folder('objects'))).find((name) => !before.has(name)) ?? '';
    await truncate(join(folder('objects'), newer));
    await live(async (client, broken) => {
      expect(broken).toEqual([{ bucket: Bucket, key: 'a/key', file: join(folder('broken'), newer) }]);
      expect(await contentOf(client, Bucket, 'a/key')).toBe('older');
      await put(client, 'a/key', 'newest');
      expect(await contentOf(client, Bucket, 'a/key')).toBe('newest');
    }, versioned);
  });

  it('that left other bytes under the name of an object puts them aside, whatever they are', async () => {
    await live((client) => put(client, 'whole', 'whole'));
    const [own = ''] = await filesWith('whole');
    const strange = [
      '',
      '0',
      'no object of this server',
      '\0'.repeat(5000),
      `{}\0\0\0\u0002`,
      `[1]\0\0\0\u0003`,
    ];
    for (const [number, bytes] of strange.entries())
      await writeFile(join(folder('objects'), `${number}.0000000000000000`), bytes, 'latin1');
    await writeFile(join(folder('objects'), 'huge'), Buffer.from('ffffffff', 'hex'));
    await mkdir(join(folder('objects'), 'folder'));
    // A whole object under the file name of another one: it must not be found under its own key.
    await copyFile(own, join(folder('objects'), `${'0'.repeat(64)}.0000000000000000`));
    await live(async (client, broken) => {
      expect(broken).toHaveLength(strange.length + 3);
      expect(await contentOf(client, Bucket, 'whole')).toBe('whole');
    });
  });

  it('that emptied a part keeps the rest of its upload, and the part can come again', async () => {
    const target = { Bucket, Key: 'parts' };
    const UploadId = await live(async (client) => {
      const begun = await client.send(new CreateMultipartUploadCommand(target));
      const upload = { ...target, UploadId: begun.UploadId };
      await client.send(new UploadPartCommand({ ...upload, PartNumber: 1, Body: 'one' }));
      return begun.UploadId ?? '';
    });
    await truncate(join(folder('uploads'), UploadId, '1'));
    await live(async (client, broken) => {
      expect(broken).toEqual([
        { bucket: Bucket, key: 'parts', file: join(folder('broken'), `${UploadId}.1`) },
      ]);
      const again = new UploadPartCommand({ ...target, UploadId, PartNumber: 1, Body: 'again' });
      const { ETag = '' } = await client.send(again);
      const MultipartUpload = { Parts: [{ PartNumber: 1, ETag }] };
      await client.send(new CompleteMultipartUploadCommand({ ...target, UploadId, MultipartUpload }));
      expect(await contentOf(client, Bucket, 'parts')).toBe('again');
    });
  });

  it('that emptied what is known of an upload puts the upload aside', async () => {
    const { UploadId = '' } = await live((client) =>
      client.send(new CreateMultipartUploadCommand({ Bucket, Key: 'parts' })),
    );
    await truncate(join(folder('uploads'), UploadId, 'upload'));
    await live(async (client, broken) => {
      expect(broken).toEqual([{ bucket: Bucket, key: undefined, file: join(folder('broken'), UploadId) }]);
      const get = client.send(new GetObjectCommand({ Bucket, Key: 'parts' }));
      await expect(get).rejects.toMatchObject(refused(404, 'NoSuchKey'));
    });
  });

  /** Paths of the files whose description names the key. */
  async function filesWith(key: string): Promise<readonly string[]> {
    const files = (await readdir(folder('objects'))).map((name) => join(folder('objects'), name));
    const bodies = await Promise.all(files.map((file) => readFile(file, 'latin1')));
    return files.filter((_, number) => bodies[number]?.includes(`"key":"${key}"`) === true);
  }
});
