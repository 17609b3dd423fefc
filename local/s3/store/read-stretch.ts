// Reads the bytes of a version, or a part of them, from its file.

import type { FileHandle } from 'node:fs/promises';

const pieceBytes = 256 * 1024;

/** Thrown if a file is shorter than it should be. By its code it counts as a failure of the disk. */
class MissingBytes extends Error {
  readonly code = 'EIO';
}

export async function* readStretch(
  handle: FileHandle,
  startByte: number,
  lengthBytes: number,
): AsyncGenerator<Buffer> {
  if (lengthBytes === 0) return;
  const end = startByte + lengthBytes - 1;
  const options = { start: startByte, end, autoClose: false, highWaterMark: pieceBytes };
  const pieces: AsyncIterable<Buffer> = handle.createReadStream(options);
  let missing = lengthBytes;
  for await (const piece of pieces) {
    missing -= piece.length;
    yield piece;
  }
  if (missing > 0) throw new MissingBytes(`the file of an object ends ${missing} bytes too early`);
}
