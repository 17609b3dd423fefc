// The content of a bucket in memory: the versions of each key, and the keys in the order of S3.

import { createSortedKeys, type SortedKeys } from './sorted-keys.ts';
import { idOf, type Version } from './version.ts';

export interface VersionIndex {
  readonly keys: SortedKeys;
  readonly lastSequence: number;
  /** Oldest first. */
  versions(key: string): readonly Version[];
  /** The newest version of a key, which may be a delete marker. Undefined: the key has none. */
  current(key: string): Version | undefined;
  /**
   * Adds the newest version. Returns the version with the same id, which it replaces; all versions of an unversioned
   * bucket have one id.
   */
  add(version: Version): Version | undefined;
  remove(version: Version): void;
  /** Restores a removed version whose file could not be removed, at its old place. */
  putBack(version: Version): void;
}

export function createVersionIndex(byKey: Map<string, readonly Version[]>): VersionIndex {
  const keys = createSortedKeys(byKey.keys());
  const versions = (key: string): readonly Version[] => byKey.get(key) ?? [];

  return {
    keys,
    lastSequence: [...byKey.values()].flat().reduce((most, { sequence }) => Math.max(most, sequence), 0),
    versions,
    current: (key) => versions(key).at(-1),

    add(version) {
      const { key } = version;
      const replaced = versions(key).find((old) => idOf(old) === idOf(version));
      if (!byKey.has(key)) keys.add(key);
      byKey.set(key, [...versions(key).filter((old) => old !== replaced), version]);
      return replaced;
    },

    remove({ key, sequence }) {
      const left = versions(key).filter((kept) => kept.sequence !== sequence);
      byKey.set(key, left);
      if (left.length > 0) return;
      byKey.delete(key);
      keys.delete(key);
    },

    putBack(version) {
      const { key } = version;
      if (!byKey.has(key)) keys.add(key);
      byKey.set(
        key,
        [...versions(key), version].toSorted((a, b) => a.sequence - b.sequence),
      );
    },
  };
}
