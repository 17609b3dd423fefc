// Where a job's records come from: an object in a bucket, or a message on the intake queue. The steps after this file take
// both as a JobSource.

import type { DroppedFile, DroppedFiles, Span } from '../../../shared/aws/dropped-files.ts';
import type { ObjectRef } from '../../../shared/aws/object-events.ts';
import type { Maker } from '../../../shared/job/maker.ts';
import type { Source } from '../../../shared/job/plan.ts';
import { say } from '../../../shared/words/say.ts';
import { readInboxKey } from './inbox-key.ts';
import { jobOfMessage, jobOfObject } from '../../../shared/job/job-id.ts';
import type { Given } from './options.ts';
import type { Bytes } from '../read/bytes.ts';
import { nameIn, type FileName } from '../../../shared/job/file-name.ts';
import { StopFile } from '../read/stop-file.ts';

export interface JobSource {
  readonly job: string;
  readonly source: Source;
  /** Undefined: the event or message has no principal that S3 or SQS vouches for. */
  readonly maker: Omit<Maker, 'v'> | undefined;
  /** The operation as the key or the message names it; there may be no such operation. */
  readonly operation: string;
  readonly options: readonly Given[];
  readonly file: FileName;
  /** The text of a message; absent for a file. */
  readonly content?: string;
  /** Bytes are read from the beginning, each time anew. */
  readonly open: () => Promise<Bytes>;
  /** Some bytes of a file; undefined for a message. */
  readonly part: ((span: Span) => Promise<Bytes>) | undefined;
}

/** Undefined where the object does not exist any more. */
export async function sourceOfObject(files: DroppedFiles, object: ObjectRef): Promise<JobSource | undefined> {
  const { bucket, key } = object;
  const found = await files.find(object);
  if (!found) return undefined;

  const { etag, version, bytes } = found;
  const named = readInboxKey(key);
  const job = jobOfObject({ bucket, key, version: version ?? etag }, found.lastModified);
  const metadata = Object.entries(found.metadata).map(([name, value]): Given => ({
    name: name.replaceAll('-', '_'),
    value,
    maybeForeign: true,
  }));
  return {
    job,
    source: {
      from: 'inbox',
      name: nameIn(key),
      bucket,
      key,
      version_id: version,
      etag,
      bytes,
    },
    maker: object.writer === undefined ? undefined : { by: 's3', principal: object.writer },
    operation: named.operation,
    options: [...named.options, ...metadata],
    file: named.file,
    open: () => read(found),
    part: (span) => read(found, span),
  };
}

/** Only the version that the job's id was made of is read. */
async function read(file: DroppedFile, span?: Span): Promise<Bytes> {
  const bytes = await file.open(span);
  if (bytes === 'replaced') throw new StopFile(say('file.replaced'));
  return bytes;
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

export function sourceOfMessage(
  { operation, key, options, content, contentSha256, records }: MessageSource,
  sender: string | undefined,
): JobSource {
  const job = jobOfMessage(key, content);
  return {
    job,
    source: {
      from: 'intake',
      name: key ?? job,
      sha256: contentSha256,
      bytes: Buffer.byteLength(content),
    },
    maker: sender === undefined ? undefined : { by: 'sqs', principal: sender },
    operation,
    options,
    file: { stem: job, format: 'json', gzip: false },
    content,
    open: () => Promise.resolve(once(Buffer.from(records))),
    part: undefined,
  };
}

async function* once(text: Buffer): Bytes {
  yield text;
}
