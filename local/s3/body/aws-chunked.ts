// Removes the framing of an `aws-chunked` body. Each chunk is a line "size[;chunk-signature=…]", its size in hex, and the
// bytes. A chunk of size 0 ends them, and trailing headers follow. Signatures are not verified.
// https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming-trailers.html

import { refuse } from '../refusal.ts';
import { BrokenBody, createByteReader, type ByteReader } from './byte-reader.ts';

/**
 * Smallest chunk that S3 takes, unless it is the last. Accepting a smaller one here would hide the fault until a real
 * bucket refuses it.
 */
const leastChunkBytes = 8192;

/** Yields the bytes of the body, then adds the trailing headers to `trailers`, under their names in lower case. */
export async function* readChunks(
  source: AsyncIterable<Buffer>,
  trailers: Map<string, string>,
): AsyncGenerator<Buffer> {
  const reader = createByteReader(source);
  try {
    yield* readFrames(reader);
    for (let line = await reader.line(); line !== ''; line = await reader.line()) {
      const [name, value] = line.split(/:(.*)/s);
      if (name === undefined || value === undefined) throw new BrokenBody(refuse('MalformedTrailerError'));
      trailers.set(name.trim().toLowerCase(), value.trim());
    }
  } finally {
    await reader.release();
  }
}

async function* readFrames(reader: ByteReader): AsyncGenerator<Buffer> {
  let lastBytes = leastChunkBytes;
  for (;;) {
    const sizeBytes = chunkSize(await reader.line());
    if (sizeBytes === 0) return;
    if (lastBytes < leastChunkBytes) throw new BrokenBody(refuse('InvalidChunkSizeError'));
    lastBytes = sizeBytes;
    yield* reader.bytes(sizeBytes);
    if ((await reader.line()) !== '') throw new BrokenBody(refuse('IncompleteBody'));
  }
}

function chunkSize(line: string): number {
  const [, hex] = /^([0-9a-f]{1,12})(?:;.*)?$/i.exec(line) ?? [];
  if (hex === undefined) throw new BrokenBody(refuse('IncompleteBody', { message: 'A chunk has no size.' }));
  return Number.parseInt(hex, 16);
}
