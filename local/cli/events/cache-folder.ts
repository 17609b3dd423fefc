// Where `npm run events` keeps its world, and the key to it: in the clone, which other users of the machine do not write
// to, in a folder that they do not read.

import { chmodSync, lstatSync, mkdirSync } from 'node:fs';
import { resolve } from 'node:path';

export const cacheFolder = resolve(import.meta.dirname, '../../../node_modules/.cache/payferry');

/** Answers with the sentence that says why the folder cannot be used; undefined where it can. */
export function openCacheFolder(folder = cacheFolder): string | undefined {
  const found = lstatSync(folder, { throwIfNoEntry: false });
  if (found && !found.isDirectory()) return `${folder} is no folder: remove it, and start again.`;
  // Windows has no such number.
  const own = process.getuid?.();
  if (found && own !== undefined && found.uid !== own)
    return `${folder} belongs to another user: remove it, and start again.`;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  chmodSync(folder, 0o700);
  return undefined;
}
