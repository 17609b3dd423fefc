// CopyObject, through the SDK.

import {
  CopyObjectCommand,
  GetObjectCommand,
  PutObjectCommand,
  type CopyObjectCommandInput,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { openS3, refused, type S3UnderTest } from './s3-under-test.ts';

let s3: S3UnderTest;
beforeAll(async () => {
  s3 = await openS3();
});
afterAll(() => s3[Symbol.asyncDispose]());

const put = (Key: string, Body: string) =>
  s3.client.send(
    new PutObjectCommand({
      Bucket: s3.bucket,
      Key,
      Body,
      ContentType: 'text/csv',
      Metadata: { of: 'source' },
    }),
  );

const copy = (from: string, Key: string, more: Partial<CopyObjectCommandInput> = {}) =>
  s3.client.send(
    new CopyObjectCommand({
      Bucket: s3.bucket,
      Key,
      CopySource: `${s3.bucket}/${encodeURIComponent(from)}`,
      ...more,
    }),
  );

async function read(Key: string) {
  const { Body, ContentType, Metadata, ETag } = await s3.client.send(
    new GetObjectCommand({ Bucket: s3.bucket, Key }),
  );
  return { text: await Body?.transformToString(), ContentType, Metadata, ETag };
}

describe('a copy', () => {
  it.each(['plain', 'a b+c%', '中文 😀/x//y'])(
    'of %j has its body and all that belongs to it',
    async (name) => {
      const prefix = s3.prefix();
      const { ETag } = await put(prefix + name, 'body');
      const { CopyObjectResult } = await copy(prefix + name, `${prefix}to`);
      expect(CopyObjectResult?.ETag).toBe(ETag);
      expect(CopyObjectResult?.LastModified).toBeInstanceOf(Date);
      const expected = { text: 'body', ContentType: 'text/csv', Metadata: { of: 'source' }, ETag };
      expect(await read(`${prefix}to`)).toEqual(expected);
      expect(await read(prefix + name)).toEqual(expected);
    },
  );

  it('has other metadata when told so, also onto itself', async () => {
    const key = `${s3.prefix()}k`;
    await put(key, 'body');
    await copy(key, key, {
      MetadataDirective: 'REPLACE',
      ContentType: 'text/plain',
      Metadata: { of: 'copy' },
    });
    expect(await read(key)).toMatchObject({
      text: 'body',
      ContentType: 'text/plain',
      Metadata: { of: 'copy' },
    });
  });

  it('onto itself that changes nothing is refused', async () => {
    const key = `${s3.prefix()}k`;
    await put(key, 'body');
    await expect(copy(key, key)).rejects.toMatchObject(refused(400, 'InvalidRequest'));
  });

  it('does not overwrite with If-None-Match', async () => {
    const prefix = s3.prefix();
    await put(`${prefix}from`, 'one');
    await put(`${prefix}to`, 'two');
    const guarded = copy(`${prefix}from`, `${prefix}to`, { IfNoneMatch: '*' });
    await expect(guarded).rejects.toMatchObject(refused(412, 'PreconditionFailed'));
    expect((await read(`${prefix}to`)).text).toBe('two');
  });

  it('of nothing is NoSuchKey', async () => {
    const prefix = s3.prefix();
    await expect(copy(`${prefix}none`, `${prefix}to`)).rejects.toMatchObject(refused(404, 'NoSuchKey'));
  });
});
