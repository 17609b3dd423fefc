// Multipart uploads, through the SDK.

import { createHash, randomBytes } from 'node:crypto';
import { crc32 } from 'node:zlib';

import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
  UploadPartCommand,
  type CompletedPart,
  type CompleteMultipartUploadCommandInput,
  type CreateMultipartUploadCommandInput,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { clientOf, openS3, refused, startLocal, type S3UnderTest } from './s3-under-test.ts';

let s3: S3UnderTest;
beforeAll(async () => {
  s3 = await openS3();
});
afterAll(() => s3[Symbol.asyncDispose]());

const timeoutMs = 120_000;
const leastPart = 5 * 1024 * 1024;
const first = randomBytes(leastPart);
const last = Buffer.from('the last part may be short');
const md5 = (bytes: Buffer): Buffer => createHash('md5').update(bytes).digest();
const crc32Of = (bytes: Buffer): Buffer => {
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(bytes));
  return sum;
};
const wholeETag = `"${md5(Buffer.concat([md5(first), md5(last)])).toString('hex')}-2"`;

async function begin(more: Partial<CreateMultipartUploadCommandInput> = {}) {
  const target = { Bucket: s3.bucket, Key: `${s3.prefix()}工资/k` };
  const { UploadId } = await s3.client.send(
    new CreateMultipartUploadCommand({
      ...target,
      ChecksumAlgorithm: 'CRC32',
      ChecksumType: 'FULL_OBJECT',
      ...more,
    }),
  );
  return { ...target, UploadId };
}
type Upload = Awaited<ReturnType<typeof begin>>;

async function part(upload: Upload, PartNumber: number, Body: Buffer): Promise<CompletedPart> {
  const { ETag, ChecksumCRC32 } = await s3.client.send(
    new UploadPartCommand({ ...upload, PartNumber, Body }),
  );
  return {
    PartNumber,
    ...(ETag === undefined ? {} : { ETag }),
    ...(ChecksumCRC32 === undefined ? {} : { ChecksumCRC32 }),
  };
}

const complete = (
  upload: Upload,
  Parts: CompletedPart[],
  more: Partial<CompleteMultipartUploadCommandInput> = {},
) => s3.client.send(new CompleteMultipartUploadCommand({ ...upload, MultipartUpload: { Parts }, ...more }));

const bytesOf = async ({ Bucket, Key }: Upload): Promise<Buffer> => {
  const { Body } = await s3.client.send(new GetObjectCommand({ Bucket, Key }));
  return Buffer.from((await Body?.transformToByteArray()) ?? []);
};

