// Reads a store's folder while no server has it open.

import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';

import { bucketFolders } from './store/bucket-folders.ts';
import { loadVersions } from './store/load-versions.ts';

/**
 * Keys that have a version in the bucket, unsorted; the newest version may be a delete marker. Empty: the bucket is
 * empty or does not exist. Of a file and its replacement that a kill left side by side, the older one is removed.
 */
export function keysAtRest(store: string, bucket: string): readonly string[] {
  const { objects } = bucketFolders(store, bucket);
  return existsSync(objects) ? [...loadVersions(objects).keys()] : [];
}

/** Number of files and folders that starts have put aside because they were damaged. 0 also if there is no bucket. */
export async function countBroken(store: string, bucket: string): Promise<number> {
  const files = await readdir(bucketFolders(store, bucket).broken).catch(() => []);
  return files.length;
}
