// Objects name people and amounts. The files of the server are for its own user, whatever the umask is.

import { mkdir, mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateMultipartUploadCommand, PutObjectCommand, UploadPartCommand } from '@aws-sdk/client-s3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { startS3 } from '../start.ts';
import { rawRequest } from './raw-http.ts';
import { clientOf } from './s3-under-test.ts';

const Bucket = 'records';
let parent: string;
let umask: number;

beforeEach(async () => {
  umask = process.umask(0);
  parent = await mkdtemp(join(tmpdir(), 'payferry-s3-'));
});
afterEach(async () => {
  process.umask(umask);
  await rm(parent, { recursive: true });
});

const rightsOf = async (path: string) => ((await stat(path)).mode & 0o777).toString(8);

/** The kinds of entries below a folder with their permissions, as `file 600`. */
async function rightsBelow(dir: string): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  for (const entry of await readdir(dir, { recursive: true, withFileTypes: true })) {
    const rights = await rightsOf(join(entry.parentPath, entry.name));
    found.add(`${entry.isDirectory() ? 'folder' : 'file'} ${rights}`);
  }
  return found;
}

describe.runIf(process.platform !== 'win32')('with a umask that leaves everything open', () => {
  it('objects, versions, uploads and their parts are for their owner alone', async () => {
    const dir = join(parent, 'home', 'store');
    await using s3 = await startS3({ dir, buckets: [{ name: Bucket, versioned: true }] });
    const client = clientOf(s3.endpoint);
    await client.send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'x' }));
    await client.send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'y' }));
    const target = { Bucket, Key: 'parts' };
    const { UploadId } = await client.send(new CreateMultipartUploadCommand(target));
    await client.send(new UploadPartCommand({ ...target, UploadId, PartNumber: 1, Body: 'z' }));

    expect(await rightsBelow(parent)).toEqual(new Set(['folder 700', 'file 600']));
    expect(await readdir(join(dir, Bucket, 'objects'))).toHaveLength(2);
  });

  it('a body that is still on its way is for its owner alone', async () => {
    const dir = join(parent, 'store');
    await using s3 = await startS3({ dir, buckets: [{ name: Bucket }] });
    const headers = { 'content-length': '100' };
    const half = rawRequest(s3.endpoint, {
      method: 'PUT',
      path: `/${Bucket}/k`,
      headers,
      body: 'half of it',
    });
    const drafts = join(dir, Bucket, 'drafts');
    let names: readonly string[] = [];
    while (names.length === 0) names = await readdir(drafts);
    expect(await rightsOf(join(drafts, names[0] ?? ''))).toBe('600');
    await s3.stop();
    await half;
  });

  it('buckets that an older server left open are closed, and a directory of somebody else stays as it is', async () => {
    const dir = join(parent, 'store');
    await mkdir(join(dir, Bucket, 'objects'), { recursive: true, mode: 0o755 });
    await using _s3 = await startS3({ dir, buckets: [{ name: Bucket }] });
    expect(await rightsOf(dir)).toBe('755');
    expect(await rightsBelow(dir)).toEqual(new Set(['folder 700']));
  });
});
