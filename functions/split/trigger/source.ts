// Where a job's records come from: an object in a bucket, or a message on the intake queue. The steps after this file take
// both as a JobSource.

import { Readable } from 'node:stream';

import {
  GetObjectCommand,
  HeadObjectCommand,
  NoSuchKey,
  NotFound,
  S3ServiceException,
  type S3Client,
} from '@aws-sdk/client-s3';

import type { ObjectRef } from '../../../shared/aws/object-events.ts';
import type { Source } from '../../../shared/job/plan.ts';
import { fileSentences } from '../../../shared/words/file.ts';
import { readInboxKey } from './inbox-key.ts';
import { jobOfMessage, jobOfObject } from './job-id.ts';
import type { Given } from './options.ts';
import type { Bytes } from '../read/bytes.ts';
import type { FileName } from '../read/format.ts';
import { StopFile } from '../read/stop-file.ts';

export interface JobSource {
  readonly job: string;
  readonly source: Source;
  /** The operation as the key or the message names it; there may be no such operation. */
  readonly operation: string;
  readonly options: readonly Given[];
  readonly file: FileName;
  /** The text of a message; absent for a file. */
  readonly content?: string;
  readonly open: () => Promise<Bytes>;
}

/** Undefined where the object does not exist any more. */
export async function sourceOfObject(
  s3: S3Client,
  { bucket, key, versionId }: ObjectRef,
): Promise<JobSource | undefined> {
  const at = { Bucket: bucket, Key: key, ...(versionId === undefined ? {} : { VersionId: versionId }) };
  const head = await s3.send(new HeadObjectCommand(at)).catch(absent);
  if (!head) return undefined;

  const etag = head.ETag ?? '';
  const version = versionId ?? (head.VersionId === 'null' ? undefined : head.VersionId);
  const named = readInboxKey(key);
  const job = jobOfObject(
    { bucket, key, version: version ?? etag },
    head.LastModified ?? new Date(0),
    named.file.stem,
  );
  const metadata = Object.entries(head.Metadata ?? {}).map(([name, value]): Given => ({
    name: name.replaceAll('-', '_'),
    value,
    maybeForeign: true,
  }));
  return {
    job,
    source: {
      from: 'inbox',
      name: key.split('/').at(-1) ?? key,
      bucket,
      key,
      version_id: version,
      etag,
      bytes: head.ContentLength ?? 0,
    },
    operation: named.operation,
    options: [...named.options, ...metadata],
    file: named.file,
    open: () => openObject(s3, { ...at, ...(version === undefined ? {} : { VersionId: version }) }, etag),
  };
}

/** Reads the version that the job's id was made of, and no other: stops the file where that was replaced or removed. */
async function openObject(
  s3: S3Client,
  at: { Bucket: string; Key: string; VersionId?: string },
  etag: string,
): Promise<Bytes> {
  try {
    const { Body } = await s3.send(new GetObjectCommand({ ...at, IfMatch: etag }));
    return bytesOf(Body);
  } catch (error) {
    const status = error instanceof S3ServiceException ? error.$metadata.httpStatusCode : undefined;
    if (status !== 412 && status !== 404) throw error;
    throw new StopFile(fileSentences.replaced());
  }
}

async function* bytesOf(body: unknown): Bytes {
  if (!(body instanceof Readable)) throw new Error('the body of the object is not a stream');
  // Nearly every chunk is a Buffer already and is not copied.
  for await (const chunk of body) yield Buffer.isBuffer(chunk) ? chunk : Buffer.from(chunk);
}

function absent(error: unknown): undefined {
  if (error instanceof NotFound || error instanceof NoSuchKey) return undefined;
  throw error;
}

export interface MessageSource {
  readonly operation: string;
  readonly key: string | undefined;
  readonly options: readonly Given[];
  /** The message as JSON text, without blanks between its tokens. */
  readonly content: string;
  readonly contentSha256: string;
  readonly records: string;
}

export function sourceOfMessage({
  operation,
  key,
  options,
  content,
  contentSha256,
  records,
}: MessageSource): JobSource {
  const job = jobOfMessage(key, content);
  return {
    job,
    source: { from: 'intake', name: key ?? job, sha256: contentSha256, bytes: Buffer.byteLength(content) },
    operation,
    options,
    file: { stem: job, format: 'json', gzip: false },
    content,
    open: () => Promise.resolve(once(Buffer.from(records))),
  };
}

async function* once(text: Buffer): Bytes {
  yield text;
}
