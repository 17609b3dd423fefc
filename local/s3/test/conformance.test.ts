// Single objects through the SDK. The local server and a real bucket must pass the same tests.

import { createHash } from 'node:crypto';
import {
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListBucketsCommand,
  ListObjectsV2Command,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { openS3, refused, type S3UnderTest } from './s3-under-test.ts';

let s3: S3UnderTest;
beforeAll(async () => {
  s3 = await openS3();
});
afterAll(() => s3[Symbol.asyncDispose]());

const md5 = (text: string): string => `"${createHash('md5').update(text).digest('hex')}"`;

const put = (Key: string, Body: string, more = {}) =>
  s3.client.send(new PutObjectCommand({ Bucket: s3.bucket, Key, Body, ...more }));
const get = (Key: string, more = {}) =>
  s3.client.send(new GetObjectCommand({ Bucket: s3.bucket, Key, ...more }));
const head = (Key: string, more = {}) =>
  s3.client.send(new HeadObjectCommand({ Bucket: s3.bucket, Key, ...more }));
const textOf = async (Key: string, more = {}) => (await get(Key, more)).Body?.transformToString();

describe('an object', () => {
  it('comes back as it was written, with its ETag, size, time and headers', async () => {
    const key = `${s3.prefix()}a.txt`;
    const beforeMs = Date.now();
    const written = await put(key, 'hello', {
      ContentType: 'text/plain; charset=utf-8',
      ContentEncoding: 'gzip',
      CacheControl: 'no-store',
      ContentDisposition: 'attachment; filename="a.txt"',
      ContentLanguage: 'zh',
      Metadata: { operation: 'lump_sum_payment.batch_create', dry_run: 'true' },
      ServerSideEncryption: 'AES256',
    });
    expect(written).toMatchObject({ ETag: md5('hello'), ServerSideEncryption: 'AES256' });
    expect(written.VersionId).toBeUndefined();

    const expected = {
      ETag: md5('hello'),
      ContentLength: 5,
      ContentType: 'text/plain; charset=utf-8',
      ContentEncoding: 'gzip',
      CacheControl: 'no-store',
      ContentDisposition: 'attachment; filename="a.txt"',
      ContentLanguage: 'zh',
      Metadata: { operation: 'lump_sum_payment.batch_create', dry_run: 'true' },
      ServerSideEncryption: 'AES256',
      AcceptRanges: 'bytes',
    };
    const read = await get(key);
    expect(read).toMatchObject(expected);
    expect(await read.Body?.transformToString()).toBe('hello');
    const described = await head(key);
    expect(described).toMatchObject(expected);
    expect(described.LastModified).toEqual(read.LastModified);
    const modifiedMs = described.LastModified?.getTime() ?? 0;
    expect(modifiedMs % 1000).toBe(0);
    expect(Math.abs(modifiedMs - beforeMs)).toBeLessThan(10_000);
  });

  it('may be empty', async () => {
    const key = `${s3.prefix()}empty`;
    await put(key, '');
    expect(await textOf(key)).toBe('');
    expect((await head(key)).ContentLength).toBe(0);
  });

  it('is what was written last', async () => {
    const key = `${s3.prefix()}k`;
    await put(key, 'first, and longer', { Metadata: { old: '1' } });
    await put(key, 'second');
    expect(await textOf(key)).toBe('second');
    expect((await head(key)).Metadata).toEqual({});
  });

  it.each([
    'with space',
    'plus+and%25percent%',
    'a//b///c',
    '../../../etc/passwd',
    './x/../y',
    '中文/工资 表.csv',
    '😀-🧾.ndjson',
    'q?a=b&c#frag',
    'colon:semi;quote"apos\'<tag>&amp;',
    'name=value/back\\slash',
    'trailing/',
    '~tilde!*()',
    '__proto__',
    'x'.repeat(900),
  ])('may have the key %j', async (name) => {
    const key = `${s3.prefix()}${name}`;
    await put(key, name);
    expect(await textOf(key)).toBe(name);
    const listed = await s3.client.send(new ListObjectsV2Command({ Bucket: s3.bucket, Prefix: key }));
    expect(listed.Contents?.map(({ Key }) => Key)).toEqual([key]);
    await s3.client.send(new DeleteObjectCommand({ Bucket: s3.bucket, Key: key }));
    await expect(get(key)).rejects.toMatchObject(refused(404, 'NoSuchKey'));
  });

  it('cannot have a key of more than 1,024 bytes', async () => {
    const base = s3.prefix();
    const longest = base + '中'.repeat(Math.floor((1024 - base.length) / 3));
    await put(longest, 'fits');
    expect(await textOf(longest)).toBe('fits');
    await expect(put(`${longest}中`, '')).rejects.toMatchObject(refused(400, 'KeyTooLongError'));
  });

  it('cannot have more than 2 KB of metadata', async () => {
    const key = `${s3.prefix()}k`;
    await put(key, '', { Metadata: { a: 'x'.repeat(2047) } });
    const more = put(key, '', { Metadata: { a: 'x'.repeat(2048) } });
    await expect(more).rejects.toMatchObject(refused(400, 'MetadataTooLarge'));
  });

  it('that is not there is NoSuchKey, and NotFound without a body', async () => {
    const key = `${s3.prefix()}none`;
    await expect(get(key)).rejects.toMatchObject(refused(404, 'NoSuchKey'));
    await expect(head(key)).rejects.toMatchObject(refused(404, 'NotFound'));
  });

  it('can be deleted twice', async () => {
    const key = `${s3.prefix()}k`;
    await put(key, 'x');
    for (const _ of [1, 2]) {
      const deleted = await s3.client.send(new DeleteObjectCommand({ Bucket: s3.bucket, Key: key }));
      expect(deleted.$metadata.httpStatusCode).toBe(204);
    }
    await expect(head(key)).rejects.toMatchObject(refused(404, 'NotFound'));
  });
});

describe('many objects', () => {
  it('are deleted in one request, those that are not there too', async () => {
    const prefix = s3.prefix();
    const keys = ['a', 'b & <c>', '中 😀'].map((name) => prefix + name);
    for (const key of keys) await put(key, 'x');
    const Objects = [...keys, `${prefix}none`].map((Key) => ({ Key }));
    const done = await s3.client.send(new DeleteObjectsCommand({ Bucket: s3.bucket, Delete: { Objects } }));
    expect(done.Deleted?.map(({ Key }) => Key).toSorted()).toEqual(Objects.map(({ Key }) => Key).toSorted());
    expect(done.Errors ?? []).toEqual([]);
    const left = await s3.client.send(new ListObjectsV2Command({ Bucket: s3.bucket, Prefix: prefix }));
    expect(left.KeyCount).toBe(0);
  });

  it('are deleted without a word when asked to', async () => {
    const Objects = [{ Key: `${s3.prefix()}none` }];
    const done = await s3.client.send(
      new DeleteObjectsCommand({ Bucket: s3.bucket, Delete: { Objects, Quiet: true } }),
    );
    expect(done.Deleted ?? []).toEqual([]);
  });

  it('cannot be more than 1,000', async () => {
    const Objects = Array.from({ length: 1001 }, (_, n) => ({ Key: `none-${n}` }));
    const asked = s3.client.send(new DeleteObjectsCommand({ Bucket: s3.bucket, Delete: { Objects } }));
    await expect(asked).rejects.toMatchObject(refused(400, 'MalformedXML'));
  });
});

describe('a conditional write', () => {
  it('with If-None-Match takes place once', async () => {
    const key = `${s3.prefix()}plan.json`;
    await put(key, 'first', { IfNoneMatch: '*' });
    await expect(put(key, 'second', { IfNoneMatch: '*' })).rejects.toMatchObject(
      refused(412, 'PreconditionFailed'),
    );
    expect(await textOf(key)).toBe('first');
  });

  it('with If-None-Match takes place again after a delete', async () => {
    const key = `${s3.prefix()}k`;
    await put(key, 'first', { IfNoneMatch: '*' });
    await s3.client.send(new DeleteObjectCommand({ Bucket: s3.bucket, Key: key }));
    await put(key, 'second', { IfNoneMatch: '*' });
    expect(await textOf(key)).toBe('second');
  });

  it('with If-Match takes place over that version only', async () => {
    const key = `${s3.prefix()}call-book.json`;
    const { ETag } = await put(key, 'one');
    await put(key, 'two', { IfMatch: ETag });
    await expect(put(key, 'three', { IfMatch: ETag })).rejects.toMatchObject(
      refused(412, 'PreconditionFailed'),
    );
    expect(await textOf(key)).toBe('two');
  });

  it('with If-Match over nothing is NoSuchKey', async () => {
    const write = put(`${s3.prefix()}none`, 'x', { IfMatch: md5('x') });
    await expect(write).rejects.toMatchObject(refused(404, 'NoSuchKey'));
  });

  it('is won by exactly one of many', async () => {
    const key = `${s3.prefix()}k`;
    const writes = await Promise.allSettled(
      Array.from({ length: 20 }, (_, n) => put(key, String(n), { IfNoneMatch: '*' })),
    );
    const winners = writes.flatMap(({ status }, n) => (status === 'fulfilled' ? [String(n)] : []));
    expect(winners).toEqual([await textOf(key)]);
  });
});

describe('a conditional read', () => {
  const past = new Date(Date.now() - 86_400_000);
  const soon = new Date(Date.now() + 86_400_000);
  const other = md5('other');

  it.each([
    ['If-Match holds', () => ({ IfMatch: md5('x') }), 200],
    ['If-Match does not', () => ({ IfMatch: other }), 412],
    ['If-None-Match holds', () => ({ IfNoneMatch: other }), 200],
    ['If-None-Match does not', () => ({ IfNoneMatch: md5('x') }), 304],
    ['it is modified since', () => ({ IfModifiedSince: past }), 200],
    ['it is unmodified since', () => ({ IfUnmodifiedSince: past }), 412],
    ['the ETag holds and the date does not', () => ({ IfMatch: md5('x'), IfUnmodifiedSince: past }), 200],
    ['neither ETag nor date changed', () => ({ IfNoneMatch: md5('x'), IfModifiedSince: past }), 304],
    ['it is unmodified until a later time', () => ({ IfUnmodifiedSince: soon }), 200],
  ])('when %s', async (_, condition, status) => {
    const key = `${s3.prefix()}k`;
    await put(key, 'x');
    for (const read of [get, head]) {
      const got = await read(key, condition()).then(
        ({ $metadata }) => $metadata.httpStatusCode,
        (error: { $metadata?: { httpStatusCode?: number } }) => error.$metadata?.httpStatusCode,
      );
      expect(got).toBe(status);
    }
  });
});

describe('a range', () => {
  it.each([
    ['bytes=0-0', '0', 'bytes 0-0/10'],
    ['bytes=2-4', '234', 'bytes 2-4/10'],
    ['bytes=7-', '789', 'bytes 7-9/10'],
    ['bytes=7-99', '789', 'bytes 7-9/10'],
    ['bytes=-3', '789', 'bytes 7-9/10'],
    ['bytes=-99', '0123456789', 'bytes 0-9/10'],
  ])('%s is answered with its bytes', async (Range, text, contentRange) => {
    const key = `${s3.prefix()}k`;
    await put(key, '0123456789');
    const read = await get(key, { Range });
    expect(read.$metadata.httpStatusCode).toBe(206);
    expect(read).toMatchObject({ ContentRange: contentRange, ContentLength: text.length });
    expect(await read.Body?.transformToString()).toBe(text);
  });

  it.each(['bytes=10-', 'bytes=10-12', 'bytes=-0'])('%s of ten bytes cannot be satisfied', async (Range) => {
    const key = `${s3.prefix()}k`;
    await put(key, '0123456789');
    await expect(get(key, { Range })).rejects.toMatchObject(refused(416, 'InvalidRange'));
  });

  it.each(['bytes=5-3', 'lines=1-2', 'bytes=a-b'])('%s is none, and the whole is answered', async (Range) => {
    const key = `${s3.prefix()}k`;
    await put(key, '0123456789');
    expect(await textOf(key, { Range })).toBe('0123456789');
  });

  it('of an empty object cannot be satisfied', async () => {
    const key = `${s3.prefix()}k`;
    await put(key, '');
    await expect(get(key, { Range: 'bytes=0-' })).rejects.toMatchObject(refused(416, 'InvalidRange'));
  });
});

describe('a bucket', () => {
  it('is there, or is not', async () => {
    const there = await s3.client.send(new HeadBucketCommand({ Bucket: s3.bucket }));
    expect(there.$metadata.httpStatusCode).toBe(200);
    const none = `payferry-${Date.now()}-none`;
    await expect(s3.client.send(new HeadBucketCommand({ Bucket: none }))).rejects.toMatchObject(
      refused(404, 'NotFound'),
    );
    const read = s3.client.send(new GetObjectCommand({ Bucket: none, Key: 'k' }));
    await expect(read).rejects.toMatchObject(refused(404, 'NoSuchBucket'));
  });

  it('is in the list of buckets', async () => {
    const { Buckets = [] } = await s3.client.send(new ListBucketsCommand({}));
    expect(Buckets.map(({ Name }) => Name)).toContain(s3.bucket);
    expect(Buckets.every(({ CreationDate }) => CreationDate instanceof Date)).toBe(true);
  });
});
