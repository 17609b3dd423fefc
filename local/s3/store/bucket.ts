// A bucket: files on disk, an index in memory.
// - Each version is one file, and a sealed file never changes.
// - A reader that has a file open reads it to the end, even if the version is replaced or removed meanwhile.
// - The check of a condition and the write happen under one lock of the key.

import { randomBytes } from 'node:crypto';
import { rm, stat } from 'node:fs/promises';

import type { Refusal } from '../refusal.ts';
import { bucketFolders } from './bucket-folders.ts';
import { makePrivateFolder, syncFolder, type Disk } from './disk.ts';
import { loadVersions } from './load-versions.ts';
import { loadUploads } from './load-uploads.ts';
import { createLocks } from './locks.ts';
import { putAside, type BrokenFile, type OnBroken } from './put-aside.ts';
import { createDraft, type Draft } from './sealed-file.ts';
import { createUploads, type Uploads } from './uploads.ts';
import { createVersionFiles, type VersionFiles } from './version-files.ts';
import { createVersionIndex, type VersionIndex } from './version-index.ts';
import { idOf, type Version } from './version.ts';

export type EventName = 'ObjectCreated:Put' | 'ObjectCreated:Copy' | 'ObjectCreated:CompleteMultipartUpload';

/** Decides whether a write may replace `current`, the newest version of its key. Undefined as an answer: it may. */
export type WriteCheck = (current: Version | undefined) => Refusal | undefined;

interface Publication extends Pick<Version, 'key' | 'sizeBytes' | 'eTag' | 'headers' | 'checksum'> {
  readonly draft: Draft;
  readonly eventName: EventName;
  readonly check: WriteCheck;
  /** Epoch milliseconds. Default: now, in whole seconds. */
  readonly modifiedMs?: number;
}

export interface Bucket extends Pick<VersionIndex, 'keys' | 'versions' | 'current'> {
  readonly name: string;
  readonly createdMs: number;
  readonly uploads: Uploads;
  /** Files that were put aside when the bucket was opened. */
  readonly broken: readonly BrokenFile[];
  draft(): Promise<Draft>;
  /** Makes the draft the newest version. If it is refused, the caller discards the draft. */
  publish(publication: Publication): Promise<Version | Refusal>;
  readonly pin: VersionFiles['pin'];
  /** Adds a delete marker to a versioned bucket, and returns it. In another bucket it removes the object. */
  remove(key: string): Promise<Version | undefined>;
  removeVersion(key: string, versionId: string): Promise<Version | undefined>;
}

interface BucketOptions {
  readonly dir: string;
  readonly name: string;
  readonly versioned: boolean;
  readonly disk: Disk;
  readonly now: () => number;
  readonly onPublished: (version: Version, eventName: EventName) => void;
}

export async function openBucket(options: BucketOptions): Promise<Bucket> {
  const { name, versioned, disk, now, onPublished } = options;
  const folders = bucketFolders(options.dir, name);
  const { bucket, objects, drafts, uploads } = folders;
  await rm(drafts, { recursive: true, force: true });
  for (const folder of [bucket, objects, drafts, uploads]) await makePrivateFolder(folder);
  if (disk.durable) for (const folder of [bucket, options.dir]) await syncFolder(folder);

  const broken: BrokenFile[] = [];
  const onBroken: OnBroken = ({ file, key, name: aside }) =>
    void broken.push({ bucket: name, key, file: putAside(file, folders.broken, aside) });
  const index = createVersionIndex(loadVersions(objects, onBroken));
  const open = loadUploads(uploads, onBroken);
  const files = createVersionFiles(objects, index, disk);
  const locked = createLocks();
  let { lastSequence } = index;

  const draft = (): Promise<Draft> => createDraft(drafts, disk);
  const wholeSecondMs = (): number => Math.floor(now() / 1000) * 1000;

  function stamp(): Pick<Version, 'sequence' | 'versionId'> {
    // Microseconds since 1970, or the last sequence plus one. So it ascends also after a restart, and when the clock is
    // set back.
    lastSequence = Math.max(lastSequence + 1, now() * 1000);
    const versionId = versioned ? randomBytes(24).toString('base64url') : undefined;
    return { sequence: lastSequence, versionId };
  }

  return {
    name,
    createdMs: (await stat(bucket)).birthtimeMs,
    ...index,
    uploads: createUploads({ dir: uploads, open, createDraft: draft, now: wholeSecondMs, disk }),
    broken,
    draft,
    pin: files.pin,

    publish: ({ draft: sealed, eventName, check, modifiedMs = wholeSecondMs(), ...rest }) =>
      locked(rest.key, async () => {
        const refusal = check(index.current(rest.key));
        if (refusal) return refusal;
        const version = { ...rest, ...stamp(), modifiedMs, marker: false };
        await files.add(version, sealed, () => onPublished(version, eventName));
        return version;
      }),

    remove: (key) =>
      locked(key, async () => {
        const current = index.current(key);
        if (!versioned) {
          if (current) await files.drop(current);
          return undefined;
        }
        const empty = { sizeBytes: 0, eTag: '', headers: {}, checksum: {} };
        const marker = { key, ...stamp(), marker: true, modifiedMs: wholeSecondMs(), ...empty };
        await files.add(marker, await draft());
        return marker;
      }),

    removeVersion: (key, versionId) =>
      locked(key, async () => {
        const version = index.versions(key).find((known) => idOf(known) === versionId);
        if (version) await files.drop(version);
        return version;
      }),
  };
}