describe('a multipart upload', { timeout: timeoutMs }, () => {
  it('becomes an object of its parts in their order, however they came', async () => {
    const upload = await begin({ Metadata: { job: 'j' }, ContentType: 'text/csv' });
    const parts = [await part(upload, 2, last), await part(upload, 1, first)].toReversed();
    const done = await complete(upload, parts);
    expect(done).toMatchObject({ ETag: wholeETag, Key: upload.Key, Bucket: upload.Bucket });
    expect((await bytesOf(upload)).equals(Buffer.concat([first, last]))).toBe(true);
    const { Bucket, Key } = upload;
    const described = await s3.client.send(new HeadObjectCommand({ Bucket, Key }));
    expect(described).toMatchObject({ ETag: wholeETag, Metadata: { job: 'j' }, ContentType: 'text/csv' });
    const tail = await s3.client.send(new GetObjectCommand({ Bucket, Key, Range: 'bytes=-4' }));
    expect(await tail.Body?.transformToString()).toBe('hort');
  });

  it('is not there before it is complete', async () => {
    const upload = await begin();
    await part(upload, 1, last);
    await expect(bytesOf(upload)).rejects.toMatchObject(refused(404, 'NoSuchKey'));
    await s3.client.send(new AbortMultipartUploadCommand(upload));
  });

  it('takes a part that comes again in place of the first', async () => {
    const upload = await begin();
    await part(upload, 7, first);
    await complete(upload, [await part(upload, 7, last)]);
    expect((await bytesOf(upload)).equals(last)).toBe(true);
  });

  it('leaves out parts that are not named', async () => {
    const upload = await begin();
    await part(upload, 1, first);
    await complete(upload, [await part(upload, 2, last)]);
    expect((await bytesOf(upload)).equals(last)).toBe(true);
  });

  it('is gone after an abort, and after it is complete', async () => {
    const aborted = await begin();
    const itsPart = await part(aborted, 1, last);
    await s3.client.send(new AbortMultipartUploadCommand(aborted));
    await expect(complete(aborted, [itsPart])).rejects.toMatchObject(refused(404, 'NoSuchUpload'));
    await expect(part(aborted, 2, last)).rejects.toMatchObject(refused(404, 'NoSuchUpload'));
    const completed = await begin();
    await complete(completed, [await part(completed, 1, last)]);
    await expect(part(completed, 2, last)).rejects.toMatchObject(refused(404, 'NoSuchUpload'));
  });

  it('is refused with parts out of order, unknown, or with another ETag', async () => {
    const upload = await begin();
    const [one, two] = [await part(upload, 1, first), await part(upload, 2, last)];
    await expect(complete(upload, [two, one])).rejects.toMatchObject(refused(400, 'InvalidPartOrder'));
    await expect(complete(upload, [one, { ...two, PartNumber: 3 }])).rejects.toMatchObject(
      refused(400, 'InvalidPart'),
    );
    const wrong = complete(upload, [one, { ...two, ETag: '"00000000000000000000000000000000"' }]);
    await expect(wrong).rejects.toMatchObject(refused(400, 'InvalidPart'));
    await complete(upload, [one, two]);
  });

  it('is refused with a small part that is not the last', async () => {
    const upload = await begin();
    const parts = [await part(upload, 1, last), await part(upload, 2, last)];
    await expect(complete(upload, parts)).rejects.toMatchObject(refused(400, 'EntityTooSmall'));
    await s3.client.send(new AbortMultipartUploadCommand(upload));
  });

  it('with If-None-Match does not overwrite, and can be tried again', async () => {
    const upload = await begin();
    const parts = [await part(upload, 1, last)];
    const { Bucket, Key } = upload;
    await s3.client.send(new PutObjectCommand({ Bucket, Key, Body: 'there' }));
    const guarded = complete(upload, parts, { IfNoneMatch: '*' });
    await expect(guarded).rejects.toMatchObject(refused(412, 'PreconditionFailed'));
    expect((await bytesOf(upload)).toString()).toBe('there');
    await complete(upload, parts, { IfMatch: `"${md5(Buffer.from('there')).toString('hex')}"` });
    expect((await bytesOf(upload)).equals(last)).toBe(true);
  });

  it('that was begun without a checksum takes parts with one', async () => {
    const target = { Bucket: s3.bucket, Key: `${s3.prefix()}k` };
    const { UploadId } = await s3.client.send(new CreateMultipartUploadCommand(target));
    const { ChecksumCRC32: _, ...bare } = await part({ ...target, UploadId }, 1, last);
    await complete({ ...target, UploadId }, [bare]);
    expect((await bytesOf({ ...target, UploadId })).equals(last)).toBe(true);
  });

  it('that was begun with a checksum takes no part with another', async () => {
    const upload = await begin();
    const other = new UploadPartCommand({
      ...upload,
      PartNumber: 1,
      Body: last,
      ChecksumAlgorithm: 'SHA256',
    });
    await expect(s3.client.send(other)).rejects.toMatchObject(refused(400, 'InvalidRequest'));
    await s3.client.send(new AbortMultipartUploadCommand(upload));
  });

  it('has a checksum of the whole', async () => {
    const upload = await begin();
    const done = await complete(upload, [await part(upload, 1, first), await part(upload, 2, last)]);
    expect(done.ChecksumType).toBe('FULL_OBJECT');
    const { Bucket, Key } = upload;
    const described = await s3.client.send(new HeadObjectCommand({ Bucket, Key, ChecksumMode: 'ENABLED' }));
    expect(described.ChecksumCRC32).toBe(done.ChecksumCRC32);
    // The SDK verifies the body by this checksum.
    expect((await bytesOf(upload)).equals(Buffer.concat([first, last]))).toBe(true);
  });

  it('without a type has a checksum of the checksums of its parts, which are to be named', async () => {
    const upload = await begin({ ChecksumType: undefined });
    const parts = [await part(upload, 1, first), await part(upload, 2, last)];
    const bare = parts.map(({ ETag, PartNumber }) => ({ ETag, PartNumber }));
    await expect(complete(upload, [parts[0] ?? {}, bare[1] ?? {}])).rejects.toMatchObject({
      ...refused(400, 'InvalidRequest'),
      message: expect.stringContaining('The upload was created using a crc32 checksum.'),
    });
    const swapped = parts.map((one, n) => ({ ...one, ChecksumCRC32: parts[1 - n]?.ChecksumCRC32 }));
    await expect(complete(upload, swapped)).rejects.toMatchObject(refused(400, 'InvalidPart'));
    const done = await complete(upload, parts);
    const value = `${crc32Of(Buffer.concat([crc32Of(first), crc32Of(last)])).toString('base64')}-2`;
    expect(done).toMatchObject({ ChecksumType: 'COMPOSITE', ChecksumCRC32: value });
    const { Bucket, Key } = upload;
    const described = await s3.client.send(new HeadObjectCommand({ Bucket, Key, ChecksumMode: 'ENABLED' }));
    expect(described).toMatchObject({ ChecksumType: 'COMPOSITE', ChecksumCRC32: value });
    expect((await bytesOf(upload)).equals(Buffer.concat([first, last]))).toBe(true);
  });

  it('that was begun with a checksum has it of a part that came without', async () => {
    await using local = await startLocal({ buckets: [{ name: 'plain' }] });
    const client = clientOf(local.s3.endpoint, { requestChecksumCalculation: 'WHEN_REQUIRED' });
    const target = { Bucket: 'plain', Key: 'k' };
    const { UploadId } = await client.send(
      new CreateMultipartUploadCommand({ ...target, ChecksumAlgorithm: 'CRC32' }),
    );
    const sent = new UploadPartCommand({ ...target, UploadId, PartNumber: 1, Body: last });
    const { ETag } = await client.send(sent);
    const named = { ETag, PartNumber: 1, ChecksumCRC32: crc32Of(last).toString('base64') };
    const { ChecksumType } = await client.send(
      new CompleteMultipartUploadCommand({ ...target, UploadId, MultipartUpload: { Parts: [named] } }),
    );
    expect(ChecksumType).toBe('COMPOSITE');
    client.destroy();
  });

  it('cannot name another checksum at its end than at its beginning', async () => {
    const upload = await begin();
    const one = await part(upload, 1, last);
    const { ETag, PartNumber } = one;
    const ChecksumSHA256 = createHash('sha256').update(last).digest('base64');
    const other = complete(upload, [{ ETag, PartNumber, ChecksumSHA256 }]);
    await expect(other).rejects.toMatchObject(refused(400, 'InvalidPart'));
    await complete(upload, [one]);
  });

  it.each([
    [{ ChecksumAlgorithm: 'SHA256' }, 'cannot be used with the sha256 checksum algorithm'],
    [{ ChecksumAlgorithm: undefined }, 'can only be used with the x-amz-checksum-algorithm header'],
  ] as const)('has no checksum of the whole with %j', async (more, message) => {
    await expect(begin(more)).rejects.toMatchObject({
      ...refused(400, 'InvalidRequest'),
      message: expect.stringContaining(message),
    });
  });

  it('is named by its id and its key together', async () => {
    const upload = await begin();
    const elsewhere = part({ ...upload, Key: `${upload.Key}x` }, 1, last);
    await expect(elsewhere).rejects.toMatchObject(refused(404, 'NoSuchUpload'));
    const unknown = part({ ...upload, UploadId: '../../x' }, 1, last);
    await expect(unknown).rejects.toMatchObject({ $metadata: { httpStatusCode: 404 } });
    await s3.client.send(new AbortMultipartUploadCommand(upload));
  });
});
