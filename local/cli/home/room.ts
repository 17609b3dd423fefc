// Checks before the first call that home and DIR can hold what a run writes. Later it would be too late: payments would be
// made, and their report could not be written.

import { randomUUID } from 'node:crypto';
import { mkdir, open, rename, rm, rmdir, statfs, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { say, type Text } from '../words/say.ts';
import { codeOf, diskWords } from './disk-errors.ts';

/** How often the size of the input is needed: for the file, for its batches with their outcomes, and for the report. */
const copies = 3;
/** Bytes that a run needs beside these copies. */
const leastBytes = 8 * 1024 * 1024;

/** Writes a file and looks at the free room. Returns a few words about the obstacle. Undefined: there is none. */
export async function whyNoRoom(folder: string, inputBytes: number): Promise<Text | undefined> {
  const probe = join(folder, `probe-${randomUUID()}`);
  try {
    const handle = await open(probe, 'wx', 0o600);
    try {
      await handle.writeFile(Buffer.alloc(64 * 1024, 1));
      await handle.sync();
    } finally {
      await handle.close();
      await rm(probe, { force: true });
    }
    const { bavail, bsize } = await statfs(folder);
    const [freeBytes, neededBytes] = [bavail * bsize, copies * inputBytes + leastBytes];
    if (freeBytes >= neededBytes) return undefined;
    return say('home.no_room', { freeBytes, neededBytes, copies });
  } catch (error) {
    return diskWords(error);
  }
}

/**
 * Tries whether a file can be renamed from the home into the folders of reports and snapshots: with an empty file, which is
 * removed again, as is a folder that was made for it. Returns a few words about the obstacle. Undefined: there is none.
 */
export async function whyNoTarget(home: string, out: string): Promise<Text | undefined> {
  for (const name of ['reports', 'snapshots']) {
    const folder = join(out, name);
    const probe = `probe-${randomUUID()}`;
    try {
      const made = await mkdir(folder, { mode: 0o700 }).then(
        () => true,
        (error: unknown) => {
          if (codeOf(error) === 'EEXIST') return false;
          throw error;
        },
      );
      await writeFile(join(home, probe), '', { mode: 0o600 });
      try {
        await rename(join(home, probe), join(folder, probe));
      } finally {
        await rm(join(home, probe), { force: true });
        await rm(join(folder, probe), { force: true });
        if (made) await rmdir(folder);
      }
    } catch (error) {
      if (codeOf(error) === 'EXDEV') return say('home.other_disk', { folder: name });
      return say('home.folder_unusable', { folder: name, why: diskWords(error) });
    }
  }
  return undefined;
}
