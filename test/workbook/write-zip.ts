// Writes a zip as a test wants it: whole, or with lies in its directory, its headers and its end.
// https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT

import { crc32, deflateRawSync } from 'node:zlib';

export interface ZipPart {
  readonly name: string;
  readonly content: string | Buffer;
  /** 0: stored. Undefined: 8, deflated. Another one is written as a number, over deflated bytes. */
  readonly method?: number;
  readonly flags?: number;
  /** What the directory says instead of the truth. */
  readonly says?: {
    readonly bytes?: number;
    readonly packedBytes?: number;
    readonly crc?: number;
    readonly at?: number;
  };
  /** What the local header says instead of the truth. */
  readonly header?: { readonly name?: string; readonly bytes?: number; readonly method?: number };
  /** The packed bytes themselves, of which `content` is not unpacked: a bomb is written without being made. */
  readonly packed?: Buffer;
  /** Bytes behind the packed ones that belong to the entry. */
  readonly behind?: Buffer;
  /** The sizes follow the bytes, as of a program that writes without looking back. */
  readonly sizesFollow?: boolean;
}

export interface ZipForm {
  /** Sizes, places and counts stand in the fields of zip64. */
  readonly zip64?: boolean;
  readonly comment?: string;
  /** The number of entries that the end says instead of the truth. */
  readonly entries?: number;
}

export function writeZip(parts: readonly ZipPart[], form: ZipForm = {}): Buffer {
  const pieces: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const part of parts) {
    const local = localEntry(part);
    directory.push(directoryEntry(part, local, at, form.zip64 === true));
    pieces.push(local.bytes);
    at += local.bytes.length;
  }
  const list = Buffer.concat(directory);
  return Buffer.concat([...pieces, list, ...end(form, parts.length, list.length, at)]);
}

interface Local {
  readonly bytes: Buffer;
  readonly flags: number;
  readonly method: number;
  readonly crc: number;
  readonly packedBytes: number;
  readonly contentBytes: number;
}

function localEntry(part: ZipPart): Local {
  const { name, content, method = 8, flags = 0, header = {}, behind, sizesFollow } = part;
  const bytes = Buffer.from(content);
  const crc = crc32(bytes);
  const packed = Buffer.concat([
    part.packed ?? (method === 0 ? bytes : deflateRawSync(bytes)),
    behind ?? Buffer.of(),
  ]);
  const allFlags = flags | (sizesFollow ? 1 << 3 : 0);
  const head = Buffer.alloc(30);
  const nameBytes = Buffer.from(header.name ?? name);
  head.writeUInt32LE(0x04034b50, 0);
  head.writeUInt16LE(20, 4);
  head.writeUInt16LE(allFlags, 6);
  head.writeUInt16LE(header.method ?? method, 8);
  if (!sizesFollow) {
    head.writeUInt32LE(crc, 14);
    head.writeUInt32LE(packed.length, 18);
    head.writeUInt32LE(header.bytes ?? bytes.length, 22);
  }
  head.writeUInt16LE(nameBytes.length, 26);
  const followed = Buffer.alloc(sizesFollow ? 16 : 0);
  if (sizesFollow) {
    followed.writeUInt32LE(0x08074b50, 0);
    followed.writeUInt32LE(crc, 4);
    followed.writeUInt32LE(packed.length, 8);
    followed.writeUInt32LE(bytes.length, 12);
  }
  return {
    bytes: Buffer.concat([head, nameBytes, packed, followed]),
    flags: allFlags,
    method,
    crc,
    packedBytes: packed.length,
    contentBytes: bytes.length,
  };
}

function directoryEntry({ name, says = {} }: ZipPart, local: Local, at: number, zip64: boolean): Buffer {
  const head = Buffer.alloc(46);
  const nameBytes = Buffer.from(name);
  const sizes = [says.bytes ?? local.contentBytes, says.packedBytes ?? local.packedBytes, says.at ?? at];
  const extra = zip64 ? largeSizes(sizes) : Buffer.of();
  head.writeUInt32LE(0x02014b50, 0);
  head.writeUInt16LE(20, 6);
  head.writeUInt16LE(local.flags, 8);
  head.writeUInt16LE(local.method, 10);
  head.writeUInt32LE(says.crc ?? local.crc, 16);
  const [bytes = 0, packedBytes = 0, place = 0] = zip64 ? sizes.map(() => 0xffffffff) : sizes;
  head.writeUInt32LE(packedBytes, 20);
  head.writeUInt32LE(bytes, 24);
  head.writeUInt16LE(nameBytes.length, 28);
  head.writeUInt16LE(extra.length, 30);
  head.writeUInt32LE(place, 42);
  return Buffer.concat([head, nameBytes, extra]);
}

function largeSizes(sizes: readonly number[]): Buffer {
  // Another field stands first, as programs write the time there.
  const extra = Buffer.alloc(4 + 5 + 4 + 8 * sizes.length);
  extra.writeUInt16LE(0x5455, 0);
  extra.writeUInt16LE(5, 2);
  extra.writeUInt16LE(1, 9);
  extra.writeUInt16LE(8 * sizes.length, 11);
  for (const [index, size] of sizes.entries()) extra.writeBigUInt64LE(BigInt(size), 13 + 8 * index);
  return extra;
}

function end(
  { zip64, comment = '', entries }: ZipForm,
  count: number,
  bytes: number,
  at: number,
): readonly Buffer[] {
  const said = entries ?? count;
  const last = Buffer.alloc(22);
  const text = Buffer.from(comment);
  last.writeUInt32LE(0x06054b50, 0);
  last.writeUInt16LE(zip64 ? 0xffff : said, 8);
  last.writeUInt16LE(zip64 ? 0xffff : said, 10);
  last.writeUInt32LE(zip64 ? 0xffffffff : bytes, 12);
  last.writeUInt32LE(zip64 ? 0xffffffff : at, 16);
  last.writeUInt16LE(text.length, 20);
  if (!zip64) return [last, text];
  const large = Buffer.alloc(56);
  large.writeUInt32LE(0x06064b50, 0);
  large.writeBigUInt64LE(44n, 4);
  for (const place of [24, 32]) large.writeBigUInt64LE(BigInt(said), place);
  large.writeBigUInt64LE(BigInt(bytes), 40);
  large.writeBigUInt64LE(BigInt(at), 48);
  const locator = Buffer.alloc(20);
  locator.writeUInt32LE(0x07064b50, 0);
  locator.writeBigUInt64LE(BigInt(at + bytes), 8);
  locator.writeUInt32LE(1, 16);
  return [large, locator, last, text];
}
