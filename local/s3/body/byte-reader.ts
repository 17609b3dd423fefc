// Reads lines and counted bytes from a stream of buffers.

import { refuse, type Refusal } from '../refusal.ts';

/** Carries a refusal out of the generator of a body. `receive` catches it. */
export class BrokenBody extends Error {
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    super(refusal.message);
    this.refusal = refusal;
  }
}

export interface ByteReader {
  /** Reads to the next CRLF, and returns the text before it. */
  line(): Promise<string>;
  bytes(count: number): AsyncGenerator<Buffer>;
  /** Ends the iteration of the source. Whether the source stays open, its iterator decides. */
  release(): Promise<void>;
}

const maxLineBytes = 4096;
const lineEnd = '\r\n';

export function createByteReader(source: AsyncIterable<Buffer>): ByteReader {
  const chunks = source[Symbol.asyncIterator]();
  let rest: Buffer = Buffer.alloc(0);

  async function next(): Promise<Buffer> {
    const { done, value } = await chunks.next();
    if (done === true) throw new BrokenBody(refuse('IncompleteBody'));
    return value;
  }

  return {
    async line() {
      let end = rest.indexOf(lineEnd);
      while (end === -1) {
        if (rest.length > maxLineBytes) throw new BrokenBody(refuse('IncompleteBody'));
        rest = Buffer.concat([rest, await next()]);
        end = rest.indexOf(lineEnd);
      }
      const line = rest.toString('latin1', 0, end);
      rest = rest.subarray(end + lineEnd.length);
      return line;
    },

    async *bytes(count) {
      let missing = count;
      while (missing > 0) {
        if (rest.length === 0) rest = await next();
        const chunk = rest.subarray(0, missing);
        rest = rest.subarray(chunk.length);
        missing -= chunk.length;
        yield chunk;
      }
    },

    release: async () => void (await chunks.return?.()),
  };
}
