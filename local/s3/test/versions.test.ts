// A versioned bucket, through the SDK.

import {
  CopyObjectCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { hasVersionedBucket, openS3, refused, type S3UnderTest } from './s3-under-test.ts';

let s3: S3UnderTest;
beforeAll(async () => {
  s3 = await openS3();
});
afterAll(() => s3[Symbol.asyncDispose]());

const target = (Key: string) => ({ Bucket: s3.versionedBucket, Key });

async function put(key: string, Body: string, more = {}): Promise<string> {
  const { VersionId = '' } = await s3.client.send(new PutObjectCommand({ ...target(key), Body, ...more }));
  expect(VersionId).not.toBe('');
  return VersionId;
}

async function read(key: string, VersionId?: string): Promise<[string | undefined, string | undefined]> {
  const version = VersionId === undefined ? {} : { VersionId };
  const got = await s3.client.send(new GetObjectCommand({ ...target(key), ...version }));
  return [await got.Body?.transformToString(), got.VersionId];
}

const remove = (key: string, VersionId?: string) =>
  s3.client.send(
    new DeleteObjectCommand({ ...target(key), ...(VersionId === undefined ? {} : { VersionId }) }),
  );

describe.runIf(hasVersionedBucket)('in a versioned bucket', () => {
  it('each version can still be read by its id', async () => {
    const key = `${s3.prefix()}k`;
    const [one, two] = [await put(key, 'one'), await put(key, 'two')];
    expect(await read(key)).toEqual(['two', two]);
    expect(await read(key, one)).toEqual(['one', one]);
    expect(await read(key, two)).toEqual(['two', two]);
    const described = await s3.client.send(new HeadObjectCommand({ ...target(key), VersionId: one }));
    expect(described).toMatchObject({ VersionId: one, ContentLength: 3 });
  });

  it('a deleted object is hidden, not gone', async () => {
    const key = `${s3.prefix()}k`;
    const one = await put(key, 'one');
    const { DeleteMarker, VersionId: marker = '' } = await remove(key);
    expect(DeleteMarker).toBe(true);
    await expect(read(key)).rejects.toMatchObject(refused(404, 'NoSuchKey'));
    expect(await read(key, one)).toEqual(['one', one]);
    await expect(read(key, marker)).rejects.toMatchObject(refused(405, 'MethodNotAllowed'));
    const listed = await s3.client.send(
      new ListObjectsV2Command({ Bucket: s3.versionedBucket, Prefix: key }),
    );
    expect(listed.KeyCount).toBe(0);
  });

  it('an object is back when its delete marker is deleted', async () => {
    const key = `${s3.prefix()}k`;
    const one = await put(key, 'one');
    const { VersionId: marker = '' } = await remove(key);
    expect(await remove(key, marker)).toMatchObject({ DeleteMarker: true, VersionId: marker });
    expect(await read(key)).toEqual(['one', one]);
  });

  it('a version that is deleted by its id is gone, and the one before is the newest', async () => {
    const key = `${s3.prefix()}k`;
    const [one, two] = [await put(key, 'one'), await put(key, 'two')];
    await remove(key, two);
    expect(await read(key)).toEqual(['one', one]);
    await expect(read(key, two)).rejects.toMatchObject(refused(404, 'NoSuchVersion'));
  });

  it('a conditional write sees a deleted object as none', async () => {
    const key = `${s3.prefix()}k`;
    await put(key, 'one', { IfNoneMatch: '*' });
    const again = s3.client.send(new PutObjectCommand({ ...target(key), Body: 'two', IfNoneMatch: '*' }));
    await expect(again).rejects.toMatchObject(refused(412, 'PreconditionFailed'));
    await remove(key);
    const two = await put(key, 'two', { IfNoneMatch: '*' });
    expect(await read(key)).toEqual(['two', two]);
  });

  it('a version can be copied by its id', async () => {
    const prefix = s3.prefix();
    const one = await put(`${prefix}from`, 'one');
    await put(`${prefix}from`, 'two');
    const CopySource = `${s3.versionedBucket}/${prefix}from?versionId=${one}`;
    const done = await s3.client.send(new CopyObjectCommand({ ...target(`${prefix}to`), CopySource }));
    expect(done.CopySourceVersionId).toBe(one);
    expect(await read(`${prefix}to`)).toEqual(['one', done.VersionId]);
  });

  it('all versions are listed, the newest of each key first, by pages too', async () => {
    const prefix = s3.prefix();
    const a1 = await put(`${prefix}a`, '1');
    const { VersionId: a2 } = await remove(`${prefix}a`);
    const [b1, b2] = [await put(`${prefix}b`, '1'), await put(`${prefix}b`, '2')];
    const list = (more = {}) =>
      s3.client.send(new ListObjectVersionsCommand({ Bucket: s3.versionedBucket, Prefix: prefix, ...more }));

    const { Versions, DeleteMarkers } = await list();
    expect(Versions?.map(({ VersionId, IsLatest }) => [VersionId, IsLatest])).toEqual([
      [a1, false],
      [b2, true],
      [b1, false],
    ]);
    expect(DeleteMarkers).toMatchObject([{ Key: `${prefix}a`, VersionId: a2, IsLatest: true }]);

    const paged: (string | undefined)[] = [];
    for (let more = {}; ;) {
      const page = await list({ MaxKeys: 1, ...more });
      paged.push(
        ...[...(page.Versions ?? []), ...(page.DeleteMarkers ?? [])].map(({ VersionId }) => VersionId),
      );
      if (page.IsTruncated !== true) break;
      more = { KeyMarker: page.NextKeyMarker, VersionIdMarker: page.NextVersionIdMarker };
    }
    expect(paged).toEqual([a2, a1, b2, b1]);
  });

  it('many versions are deleted in one request', async () => {
    const key = `${s3.prefix()}k`;
    const [one, two] = [await put(key, 'one'), await put(key, 'two')];
    const Objects = [{ Key: key, VersionId: two }, { Key: key }];
    const { Deleted } = await s3.client.send(
      new DeleteObjectsCommand({ Bucket: s3.versionedBucket, Delete: { Objects } }),
    );
    expect(Deleted).toContainEqual({ Key: key, VersionId: two });
    expect(Deleted).toContainEqual(expect.objectContaining({ Key: key, DeleteMarker: true }));
    expect(await read(key, one)).toEqual(['one', one]);
    await expect(read(key)).rejects.toMatchObject(refused(404, 'NoSuchKey'));
  });
});
