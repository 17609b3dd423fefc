// Deflated bytes that unpack to any number of copies of a text, made without packing them all.

import { constants, deflateRawSync } from 'node:zlib';

export function bomb(text: string, copies: number): Buffer {
  // A full flush ends a block that refers to nothing before it, so it may be repeated.
  const block = deflateRawSync(text, { finishFlush: constants.Z_FULL_FLUSH, level: 9 });
  return Buffer.concat([...Array.from({ length: copies }, () => block), deflateRawSync('')]);
}
