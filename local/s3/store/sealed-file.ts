// One file holds a body and what is known of it: the body, a JSON text, and the length of that text in the last four
// bytes. A draft gets its name by one rename, so that whatever a kill leaves behind is whole or not there.

import { randomUUID } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import { privateFile, syncFolder, type Disk } from './disk.ts';
import { lengthBytes, readSealed } from './read-sealed.ts';

export interface Draft {
  write(chunk: Uint8Array): Promise<void>;
  /** From here on the file is what it says, under its name. A draft that cannot be sealed is gone. */
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
    // Before the rename: a machine that loses power keeps the name and loses the bytes otherwise.
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
        // What failed first is what is told. A draft that stays is removed at the next start.
        await discard().catch(() => undefined);
        throw error;
      }
      if (durable) await keepName(file);
    },
    discard,
  };
}

/** A file whose name may be lost with the power has not been written. */
async function keepName(file: string): Promise<void> {
  try {
    await syncFolder(dirname(file));
  } catch (error) {
    await rm(file, { force: true }).catch(() => undefined);
    throw error;
  }
}

/** What a file says about its body; undefined where it was cut off. */
export function readSeal(file: string): unknown {
  return readSealed(file)?.about;
}
