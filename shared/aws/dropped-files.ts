// Files that were dropped in a bucket, read as streams.

import { Readable } from 'node:stream';

import {
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectVersionsCommand,
  NoSuchKey,
  NotFound,
  S3ServiceException,
  type ListObjectVersionsCommandOutput,
  type S3Client,
} from '@aws-sdk/client-s3';

import { decodeKey, type ObjectRef } from './object-events.ts';

export interface DroppedFile {
  readonly etag: string;
  /** Undefined in a bucket without versions. */
  readonly version: string | undefined;
  readonly bytes: number;
  readonly lastModified: Date;
  readonly metadata: Readonly<Record<string, string>>;
  /**
   * Reads this version and no other; `replaced` if it was replaced or removed since. `span`: only these bytes of it, at least one.
   */
  readonly open: (span?: Span) => Promise<AsyncIterable<Buffer> | 'replaced'>;
}

export interface Span {
  /** From 0. */
  readonly position: number;
  readonly bytes: number;
}

export interface DroppedFiles {
  /** Undefined if the object does not exist any more. */
  find(object: ObjectRef): Promise<DroppedFile | undefined>;
}

/** A version of a file, as a list of the bucket shows it. */
export interface DroppedVersion {
  readonly key: string;
  /** Undefined in a bucket without versions. */
  readonly version: string | undefined;
  readonly etag: string;
  readonly bytes: number;
  readonly lastModified: Date;
  /** False: the key was written or removed again since. */
  readonly isNewest: boolean;
}

/** All versions in a bucket, a page at a time. */
export type ListDropped = () => AsyncIterable<readonly DroppedVersion[]>;

export function droppedVersionsIn(s3: S3Client, bucket: string): ListDropped {
  return async function* pages() {
    let KeyMarker: string | undefined;
    let VersionIdMarker: string | undefined;
    do {
      const page: ListObjectVersionsCommandOutput = await s3.send(
        // Without this encoding, a key may hold characters that XML does not allow.
        new ListObjectVersionsCommand({ Bucket: bucket, KeyMarker, VersionIdMarker, EncodingType: 'url' }),
      );
      yield (page.Versions ?? []).map(
        ({ Key = '', VersionId, ETag = '', Size = 0, LastModified, IsLatest }) => ({
          key: decodeKey(Key),
          version: VersionId === 'null' ? undefined : VersionId,
          etag: ETag,
          bytes: Size,
          lastModified: LastModified ?? new Date(0),
          isNewest: IsLatest === true,
        }),
      );
      const isLast = page.IsTruncated !== true || page.NextKeyMarker === undefined;
      KeyMarker = isLast ? undefined : decodeKey(page.NextKeyMarker ?? '');
      VersionIdMarker = page.NextVersionIdMarker;
    } while (KeyMarker !== undefined);
  };
}

export function droppedFilesIn(s3: S3Client): DroppedFiles {
  return {
    async find({ bucket, key, versionId }) {
      const at = { Bucket: bucket, Key: key, ...(versionId === undefined ? {} : { VersionId: versionId }) };
      const head = await s3.send(new HeadObjectCommand(at)).catch(absent);
      if (!head) return undefined;
      const etag = head.ETag ?? '';
      const version = versionId ?? (head.VersionId === 'null' ? undefined : head.VersionId);
      return {
        etag,
        version,
        bytes: head.ContentLength ?? 0,
        lastModified: head.LastModified ?? new Date(0),
        metadata: head.Metadata ?? {},
        open: (span) =>
          open(s3, { ...at, ...(version === undefined ? {} : { VersionId: version }) }, etag, span),
      };
    },
  };
}

async function open(
  s3: S3Client,
  at: { Bucket: string; Key: string; VersionId?: string },
  etag: string,
  span: Span | undefined,
): Promise<AsyncIterable<Buffer> | 'replaced'> {
  try {
    const { Body } = await s3.send(new GetObjectCommand({ ...at, IfMatch: etag, ...rangeOf(span) }));
    return bytesOf(Body);
  } catch (error) {
    const status = error instanceof S3ServiceException ? error.$metadata.httpStatusCode : undefined;
    if (status !== 412 && status !== 404) throw error;
    return 'replaced';
  }
}

function rangeOf(span: Span | undefined): { Range?: string } {
  return span ? { Range: `bytes=${span.position}-${span.position + span.bytes - 1}` } : {};
}

async function* bytesOf(body: unknown): AsyncGenerator<Buffer> {
  if (!(body instanceof Readable)) throw new Error('the body of the object is not a stream');
  // Nearly every chunk is a Buffer already and is not copied.
  for await (const chunk of body) yield Buffer.isBuffer(chunk) ? chunk : Buffer.from(chunk);
}

function absent(error: unknown): undefined {
  if (error instanceof NotFound || error instanceof NoSuchKey) return undefined;
  throw error;
}
