// The records bucket: objects that are read and written whole. S3 is consistent: a read sees the last write, and of two writes
// under the same condition at most one succeeds (https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html).

import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  NoSuchKey,
  NotFound,
  PutObjectCommand,
  S3ServiceException,
  type S3Client,
} from '@aws-sdk/client-s3';

import { systemClock, type Clock } from '../clock.ts';
import { PlainError } from '../errors.ts';
import { signWithKnownHash } from './fast-signature.ts';

export interface RecordsStore {
  /** Undefined if there is no such key. */
  read(key: string): Promise<string | undefined>;
  exists(key: string): Promise<boolean>;
  /** `sha256`: the hash of the body, if the caller knows it. S3 then refuses a body with another hash. */
  write(key: string, body: string | Buffer, sha256?: Buffer): Promise<void>;
  writeOnce(key: string, body: string | Buffer): Promise<'written' | 'exists'>;
  /** Reads the object with its ETag, which `replace` takes. Undefined if there is no such key. */
  readTagged(key: string): Promise<Tagged | undefined>;
  /**
   * Writes only over the version with this tag, or only where there is no object if the tag is undefined. Answers with the new
   * tag, or with undefined if it has not written, because the object was written or removed meanwhile.
   */
  replace(key: string, body: string, tag: string | undefined): Promise<string | undefined>;
  /** All keys that begin with `prefix`, in the order of their UTF-8 bytes, a page at a time. */
  list(prefix: string): AsyncIterable<readonly string[]>;
  /** Epoch milliseconds at which the folder's objects were written, by key: the first thousand, without those in folders below it. */
  timesIn(folder: string): Promise<ReadonlyMap<string, number>>;
  /** It is no error if there is no such key. */
  remove(key: string): Promise<void>;
}

export interface Tagged {
  readonly text: string;
  readonly tag: string;
}

/**
 * S3 answers 409 while another write of the key is under way. A write is tried so often, with pauses of 3 to 6 s in all. They are
 * scattered, so that two writers do not meet again at each try.
 */
const mostTries = 8;
const firstPauseMs = 50;

export function createRecordsStore(
  s3: S3Client,
  bucket: string,
  clock: Clock = systemClock,
  random: () => number = Math.random,
): RecordsStore {
  /** Answers with the new tag, or with undefined if the condition does not hold. */
  async function writeIf(
    key: string,
    body: string | Buffer,
    condition: { IfNoneMatch: '*' } | { IfMatch: string },
  ) {
    for (let tried = 0; tried < mostTries; tried += 1) {
      if (tried > 0) await clock.sleep(firstPauseMs * 2 ** (tried - 1) * (0.5 + random() / 2));
      try {
        const put = { Bucket: bucket, Key: key, Body: body, ContentType: typeOf(key), ...condition };
        const { ETag = '' } = await s3.send(new PutObjectCommand(put));
        return ETag;
      } catch (error) {
        const status = error instanceof S3ServiceException ? error.$metadata.httpStatusCode : undefined;
        if (status === 412 || status === 404) return undefined;
        if (status !== 409) throw error;
      }
    }
    throw new PlainError(`S3 took no write of ${key} in ${mostTries} tries: others wrote it all the time`);
  }

  async function readTagged(key: string): Promise<Tagged | undefined> {
    try {
      const { Body, ETag = '' } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
      return { text: (await Body?.transformToString()) ?? '', tag: ETag };
    } catch (error) {
      if (error instanceof NoSuchKey) return undefined;
      throw error;
    }
  }

  return {
    readTagged,
    read: async (key) => (await readTagged(key))?.text,

    async exists(key) {
      try {
        await s3.send(new HeadObjectCommand({ Bucket: bucket, Key: key }));
        return true;
      } catch (error) {
        if (error instanceof NotFound) return false;
        throw error;
      }
    },

    async write(key, body, sha256) {
      const put = { Bucket: bucket, Key: key, Body: body, ContentType: typeOf(key) };
      const command = new PutObjectCommand({ ...put, ChecksumSHA256: sha256?.toString('base64') });
      if (sha256) signWithKnownHash(command, sha256);
      await s3.send(command);
    },

    writeOnce: async (key, body) =>
      (await writeIf(key, body, { IfNoneMatch: '*' })) === undefined ? 'exists' : 'written',

    replace: (key, body, tag) =>
      writeIf(key, body, tag === undefined ? { IfNoneMatch: '*' } : { IfMatch: tag }),

    async *list(prefix) {
      let token: string | undefined;
      do {
        const page = await s3.send(
          new ListObjectsV2Command({ Bucket: bucket, Prefix: prefix, ContinuationToken: token }),
        );
        yield (page.Contents ?? []).flatMap(({ Key }) => Key ?? []);
        token = page.IsTruncated ? page.NextContinuationToken : undefined;
      } while (token !== undefined);
    },

    async timesIn(Prefix) {
      const list = new ListObjectsV2Command({ Bucket: bucket, Prefix, Delimiter: '/' });
      const { Contents = [] } = await s3.send(list);
      return new Map(Contents.map(({ Key = '', LastModified }) => [Key, LastModified?.getTime() ?? 0]));
    },

    async remove(key) {
      await s3.send(new DeleteObjectCommand({ Bucket: bucket, Key: key }));
    },
  };
}

function typeOf(key: string): string {
  return key.endsWith('.ndjson') ? 'application/x-ndjson' : 'application/json';
}
