// Makes a job's id: the same for every event and repeat of one upload or message, and readable enough to find by eye.

import { createHash } from 'node:crypto';

import { nameIn, readFileName } from './file-name.ts';

export interface ObjectId {
  readonly bucket: string;
  readonly key: string;
  /** The version in a versioned bucket; else the ETag. */
  readonly version: string;
}

export function jobOfObject(object: ObjectId, lastModified: Date): string {
  const { stem } = readFileName(nameIn(object.key));
  // Without milliseconds: a list of S3 has them, and an answer to HEAD has not.
  const time = lastModified.toISOString().replace(/[-:]|\.\d+/g, '');
  return `${time}-${slugOf(stem)}-${short([object.bucket, object.key, object.version])}`;
}

/** `key` is the publisher's own name for the job; without one the content makes the id. */
export function jobOfMessage(key: string | undefined, content: string): string {
  return `intake-${slugOf(key ?? 'message')}-${short(key === undefined ? [content] : ['job', key])}`;
}

const mostSlugChars = 40;

function slugOf(name: string): string {
  const slug = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, mostSlugChars)
    .replace(/-+$/, '');
  return slug === '' ? 'file' : slug;
}

function short(parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 16);
}
