import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { DeleteObjectCommand, GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { expect, it } from 'vitest';

import { startS3 } from '../../local/s3/start.ts';
import { guardRole } from './role-guard.ts';

const read = { sid: '', effect: 'Allow', condition: undefined, principal: undefined };
const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };

it('the guard refuses a request without a right or with an unknown condition, and hides a missing object if the role may not list', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'payferry-guard-'));
  const server = await startS3({ dir, buckets: [{ name: 'records' }] });
  try {
    await using guard = await guardRole({
      rights: [
        { ...read, actions: ['s3:GetObject'], resources: ['arn:aws:s3:::records/*'] },
        {
          ...read,
          actions: ['s3:*'],
          resources: ['*'],
          condition: { Bool: { 'aws:ViaAWSService': 'true' } },
        },
      ],
      s3: server.endpoint,
      sqs: 'http://127.0.0.1:1',
      arnOf: (name) => `arn:aws:s3:::${name}`,
    });
    const s3 = new S3Client({ endpoint: guard.s3, region: 'us-east-1', forcePathStyle: true, credentials });
    const absent = { Bucket: 'records', Key: 'not-there' };
    await expect(s3.send(new GetObjectCommand(absent))).rejects.toMatchObject({ name: 'AccessDenied' });
    await expect(s3.send(new DeleteObjectCommand(absent))).rejects.toMatchObject({ name: 'AccessDenied' });
    expect([...guard.denied]).toEqual([
      's3:ListBucket arn:aws:s3:::records',
      's3:DeleteObject arn:aws:s3:::records/not-there',
    ]);
  } finally {
    await server.stop();
    await rm(dir, { recursive: true });
  }
});
