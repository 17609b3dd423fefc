// Lines and counted bytes out of a stream of buffers, for the framing of a body.

import { refuse, type Refusal } from '../refusal.ts';

/** Thrown inside the stream of a body, where nothing can be returned; caught where the body is received. */
export class BrokenBody extends Error {
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    super(refusal.message);
    this.refusal = refusal;
  }
}

export interface ByteReader {
  /** Up to the next line end, without it. */
  line(): Promise<string>;
  bytes(count: number): AsyncGenerator<Buffer>;
  /** Lets go of the source, so that somebody else can read on. */
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
