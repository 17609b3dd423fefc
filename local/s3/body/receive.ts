// Receives the body of a request, and verifies its length and every checksum that the request has promised.

import type { IncomingMessage } from 'node:http';

import { refuse, Refusal } from '../refusal.ts';
import { readChunks } from './aws-chunked.ts';
import { BrokenBody } from './byte-reader.ts';
import { createDigester, headerOf, type Algorithm, type Checksum } from './digests.ts';
import { readPromised, type Promised } from './promised.ts';

export interface Received {
  readonly sizeBytes: number;
  readonly md5: Buffer;
  /**
   * Computed here and equal to that of the request. Undefined: the request has no x-amz-checksum- header or trailer, and none was
   * wanted.
   */
  readonly checksum?: Checksum | undefined;
}

/** `wanted`: the algorithm of a checksum that is computed where the request has none. Undefined: then none is. */
export async function receive(
  request: IncomingMessage,
  maxBytes: number,
  write: (chunk: Buffer) => Promise<void>,
  wanted?: Algorithm,
): Promise<Received | Refusal> {
  const promised = readPromised(request.headers, maxBytes);
  if (promised instanceof Refusal) return promised;

  const trailers = new Map<string, string>();
  const digests = digestersOf(promised, wanted);
  let sizeBytes = 0;
  let isWriting = false;
  try {
    for await (const chunk of bodyOf(request, promised, trailers)) {
      sizeBytes += chunk.length;
      if (sizeBytes > promised.sizeBytes) return refuse('IncompleteBody');
      for (const digest of digests.all) digest.update(chunk);
      isWriting = true;
      await write(chunk);
      isWriting = false;
    }
  } catch (error) {
    if (error instanceof BrokenBody) return error.refusal;
    // If the client left in the middle, no answer reaches it, and the server has not failed. A failure of `write` is
    // thrown all the same, because it must be told.
    if (request.errored && !isWriting) return refuse('IncompleteBody');
    throw error;
  }
  if (sizeBytes !== promised.sizeBytes) return refuse('IncompleteBody');
  return verify(promised, trailers, digests, sizeBytes);
}

function bodyOf(
  request: IncomingMessage,
  { framed }: Promised,
  trailers: Map<string, string>,
): AsyncIterable<Buffer> {
  // Without `destroyOnReturn: false` a refusal in the middle of a body would close the connection.
  const bytes: AsyncIterable<Buffer> = {
    [Symbol.asyncIterator]: () => request.iterator({ destroyOnReturn: false }),
  };
  return framed ? readChunks(bytes, trailers) : bytes;
}

type Digests = ReturnType<typeof digestersOf>;

function digestersOf({ algorithm: promised, payloadSha256 }: Promised, wanted: Algorithm | undefined) {
  const md5 = createDigester('md5');
  const algorithm = promised ?? wanted;
  const checksum = algorithm && createDigester(algorithm);
  const payload = payloadSha256 === undefined ? undefined : createDigester('sha256');
  const all = [md5, checksum, payload].filter((digester) => digester !== undefined);
  return { md5, algorithm, checksum, payload, all };
}

function verify(
  promised: Promised,
  trailers: ReadonlyMap<string, string>,
  digests: Digests,
  sizeBytes: number,
): Received | Refusal {
  const md5 = digests.md5.digest();
  if (promised.md5 !== undefined && promised.md5 !== md5.toString('base64')) return badDigest('Content-MD5');
  if (digests.payload && digests.payload.digest().toString('hex') !== promised.payloadSha256) {
    return refuse('XAmzContentSHA256Mismatch');
  }
  const { algorithm } = digests;
  if (!algorithm || !digests.checksum) return { sizeBytes, md5 };
  const value = digests.checksum.digest().toString('base64');
  if (promised.algorithm === undefined) return { sizeBytes, md5, checksum: { algorithm, value } };
  const expected = promised.checksum ?? trailers.get(headerOf(algorithm));
  if (expected === undefined) return refuse('MalformedTrailerError');
  return value === expected ? { sizeBytes, md5, checksum: { algorithm, value } } : badDigest(algorithm);
}

export function badDigest(algorithm: Algorithm | 'Content-MD5'): Refusal {
  const name = algorithm === 'Content-MD5' ? algorithm : algorithm.toUpperCase();
  return refuse('BadDigest', { message: `The ${name} you specified did not match the calculated checksum.` });
}
