// Bytes from one file of the store into a draft, with the digests that the new object needs.

import type { FileHandle } from 'node:fs/promises';

import type { Draft } from '../store/sealed-file.ts';
import type { Digester } from './digests.ts';

const pieceBytes = 256 * 1024;

export type Digesters = readonly Digester[];

export async function copyBytes(
  from: FileHandle,
  sizeBytes: number,
  to: Draft,
  digesters: Digesters,
): Promise<void> {
  if (sizeBytes === 0) return;
  const options = { start: 0, end: sizeBytes - 1, autoClose: false, highWaterMark: pieceBytes };
  const pieces: AsyncIterable<Buffer> = from.createReadStream(options);
  for await (const piece of pieces) {
    for (const digester of digesters) digester.update(piece);
    await to.write(piece);
  }
}
