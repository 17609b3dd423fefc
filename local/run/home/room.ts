// Whether a folder can hold what a run will write, found before the first call: a report that cannot be written helps
// nobody.

import { randomUUID } from 'node:crypto';
import { open, rm, statfs } from 'node:fs/promises';
import { join } from 'node:path';

import { diskWords } from './errors.ts';

/** The file itself, its batches with their outcomes, and the report. */
const copies = 3;
/** What a run without a file of its own takes. */
const leastBytes = 8 * 1024 * 1024;

/** What is in the way, in a few words. */
export async function whyNoRoom(folder: string, inputBytes: number): Promise<string | undefined> {
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
    const [free, needed] = [bavail * bsize, copies * inputBytes + leastBytes];
    if (free >= needed) return undefined;
    return `${megabytes(free)} are free there, and ${megabytes(needed)} may be needed: ${copies} times the files, for what is under way and for the reports`;
  } catch (error) {
    return diskWords(error);
  }
}

function megabytes(bytes: number): string {
  return `${Math.ceil(bytes / 1_000_000)} MB`;
}
