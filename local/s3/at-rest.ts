// Reads a store's folder while no server has it open.

import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';

import { bucketFolders } from './store/bucket-folders.ts';
import { loadVersions } from './store/load-versions.ts';

/** Keys of the objects in a bucket, unsorted. Empty: the bucket is empty or does not exist. */
export function keysAtRest(store: string, bucket: string): readonly string[] {
  const { objects } = bucketFolders(store, bucket);
  return existsSync(objects) ? [...loadVersions(objects).keys()] : [];
}

/** Number of files that a start has put aside because they were cut off. */
export async function countBroken(store: string, bucket: string): Promise<number> {
  const files = await readdir(bucketFolders(store, bucket).broken).catch(() => []);
  return files.length;
}
