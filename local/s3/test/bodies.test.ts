// Bodies and their checksums through the SDK: streams, concurrent readers and writers, damage on the way.

import { createHash, randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { GetObjectCommand, HeadObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { openS3, refused, type S3UnderTest } from './s3-under-test.ts';

let s3: S3UnderTest;
beforeAll(async () => {
  s3 = await openS3();
});
afterAll(() => s3[Symbol.asyncDispose]());

const timeoutMs = 180_000;
const target = (Key: string) => ({ Bucket: s3.bucket, Key });
const get = (key: string, more = {}) => s3.client.send(new GetObjectCommand({ ...target(key), ...more }));

/** Pieces of 65,549 bytes, each begun with its number. The last one has what is left. */
function* pieces(sizeBytes: number): Generator<Buffer> {
  const seed = randomBytes(64 * 1024 + 13);
  for (let left = sizeBytes, n = 0; left > 0; n += 1) {
    const piece = Buffer.from(seed.subarray(0, Math.min(left, seed.length)));
    if (piece.length >= 4) piece.writeUInt32BE(n);
    left -= piece.length;
    yield piece;
  }
}

describe('a stream', { timeout: timeoutMs }, () => {
  it.each([1, 8191, 8192, 65_549, 1_000_003, 64 * 1024 * 1024])(
    'of %i bytes goes up and down whole',
    async (sizeBytes) => {
      const key = `${s3.prefix()}k`;
      const [up, down] = [createHash('sha256'), createHash('sha256')];
      const counted = function* () {
        for (const piece of pieces(sizeBytes)) {
          up.update(piece);
          yield piece;
        }
      };
      const Body = Readable.from(counted(), { objectMode: false });
      await s3.client.send(new PutObjectCommand({ ...target(key), Body, ContentLength: sizeBytes }));

      const read = await get(key);
      expect(read.ContentLength).toBe(sizeBytes);
      expect(read.ContentEncoding).toBeUndefined();
      if (!(read.Body instanceof Readable)) throw new Error('no stream');
      for await (const piece of read.Body) down.update(piece);
      expect(down.digest('hex')).toBe(up.digest('hex'));
    },
  );

  it('keeps its own content encoding, without that of the transfer', async () => {
    const key = `${s3.prefix()}k`;
    const Body = Readable.from([Buffer.from('x')], { objectMode: false });
    await s3.client.send(
      new PutObjectCommand({ ...target(key), Body, ContentLength: 1, ContentEncoding: 'gzip' }),
    );
    expect((await get(key)).ContentEncoding).toBe('gzip');
  });
});

describe('a checksum', () => {
  // Checksums of "123456789". Those of the CRCs are published check values; Node computes the hashes.
  it.each([
    ['CRC32', 'ChecksumCRC32', Buffer.from('cbf43926', 'hex').toString('base64')],
    ['CRC32C', 'ChecksumCRC32C', Buffer.from('e3069283', 'hex').toString('base64')],
    ['SHA1', 'ChecksumSHA1', createHash('sha1').update('123456789').digest('base64')],
    ['SHA256', 'ChecksumSHA256', createHash('sha256').update('123456789').digest('base64')],
  ] as const)('%s is verified, kept, and told to those who ask', async (ChecksumAlgorithm, field, value) => {
    const key = `${s3.prefix()}k`;
    for (const Body of ['123456789', Readable.from([Buffer.from('123456789')], { objectMode: false })]) {
      const put = new PutObjectCommand({ ...target(key), Body, ContentLength: 9, ChecksumAlgorithm });
      expect((await s3.client.send(put))[field]).toBe(value);
      const asked = await s3.client.send(new HeadObjectCommand({ ...target(key), ChecksumMode: 'ENABLED' }));
      expect(asked[field]).toBe(value);
      expect(asked.ChecksumType).toBe('FULL_OBJECT');
    }
    const unasked = await s3.client.send(new HeadObjectCommand(target(key)));
    expect(unasked[field]).toBeUndefined();
  });

  it('is CRC32 when nobody chose', async () => {
    const key = `${s3.prefix()}k`;
    const { ChecksumCRC32 } = await s3.client.send(
      new PutObjectCommand({ ...target(key), Body: '123456789' }),
    );
    expect(ChecksumCRC32).toBe('y/Q5Jg==');
  });

  it.each([
    ['CRC32', { ChecksumCRC32: 'AAAAAA==' }],
    ['SHA256', { ChecksumSHA256: createHash('sha256').update('other').digest('base64') }],
    ['MD5', { ContentMD5: createHash('md5').update('other').digest('base64') }],
  ])('%s that does not fit the body leaves no object', async (_, wrong) => {
    const key = `${s3.prefix()}k`;
    const write = s3.client.send(new PutObjectCommand({ ...target(key), Body: 'body', ...wrong }));
    await expect(write).rejects.toMatchObject(refused(400, 'BadDigest'));
    await expect(get(key)).rejects.toMatchObject(refused(404, 'NoSuchKey'));
  });

  it.each([
    ['InvalidRequest', { ChecksumCRC32: 'no base64' }],
    ['InvalidDigest', { ContentMD5: 'short' }],
  ])('that is none is an %s', async (name, wrong) => {
    const write = s3.client.send(
      new PutObjectCommand({ ...target(`${s3.prefix()}k`), Body: 'body', ...wrong }),
    );
    await expect(write).rejects.toMatchObject(refused(400, name));
  });

  it('is not told with a range', async () => {
    const key = `${s3.prefix()}k`;
    await s3.client.send(new PutObjectCommand({ ...target(key), Body: '123456789' }));
    const { ChecksumCRC32, Body } = await get(key, { Range: 'bytes=0-3' });
    expect(ChecksumCRC32).toBeUndefined();
    expect(await Body?.transformToString()).toBe('1234');
  });
});

describe('at the same time', { timeout: timeoutMs }, () => {
  it('50 writers and 50 readers of one key see whole bodies only', async () => {
    const key = `${s3.prefix()}k`;
    // Each body repeats one character and has its own length. A torn body would have two characters or a wrong length.
    const bodyOf = (n: number): Buffer => Buffer.alloc(100_000 + n * 7919, 65 + (n % 50));
    const lengths = new Map(Array.from({ length: 50 }, (_, n) => [65 + n, bodyOf(n).length]));
    await s3.client.send(new PutObjectCommand({ ...target(key), Body: bodyOf(0) }));

    const write = async (n: number): Promise<void> => {
      for (const _ of [1, 2, 3, 4])
        await s3.client.send(new PutObjectCommand({ ...target(key), Body: bodyOf(n) }));
    };
    const read = async (): Promise<number[]> => {
      const seen = [];
      for (const _ of [1, 2, 3, 4]) {
        const got = await get(key);
        const body = Buffer.from((await got.Body?.transformToByteArray()) ?? []);
        const letter = body[0] ?? 0;
        expect(body.equals(Buffer.alloc(lengths.get(letter) ?? 0, letter))).toBe(true);
        expect(got.ETag).toBe(`"${createHash('md5').update(body).digest('hex')}"`);
        seen.push(letter);
      }
      return seen;
    };
    const numbers = Array.from({ length: 50 }, (_, n) => n);
    const [, seen] = await Promise.all([Promise.all(numbers.map(write)), Promise.all(numbers.map(read))]);
    expect(new Set(seen.flat()).size).toBeGreaterThan(1);
  });

  it('a read that has begun goes on over an overwrite', async () => {
    const key = `${s3.prefix()}k`;
    const body = randomBytes(8 * 1024 * 1024);
    await s3.client.send(new PutObjectCommand({ ...target(key), Body: body }));
    const { Body } = await get(key);
    await s3.client.send(new PutObjectCommand({ ...target(key), Body: 'short' }));
    expect(Buffer.from((await Body?.transformToByteArray()) ?? []).equals(body)).toBe(true);
  });
});
