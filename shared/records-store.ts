// The records bucket, as every function sees it. S3 is consistent: what was written is read, and a key that must be
// written once is written once (https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html).

import {
  GetObjectCommand,
  HeadObjectCommand,
  NoSuchKey,
  NotFound,
  PutObjectCommand,
  S3ServiceException,
  type S3Client,
} from '@aws-sdk/client-s3';

import type { JsonObject } from './json.ts';

export interface RecordsStore {
  /** Undefined where there is no such key. */
  read(key: string): Promise<string | undefined>;
  exists(key: string): Promise<boolean>;
  write(key: string, body: string | Buffer): Promise<void>;
  writeOnce(key: string, body: string | Buffer): Promise<'written' | 'exists'>;
}

export const json = (value: object | JsonObject) => `${JSON.stringify(value)}\n`;

export function createRecordsStore(s3: S3Client, bucket: string): RecordsStore {
  async function writeOnce(key: string, body: string | Buffer): Promise<'written' | 'exists'> {
    for (;;) {
      try {
        await s3.send(
          new PutObjectCommand({
            Bucket: bucket,
            Key: key,
            Body: body,
            IfNoneMatch: '*',
            ContentType: typeOf(key),
          }),
        );
        return 'written';
      } catch (error) {
        const status = error instanceof S3ServiceException ? error.$metadata.httpStatusCode : undefined;
        if (status === 412) return 'exists';
        // Another write of the key is under way; S3 asks to try again.
        if (status !== 409) throw error;
      }
    }
  }

  return {
    async read(key) {
      try {
        const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
        return await Body?.transformToString();
      } catch (error) {
        if (error instanceof NoSuchKey) return undefined;
        throw error;
      }
    },

    async exists(key) {
      try {
        await s3.send(new HeadObjectCommand({ Bucket: bucket, Key: key }));
        return true;
      } catch (error) {
        if (error instanceof NotFound) return false;
        throw error;
      }
    },

    async write(key, body) {
      await s3.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: body, ContentType: typeOf(key) }));
    },

    writeOnce,
  };
}

function typeOf(key: string): string {
  return key.endsWith('.ndjson') ? 'application/x-ndjson' : 'application/json';
}
