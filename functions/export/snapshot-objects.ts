// Writes, reads and copies the objects of a run as bytes.

import { CopyObjectCommand, GetObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';

import { PlainError } from '../../shared/errors.ts';

export interface SnapshotObjects {
  write(key: string, body: Uint8Array): Promise<void>;
  read(key: string): Promise<Uint8Array>;
  /** S3 copies up to 5 GB in one request, and a part is far smaller. */
  copy(from: string, to: string): Promise<void>;
}

export function createSnapshotObjects(s3: S3Client, bucket: string): SnapshotObjects {
  return {
    async write(key, body) {
      const put = { Bucket: bucket, Key: key, Body: body, ContentType: typeOf(key) };
      await s3.send(new PutObjectCommand(put));
    },
    async read(key) {
      const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
      if (!Body) throw new PlainError(`${key} came without a body`);
      return Body.transformToByteArray();
    },
    async copy(from, to) {
      const source = [bucket, ...from.split('/')].map(encodeURIComponent).join('/');
      await s3.send(new CopyObjectCommand({ Bucket: bucket, Key: to, CopySource: source }));
    },
  };
}

function typeOf(key: string): string {
  return key.endsWith('.gz') ? 'application/gzip' : 'application/vnd.apache.parquet';
}
