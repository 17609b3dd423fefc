// The other ways in which the functions use a bucket: dropped files, the files of a report, the objects of a snapshot.

import type { DroppedFiles, ListDropped } from '../../../shared/aws/dropped-files.ts';
import type { BeginUpload } from '../../../shared/aws/upload.ts';
import { PlainError } from '../../../shared/errors.ts';
import type { SnapshotObjects } from '../../../functions/export/snapshot-objects.ts';
import type { Request } from '../lambda/environment.ts';
import { wholeSecond, type MemoryBucket } from './bucket.ts';

const chunkBytes = 64 * 1024;

export function droppedFilesInMemory(buckets: readonly MemoryBucket[], request: Request): DroppedFiles {
  return {
    async find({ bucket: name, key, versionId }) {
      const bucket = buckets.find((one) => one.name === name);
      const head = await request(`look for ${key}`, () => bucket?.find(key, versionId));
      if (!head) return undefined;
      const { etag, versionId: version, body, metadata, writtenMs } = head;
      return {
        etag,
        version,
        bytes: body.length,
        lastModified: new Date(wholeSecond(writtenMs)),
        metadata,
        async open(span = { position: 0, bytes: body.length }) {
          const found = await request(`open ${key}`, () => bucket?.find(key, version));
          if (found?.etag !== etag) return 'replaced';
          return chunksOf(key, found.body.subarray(span.position, span.position + span.bytes), request);
        },
      };
    },
  };
}

async function* chunksOf(key: string, body: Buffer, request: Request): AsyncGenerator<Buffer> {
  for (let at = 0; at < body.length; at += chunkBytes)
    yield await request(`read on ${key}`, () => body.subarray(at, at + chunkBytes));
}

export function listInMemory(bucket: MemoryBucket, request: Request): ListDropped {
  return async function* pages() {
    yield await request(`list ${bucket.name}`, () =>
      bucket.versions().map(({ key, versionId: version, etag, body, writtenMs, isNewest }) => ({
        key,
        version,
        etag,
        bytes: body.length,
        lastModified: new Date(writtenMs),
        isNewest,
      })),
    );
  };
}

/** An upload is one request at its end: the parts of a large one are not told apart. */
export function uploadsInto(bucket: MemoryBucket, request: Request): BeginUpload {
  return ({ key }) => {
    const texts: string[] = [];
    return {
      async write(text) {
        texts.push(text);
      },
      end: () => request(`write ${key}`, () => void bucket.put(key, Buffer.from(texts.join('')))),
      abandon: () => Promise.resolve(),
    };
  };
}

export function snapshotObjectsIn(bucket: MemoryBucket, request: Request): SnapshotObjects {
  const found = (key: string): Buffer => {
    const object = bucket.find(key);
    if (!object) throw new PlainError(`there is no ${key}`);
    return object.body;
  };
  return {
    write: (key, body) => request(`write ${key}`, () => void bucket.put(key, Buffer.from(body))),
    read: (key) => request(`read ${key}`, () => Uint8Array.from(found(key))),
    copy: (from, to) =>
      request(`copy ${to}`, () => void bucket.put(to, found(from), { by: 'ObjectCreated:Copy' })),
  };
}
