// The S3 of the conformance tests: the local server, or a real bucket named by PAYFERRY_TEST_S3_BUCKET (and
// PAYFERRY_TEST_S3_VERSIONED_BUCKET for versions). Objects are written below one prefix and removed afterwards.

import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  DeleteObjectsCommand,
  GetObjectCommand,
  paginateListObjectsV2,
  S3Client,
  type S3ClientConfig,
} from '@aws-sdk/client-s3';

import { startS3, type LocalS3, type S3Options } from '../start.ts';

/* oxlint-disable node/no-process-env -- which S3 to test is a matter of where the tests run */
const realBucket = process.env.PAYFERRY_TEST_S3_BUCKET;
const realVersionedBucket = process.env.PAYFERRY_TEST_S3_VERSIONED_BUCKET;
/* oxlint-enable node/no-process-env */

export const hasVersionedBucket = realBucket === undefined || realVersionedBucket !== undefined;

export interface S3UnderTest extends AsyncDisposable {
  readonly client: S3Client;
  readonly bucket: string;
  readonly versionedBucket: string;
  /** A new prefix at each call, so that tests do not see each other's keys. */
  prefix(): string;
}

export async function openS3(): Promise<S3UnderTest> {
  const root = `payferry-conformance/${randomUUID()}`;
  let prefixes = 0;
  const prefix = (): string => `${root}/${(prefixes += 1)}/`;
  if (realBucket === undefined) {
    const local = await startLocal({ buckets: [{ name: 'plain' }, { name: 'versioned', versioned: true }] });
    return { ...local, bucket: 'plain', versionedBucket: 'versioned', prefix };
  }
  const client = new S3Client({});
  const clean = async (): Promise<void> => {
    for await (const { Contents = [] } of paginateListObjectsV2(
      { client },
      { Bucket: realBucket, Prefix: root },
    )) {
      const Objects = Contents.map(({ Key }) => ({ Key }));
      await client.send(new DeleteObjectsCommand({ Bucket: realBucket, Delete: { Objects } }));
    }
    client.destroy();
  };
  const versionedBucket = realVersionedBucket ?? '';
  return { client, bucket: realBucket, versionedBucket, prefix, [Symbol.asyncDispose]: clean };
}

export interface LocalUnderTest extends AsyncDisposable {
  readonly client: S3Client;
  readonly s3: LocalS3;
  readonly dir: string;
}

/** The local server on a temporary folder. */
export async function startLocal(options: Omit<S3Options, 'dir'>): Promise<LocalUnderTest> {
  const dir = await mkdtemp(join(tmpdir(), 'payferry-s3-'));
  const s3 = await startS3({ dir, ...options });
  const { accessKeyId = 'any' } = options;
  const client = clientOf(s3.endpoint, { credentials: { accessKeyId, secretAccessKey: 'any' } });
  return {
    client,
    s3,
    dir,
    [Symbol.asyncDispose]: async () => {
      client.destroy();
      await s3.stop();
      await rm(dir, { recursive: true });
    },
  };
}

export function clientOf(endpoint: string, config: S3ClientConfig = {}): S3Client {
  const credentials = { accessKeyId: 'any', secretAccessKey: 'any' };
  return new S3Client({
    endpoint,
    credentials,
    region: 'us-east-1',
    forcePathStyle: true,
    maxAttempts: 1,
    ...config,
  });
}

export async function contentOf(client: S3Client, Bucket: string, Key: string): Promise<string | undefined> {
  const { Body } = await client.send(new GetObjectCommand({ Bucket, Key }));
  return Body?.transformToString();
}

/** Matches the error of a refused request. */
export const refused = (status: number, name: string) => ({ name, $metadata: { httpStatusCode: status } });
