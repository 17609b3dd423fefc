// Watches a folder, with its subfolders, for whole files. A file counts as whole when some looks in a row have found it
// unchanged. It is returned once, and again if it changes later.

import { readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';

import { diskWords } from '../home/disk-errors.ts';
import { shownPath } from '../screen/shown-path.ts';
import { say, type Say } from '../words/say.ts';

/** Names of hidden files, and names that programs give to files that they are still writing. */
const unfinished = /^[.~]|\.(part|partial|tmp|crdownload)$/i;

export interface Inbox {
  /** Looks at the folder once. To be called repeatedly, some time apart. */
  look(): Promise<Looked>;
}

export interface Looked {
  /** Paths of the files that have become whole at this look. */
  readonly whole: readonly string[];
  /** Sentences about entries that are not carried, each once as long as the entry stays the same. */
  readonly sentences: readonly Say[];
}

/** Looks that must find a file unchanged. One is too few: copying from a slow disk pauses now and then. */
const looksStandingStill = 3;
/** Looks after which an empty file is told. Copying begins with an empty file. */
const looksEmpty = 20;

export function watchInbox(folder: string): Inbox {
  const seen = new Map<string, { readonly state: string; readonly looks: number }>();

  /** Notes the state of an entry. Returns the number of looks in a row that found it. */
  function lookAt(path: string, state: string): number {
    const before = seen.get(path);
    const looks = before?.state === state ? before.looks + 1 : 1;
    seen.set(path, { state, looks });
    return looks;
  }

  return {
    async look() {
      const sentences: Say[] = [];
      const whole: string[] = [];
      let entries;
      try {
        entries = await readdir(folder, { recursive: true, withFileTypes: true });
        seen.delete(folder);
      } catch (error) {
        const why = diskWords(error);
        if (lookAt(folder, JSON.stringify(why)) === 1)
          sentences.push(say('input.unreadable', { file: shownPath(folder), why }));
        return { whole, sentences };
      }
      for (const entry of entries) {
        if (entry.isDirectory() || unfinished.test(basename(entry.name))) continue;
        const path = join(entry.parentPath, entry.name);
        if (!entry.isFile()) {
          const why = entry.isSymbolicLink() ? 'input.link' : 'input.other_entry';
          if (lookAt(path, 'no file') === 1) sentences.push(say(why, { file: shownPath(path) }));
          continue;
        }
        const found = await stat(path).catch(() => undefined);
        if (!found) continue;
        const looks = lookAt(path, `${found.size} ${found.mtimeMs}`);
        if (found.size === 0) {
          if (looks === looksEmpty) sentences.push(say('input.empty', { file: shownPath(path) }));
        } else if (looks === looksStandingStill) whole.push(path);
      }
      return { whole: whole.toSorted(), sentences };
    },
  };
}
