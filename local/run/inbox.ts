// The watched folder: files that are whole, each once. A file counts as whole when it stands still.

import { readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';

/** Hidden files, and what programs call a file that they are still writing. */
const unfinished = /^[.~]|\.(part|partial|tmp|crdownload)$/i;

export interface Inbox {
  /** To be called again and again, some time apart: files that have not changed since the last call. */
  look(): Promise<readonly string[]>;
}

export function watchInbox(folder: string): Inbox {
  const seen = new Map<string, string>();
  const given = new Map<string, string>();

  return {
    async look() {
      const entries = await readdir(folder, { recursive: true, withFileTypes: true });
      const still: string[] = [];
      for (const entry of entries) {
        if (!entry.isFile() || unfinished.test(basename(entry.name))) continue;
        const path = join(entry.parentPath, entry.name);
        const found = await stat(path).catch(() => undefined);
        if (!found) continue;
        const now = `${found.size} ${found.mtimeMs}`;
        const isStill = seen.get(path) === now && found.size > 0;
        seen.set(path, now);
        if (!isStill || given.get(path) === now) continue;
        given.set(path, now);
        still.push(path);
      }
      return still.toSorted();
    },
  };
}
