// The folder of `npm run events`, with its world and access key. It is in the clone, where other users cannot write,
// and readable for its owner only.

import { chmodSync, lstatSync, mkdirSync } from 'node:fs';
import { resolve } from 'node:path';

import { sampleEventSentences } from '../words/sample-events.ts';

export const cacheFolder = resolve(import.meta.dirname, '../../../node_modules/.cache/payferry');

/** Creates the folder. A sentence: why it cannot be used. Undefined: it can. */
export function openCacheFolder(folder = cacheFolder): string | undefined {
  const found = lstatSync(folder, { throwIfNoEntry: false });
  if (found && !found.isDirectory()) return sampleEventSentences.no_folder({ folder });
  // Windows has no user number.
  const own = process.getuid?.();
  if (found && own !== undefined && found.uid !== own) return sampleEventSentences.of_other_user({ folder });
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  chmodSync(folder, 0o700);
  return undefined;
}
