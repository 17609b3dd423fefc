// A file with a body and its description: the body, a JSON text, and the length of that text in the last four bytes. A
// draft gets its final name by one rename, so a kill leaves a whole file under that name or none.

import { randomUUID } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import { privateFile, syncFolder, type Disk } from './disk.ts';
import { lengthBytes, readSealed } from './read-sealed.ts';

export interface Draft {
  write(chunk: Uint8Array): Promise<void>;
  /** Writes the description and gives the draft its name. If that fails, it discards the draft and throws. */
  seal(about: object, file: string): Promise<void>;
  discard(): Promise<void>;
}

export async function createDraft(directory: string, { durable }: Pick<Disk, 'durable'>): Promise<Draft> {
  const draft = join(directory, randomUUID());
  const handle = await open(draft, 'wx', privateFile);

  async function discard(): Promise<void> {
    try {
      await handle.close();
    } finally {
      await rm(draft, { force: true });
    }
  }

  async function finish(about: object): Promise<void> {
    const json = Buffer.from(JSON.stringify(about));
    const length = Buffer.alloc(lengthBytes);
    length.writeUInt32BE(json.length);
    await handle.writeFile(Buffer.concat([json, length]));
    // The bytes are flushed before the rename. Otherwise a loss of power could keep the name and lose the bytes.
    if (durable) await handle.sync();
    await handle.close();
  }

  return {
    write: (chunk) => handle.writeFile(chunk),
    async seal(about, file) {
      try {
        await finish(about);
        await rename(draft, file);
      } catch (error) {
        // The first error is the one to throw. If the draft stays, the next start removes it.
        await discard().catch(() => undefined);
        throw error;
      }
      if (durable) await keepName(file);
    },
    discard,
  };
}

/** Flushes the name. If that fails, the file is removed, because the write has not succeeded. */
async function keepName(file: string): Promise<void> {
  try {
    await syncFolder(dirname(file));
  } catch (error) {
    await rm(file, { force: true }).catch(() => undefined);
    throw error;
  }
}

/** The description of a sealed file. Undefined: the file is cut off or otherwise damaged. */
export function readSeal(file: string): unknown {
  return readSealed(file)?.about;
}
