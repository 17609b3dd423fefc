// What a store's folder shows while no server has it open.

import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';

import { bucketFolders } from './store/bucket-folders.ts';
import { loadVersions } from './store/load-versions.ts';

/** Keys of the objects in a bucket, in no order. Empty: the bucket is empty, or was never made. */
export function keysAtRest(store: string, bucket: string): readonly string[] {
  const { objects } = bucketFolders(store, bucket);
  return existsSync(objects) ? [...loadVersions(objects).keys()] : [];
}

/** Files that this start, or an earlier one, has put aside because they were cut off. */
export async function countBroken(store: string, bucket: string): Promise<number> {
  const files = await readdir(bucketFolders(store, bucket).broken).catch(() => []);
  return files.length;
}
