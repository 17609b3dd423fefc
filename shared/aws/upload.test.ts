import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { GetObjectCommand, HeadObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';

import { startS3 } from '../../local/s3/start.ts';
import { uploadsTo } from './upload.ts';

async function uploaded(texts: readonly string[]) {
  const dir = await mkdtemp(join(tmpdir(), 'payferry-upload-'));
  await using s3 = await startS3({ dir, buckets: [{ name: 'records' }] });
  const credentials = { accessKeyId: 'any', secretAccessKey: 'any' };
  const client = new S3Client({
    endpoint: s3.endpoint,
    credentials,
    region: 'us-east-1',
    forcePathStyle: true,
  });
  try {
    const upload = uploadsTo(client, 'records')({ key: 'k', contentType: 'text/csv' });
    for (const text of texts) await upload.write(text);
    await upload.end();
    const at = { Bucket: 'records', Key: 'k', ChecksumMode: 'ENABLED' } as const;
    const { ChecksumCRC32, ChecksumType, ContentType } = await client.send(new HeadObjectCommand(at));
    const { Body } = await client.send(new GetObjectCommand(at));
    const text = await Body?.transformToString();
    return { ChecksumCRC32, ChecksumType, ContentType, isWhole: text === texts.join('') };
  } finally {
    client.destroy();
    await rm(dir, { recursive: true });
  }
}

describe('an upload', () => {
  it('of little text is one request', async () => {
    expect(await uploaded(['a', '奖金'])).toMatchObject({
      ChecksumType: 'FULL_OBJECT',
      ContentType: 'text/csv',
      isWhole: true,
    });
  });

  it('of much text is in parts, each with the checksum that the upload named at its beginning', async () => {
    const texts = Array.from({ length: 12 }, (_, n) => String(n % 10).repeat(1_000_000));
    expect(await uploaded(texts)).toEqual({
      // The two parts of six megabytes.
      ChecksumCRC32: expect.stringMatching(/^[A-Za-z0-9+/]{6}==-2$/),
      ChecksumType: 'COMPOSITE',
      ContentType: 'text/csv',
      isWhole: true,
    });
  });
});
