// The files of a bucket's versions, and their index in memory. If the file system fails to add or remove a version, the
// index is as before.

import { open, rm, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';

import { Refusal } from '../refusal.ts';
import { clearAway, isMissing, type Disk } from './disk.ts';
import type { Draft } from './sealed-file.ts';
import type { VersionIndex } from './version-index.ts';
import { fileNameOf, type Version } from './version.ts';

export interface Pinned {
  readonly version: Version;
  readonly handle: FileHandle;
}

export interface VersionFiles {
  /** Seals the draft as the newest version, calls `onVisible` when it can be read, then removes the file it replaces. */
  add(version: Version, sealed: Draft, onVisible?: () => void): Promise<void>;
  drop(version: Version): Promise<void>;
  /** Opens the version that `find` returns. If its file is missing, as after a replacement, `find` is called again. */
  readonly pin: (find: () => Version | Refusal) => Promise<Pinned | Refusal>;
}

export function createVersionFiles(directory: string, index: VersionIndex, disk: Disk): VersionFiles {
  const fileOf = (version: Version): string => join(directory, fileNameOf(version));

  return {
    async add(version, sealed, onVisible) {
      await sealed.seal(version, fileOf(version));
      const replaced = index.add(version);
      onVisible?.();
      if (replaced) await clearAway(fileOf(replaced), disk);
    },

    async drop(version) {
      // The index forgets the version first: a reader that misses the file asks the index again.
      index.remove(version);
      try {
        await rm(fileOf(version), { force: true });
      } catch (error) {
        index.putBack(version);
        throw error;
      }
    },

    async pin(find) {
      for (let missing: Version | undefined; ;) {
        const version = find();
        if (version instanceof Refusal) return version;
        try {
          return { version, handle: await open(fileOf(version), 'r') };
        } catch (error) {
          // The same version without a file twice: the file was not replaced but lost.
          if (!isMissing(error) || missing?.sequence === version.sequence) throw error;
          missing = version;
        }
      }
    },
  };
}
