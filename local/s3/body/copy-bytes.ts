// Copies the first bytes of a stored file, which are its body, into a draft, and feeds them to the digesters.

import type { FileHandle } from 'node:fs/promises';

import { readStretch } from '../store/read-stretch.ts';
import type { Draft } from '../store/sealed-file.ts';
import type { Digester } from './digests.ts';

export type Digesters = readonly Digester[];

export async function copyBytes(
  from: FileHandle,
  sizeBytes: number,
  to: Draft,
  digesters: Digesters,
): Promise<void> {
  for await (const piece of readStretch(from, 0, sizeBytes)) {
    for (const digester of digesters) digester.update(piece);
    await to.write(piece);
  }
}
