// The stored file, of which any piece can be read. On S3 each piece is a ranged GET of one and the same version.

import { PlainError } from '../../../../shared/errors.ts';
import type { Bytes } from '../bytes.ts';

export interface RandomAccess {
  readonly bytes: number;
  /** Streams `length` bytes from `position`. */
  readonly read: (position: number, length: number) => Bytes;
}

/** Reads a piece at once. It lies in the file, or this throws: a piece that is cut short is no fault of the file. */
export async function readPiece(source: RandomAccess, position: number, length: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  if (length > 0) for await (const chunk of source.read(position, length)) chunks.push(chunk);
  const piece = Buffer.concat(chunks);
  if (piece.length !== length)
    throw new PlainError(`the stored file gave ${piece.length} bytes instead of ${length}`);
  return piece;
}
