// A bucket: files on disk, an index in memory. Every version is a file of its own that never changes, so a reader
// that holds it open reads it to the end, whatever is written meanwhile.

import { randomBytes } from 'node:crypto';
import { mkdir, open, rm, stat, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';

import { Refusal } from '../refusal.ts';
import { loadVersions } from './load-versions.ts';
import { createLocks } from './locks.ts';
import { createDraft, type Draft } from './sealed-file.ts';
import { createUploads, type Uploads } from './uploads.ts';
import { createVersionIndex, type VersionIndex } from './version-index.ts';
import { fileNameOf, idOf, type Version } from './version.ts';

export type EventName = 'ObjectCreated:Put' | 'ObjectCreated:Copy' | 'ObjectCreated:CompleteMultipartUpload';

/** May this be written over what is there now? */
export type WriteCheck = (current: Version | undefined) => Refusal | undefined;

interface Publication extends Pick<Version, 'key' | 'sizeBytes' | 'eTag' | 'headers' | 'checksum'> {
  readonly draft: Draft;
  readonly eventName: EventName;
  readonly check: WriteCheck;
  /** Left out: now. */
  readonly modifiedMs?: number;
}

export interface Pinned {
  readonly version: Version;
  readonly handle: FileHandle;
}

export interface Bucket extends Pick<VersionIndex, 'keys' | 'versions' | 'current'> {
  readonly name: string;
  readonly createdMs: number;
  readonly uploads: Uploads;
  draft(): Promise<Draft>;
  /** Makes the draft the newest version; a refused draft is left to its owner. */
  publish(publication: Publication): Promise<Version | Refusal>;
  /** Opens the version that is found, and finds again when that one is replaced in between. */
  pin(find: () => Version | Refusal): Promise<Pinned | Refusal>;
  /** Hides a versioned object behind a delete marker, or removes an unversioned one. */
  remove(key: string): Promise<Version | undefined>;
  removeVersion(key: string, versionId: string): Promise<Version | undefined>;
}

interface BucketOptions {
  readonly dir: string;
  readonly name: string;
  readonly versioned: boolean;
  readonly now: () => number;
  readonly onPublished: (version: Version, eventName: EventName) => void;
}

export async function openBucket(options: BucketOptions): Promise<Bucket> {
  const { name, versioned, now, onPublished } = options;
  const dir = join(options.dir, name);
  const [objects, drafts] = [join(dir, 'objects'), join(dir, 'drafts')];
  await rm(drafts, { recursive: true, force: true });
  await mkdir(drafts, { recursive: true });
  await mkdir(objects, { recursive: true });

  const index = createVersionIndex(loadVersions(objects));
  const locked = createLocks();
  let { lastSequence } = index;

  const draft = (): Promise<Draft> => createDraft(drafts);
  const fileOf = (version: Version): string => join(objects, fileNameOf(version));
  const wholeSecondMs = (): number => Math.floor(now() / 1000) * 1000;

  function stamp(): Pick<Version, 'sequence' | 'versionId'> {
    // Microseconds, or one more than the last: ascending over restarts and a clock that is set back.
    lastSequence = Math.max(lastSequence + 1, now() * 1000);
    const versionId = versioned ? randomBytes(24).toString('base64url') : undefined;
    return { sequence: lastSequence, versionId };
  }

  async function add(version: Version, sealed: Draft, onVisible?: () => void): Promise<void> {
    await sealed.seal(version, fileOf(version));
    const replaced = index.add(version);
    onVisible?.();
    if (replaced) await rm(fileOf(replaced));
  }

  /** Out of the index first: whoever finds a file gone looks there again. */
  async function drop(version: Version | undefined): Promise<void> {
    if (!version) return;
    index.remove(version);
    await rm(fileOf(version));
  }

  return {
    name,
    createdMs: (await stat(dir)).birthtimeMs,
    ...index,
    uploads: await createUploads(join(dir, 'uploads'), draft, wholeSecondMs),
    draft,

    publish: ({ draft: sealed, eventName, check, modifiedMs = wholeSecondMs(), ...rest }) =>
      locked(rest.key, async () => {
        const refusal = check(index.current(rest.key));
        if (refusal) return refusal;
        const version = { ...rest, ...stamp(), modifiedMs, marker: false };
        await add(version, sealed, () => onPublished(version, eventName));
        return version;
      }),

    async pin(find) {
      for (;;) {
        const version = find();
        if (version instanceof Refusal) return version;
        const handle = await openIfThere(fileOf(version));
        if (handle) return { version, handle };
      }
    },

    remove: (key) =>
      locked(key, async () => {
        if (!versioned) {
          await drop(index.current(key));
          return undefined;
        }
        const empty = { sizeBytes: 0, eTag: '', headers: {}, checksum: {} };
        const marker = { key, ...stamp(), marker: true, modifiedMs: wholeSecondMs(), ...empty };
        await add(marker, await draft());
        return marker;
      }),

    removeVersion: (key, versionId) =>
      locked(key, async () => {
        const version = index.versions(key).find((each) => idOf(each) === versionId);
        await drop(version);
        return version;
      }),
  };
}

async function openIfThere(file: string): Promise<FileHandle | undefined> {
  try {
    return await open(file, 'r');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
