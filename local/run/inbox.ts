// The watched folder: files that are whole, each once. A file counts as whole when it stands still.

import { readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';

/** Hidden files, and what programs call a file that they are still writing. */
const unfinished = /^[.~]|\.(part|partial|tmp|crdownload)$/i;

export interface Inbox {
  /** To be called again and again, some time apart: files that have not changed in the last looks. */
  look(): Promise<readonly string[]>;
}

/** Copying from a slow disk pauses now and then. */
const looksStandingStill = 3;

export function watchInbox(folder: string): Inbox {
  const seen = new Map<string, { readonly state: string; readonly looks: number }>();

  return {
    async look() {
      const entries = await readdir(folder, { recursive: true, withFileTypes: true });
      const still: string[] = [];
      for (const entry of entries) {
        if (!entry.isFile() || unfinished.test(basename(entry.name))) continue;
        const path = join(entry.parentPath, entry.name);
        const found = await stat(path).catch(() => undefined);
        if (!found) continue;
        const state = `${found.size} ${found.mtimeMs}`;
        const before = seen.get(path);
        const looks = before?.state === state ? before.looks + 1 : 1;
        seen.set(path, { state, looks });
        if (looks === looksStandingStill && found.size > 0) still.push(path);
      }
      return still.toSorted();
    },
  };
}
