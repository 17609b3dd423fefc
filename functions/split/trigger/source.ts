// Where a job's records come from: an object in a bucket, or a message on the intake queue. From here on the two are
// the same.

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
import { readInboxKey } from './inbox-key.ts';
import { jobOfMessage, jobOfObject } from './job-id.ts';
import type { Given } from './options.ts';
import type { Bytes } from '../read/bytes.ts';
import type { FileName } from '../read/format.ts';
import { StopFile } from '../read/stop-file.ts';

export interface JobSource {
  readonly job: string;
  readonly source: Source;
  /** As the source names it, whether or not there is such an operation. */
  readonly operation: string;
  readonly options: readonly Given[];
  readonly file: FileName;
  /** Of a message, as text. */
  readonly content?: string;
  readonly open: () => Promise<Bytes>;
}

/** Undefined where the object is gone. */
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

/** Pinned: what is read is what the job's id was made of. */
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
    throw new StopFile(
      'the file was replaced or removed before it was read; what replaced it is a job of its own',
    );
  }
}

async function* bytesOf(body: unknown): Bytes {
  if (!(body instanceof Readable)) throw new Error('the body of the object is not a stream');
  // Not copied: nearly every chunk is a Buffer already.
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
  /** The message as JSON text, its own blanks apart. */
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
