// One file holds a body and what is known of it: the body, a JSON text, and the length of that text in the last four
// bytes. A draft gets its name by one rename, so that whatever a kill leaves behind is whole or not there.

import { randomUUID } from 'node:crypto';
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';

import { readJson } from '../../../shared/json.ts';

const lengthBytes = 4;

export interface Draft {
  write(chunk: Uint8Array): Promise<void>;
  /** From here on the file is what it says, under its name. */
  seal(about: object, file: string): Promise<void>;
  discard(): Promise<void>;
}

export async function createDraft(directory: string): Promise<Draft> {
  const draft = join(directory, randomUUID());
  const handle = await open(draft, 'wx');

  return {
    write: (chunk) => handle.writeFile(chunk),
    seal: async (about, file) => {
      const json = Buffer.from(JSON.stringify(about));
      const length = Buffer.alloc(lengthBytes);
      length.writeUInt32BE(json.length);
      await handle.writeFile(Buffer.concat([json, length]));
      await handle.close();
      await rename(draft, file);
    },
    discard: async () => {
      await handle.close();
      await rm(draft, { force: true });
    },
  };
}

/** What a sealed file says about its body. Synchronous: many small reads, once, at the start. */
export function readSeal(file: string): unknown {
  const descriptor = openSync(file, 'r');
  try {
    const { size } = fstatSync(descriptor);
    const length = Buffer.alloc(lengthBytes);
    readSync(descriptor, length, 0, lengthBytes, size - lengthBytes);
    const json = Buffer.alloc(length.readUInt32BE());
    readSync(descriptor, json, 0, json.length, size - lengthBytes - json.length);
    return readJson(json.toString());
  } finally {
    closeSync(descriptor);
  }
}
