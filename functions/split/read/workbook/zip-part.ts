// Unpacks one entry of a zip, as a stream. Read to its end, it is what was packed: as many bytes as the directory says, and the
// same checksum. A consumer that stops early is told nothing of either.

import { pipeline, Readable } from 'node:stream';
import { crc32, createInflateRaw } from 'node:zlib';

import { say } from '../../../../shared/words/say.ts';
import { shown } from '../../../../shared/words/show.ts';
import type { Bytes } from '../bytes.ts';
import { StopFile } from '../stop-file.ts';
import type { RandomAccess } from './random-access.ts';
import { localHeaderBytes, type ZipEntry } from './zip-directory.ts';

/** An entry that unpacks to more than so many times its bytes is no sheet: an honest one is packed 5:1 to 20:1. */
const mostTimesUnpacked = 200;
/** An entry of no more bytes than these may have any ratio. */
const ratioCountsFromBytes = 16 * 1024 * 1024;
const [stored, deflated] = [0, 8];
const sizesFollow = 1 << 3;
const longestExtra = 0xffff;
const inflatedChunkBytes = 64 * 1024;

export interface ZipPart extends ZipEntry {
  /** As a person knows it: the name of the sheet that it is, or its own. */
  readonly title: string;
}

/** `maxBytes`: what the entry may hold at most, by what the directory says of it; it holds no more than that. */
export async function* readZipPart(
  source: RandomAccess,
  entry: ZipPart,
  maxBytes: number,
  checkTime: () => void,
): Bytes {
  checkSize(entry, maxBytes);
  let bytes = 0;
  let crc = 0;
  for await (const chunk of unpacked(source, entry)) {
    checkTime();
    bytes += chunk.length;
    if (bytes > entry.bytes) throw damaged(entry);
    crc = crc32(chunk, crc);
    yield chunk;
  }
  if (bytes !== entry.bytes) throw damaged(entry);
  if (crc !== entry.crc) throw new StopFile(say('workbook.wrong_crc', { part: shown(entry.title) }));
}

function checkSize({ title, method, bytes, packedBytes }: ZipPart, maxBytes: number): void {
  if (method !== stored && method !== deflated)
    throw new StopFile(say('workbook.packed_otherwise', { part: shown(title), method }));
  if (bytes > ratioCountsFromBytes && bytes > packedBytes * mostTimesUnpacked)
    throw new StopFile(say('file.unpacks_too_far', { times: mostTimesUnpacked }));
  if (bytes > maxBytes)
    throw new StopFile(
      say('workbook.part_too_large', { part: shown(title), megabytes: Math.floor(maxBytes / 1e6) }),
    );
}

async function* unpacked(source: RandomAccess, entry: ZipPart): Bytes {
  const packed = packedBytesOf(source, entry);
  if (entry.method === stored) {
    yield* packed;
    return;
  }
  const inflate = createInflateRaw({ chunkSize: inflatedChunkBytes });
  // An error of either stream ends the loop below, and leaving the loop destroys both.
  pipeline(Readable.from(packed, { objectMode: false }), inflate, () => undefined);
  try {
    yield* inflate;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    throw code === 'Z_DATA_ERROR' || code === 'Z_BUF_ERROR' ? damaged(entry) : error;
  }
  // Behind the end of what was packed nothing may follow: it would go unseen.
  if (inflate.bytesWritten !== entry.packedBytes) throw damaged(entry);
}

/** The entry's bytes as they are packed, behind its local header. One request, which ends with the entry. */
async function* packedBytesOf(source: RandomAccess, entry: ZipPart): Bytes {
  const most = localHeaderBytes + entry.rawName.length + longestExtra + entry.packedBytes;
  let begun: Buffer | undefined = Buffer.alloc(0);
  let left = entry.packedBytes;
  for await (const chunk of source.read(entry.at, Math.min(most, entry.room))) {
    let packed = chunk;
    if (begun) {
      begun = Buffer.concat([begun, chunk]);
      const end = endOfLocalHeader(begun, entry);
      if (end === undefined) continue;
      packed = begun.subarray(end);
      begun = undefined;
    }
    const piece = packed.subarray(0, left);
    left -= piece.length;
    // What comes behind is read to its end: a request that is broken off costs a connection.
    if (piece.length > 0) yield piece;
  }
  if (begun || left > 0) throw damaged(entry);
}

/** Undefined where the header goes on behind these bytes. The header must agree with the directory. */
function endOfLocalHeader(bytes: Buffer, entry: ZipPart): number | undefined {
  if (bytes.length < localHeaderBytes) return undefined;
  const nameBytes = bytes.readUInt16LE(26);
  const end = localHeaderBytes + nameBytes + bytes.readUInt16LE(28);
  if (bytes.readUInt32LE(0) !== 0x04034b50 || end + entry.packedBytes > entry.room) throw damaged(entry);
  if (bytes.length < end) return undefined;
  const flags = bytes.readUInt16LE(6);
  const name = bytes.subarray(localHeaderBytes, localHeaderBytes + nameBytes);
  const isSame = bytes.readUInt16LE(8) === entry.method && name.equals(entry.rawName);
  if (!isSame || (!(flags & sizesFollow) && !hasSameSizes(bytes, entry))) throw damaged(entry);
  return end;
}

/** True too where a program has left them out, or where they stand in an extra field. */
function hasSameSizes(header: Buffer, { crc, packedBytes, bytes }: ZipEntry): boolean {
  const said = [header.readUInt32LE(14), header.readUInt32LE(18), header.readUInt32LE(22)];
  return said.every((number, at) => [0, 0xffffffff, [crc, packedBytes, bytes][at]].includes(number));
}

function damaged({ title }: ZipPart): StopFile {
  return new StopFile(say('workbook.part_damaged', { part: shown(title) }));
}
