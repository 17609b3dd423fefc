// The folder in which `npm run events` keeps its world and access key. It lies below node_modules of this clone, not in
// a temporary folder that all users share, and its owner alone may read it.

import { chmodSync, lstatSync, mkdirSync } from 'node:fs';
import { resolve } from 'node:path';

import { say, type Say } from '../words/say.ts';

export const cacheFolder = resolve(import.meta.dirname, '../../../node_modules/.cache/payferry');

/** Creates the folder if it is missing. Returns a sentence about why it cannot be used. Undefined: it can. */
export function openCacheFolder(folder = cacheFolder): Say | undefined {
  const found = lstatSync(folder, { throwIfNoEntry: false });
  if (found && !found.isDirectory()) return say('sample_events.no_folder', { folder });
  // Windows has no user number, and no `getuid`.
  const own = process.getuid?.();
  if (found && own !== undefined && found.uid !== own) return say('sample_events.of_other_user', { folder });
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  chmodSync(folder, 0o700);
  return undefined;
}
