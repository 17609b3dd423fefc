// The entries of a zip, by name. Refused here, before anything is unpacked:
//
// - more entries, or a longer directory, than any workbook has;
// - two entries of one name: programs read different ones of them;
// - entries that overlap: so a zip of 10 MB unpacks to terabytes;
// - entries behind a password.

import { isUtf8 } from 'node:buffer';

import { say } from '../../../../shared/words/say.ts';
import { shown } from '../../../../shared/words/show.ts';
import { StopFile } from '../stop-file.ts';
import { readPiece, type RandomAccess } from './random-access.ts';
import { numberOf, readZipEnd } from './zip-end.ts';

export interface ZipEntry {
  readonly name: string;
  /** The name as it stands in the zip. */
  readonly rawName: Buffer;
  readonly flags: number;
  readonly method: number;
  readonly crc: number;
  readonly packedBytes: number;
  readonly bytes: number;
  /** Where its local header begins. */
  readonly at: number;
  /** The bytes from there to the next entry, or to the directory. */
  readonly room: number;
}

const mostEntries = 10_000;
const maxDirectoryBytes = 16 * 1024 * 1024;
const headerBytes = 46;
export const localHeaderBytes = 30;
/** In a field of four bytes: the number stands in the extra field of zip64. */
const elsewhere = 0xffffffff;

/** By name without regard to capitals, with / between folders. */
export async function readZipDirectory(source: RandomAccess): Promise<ReadonlyMap<string, ZipEntry>> {
  const end = await readZipEnd(source);
  if (end.entries > mostEntries) throw new StopFile(say('workbook.too_many_parts', { most: mostEntries }));
  if (end.directoryBytes > maxDirectoryBytes || end.directoryAt + end.directoryBytes > source.bytes)
    throw new StopFile(say('workbook.directory_damaged'));
  const directory = await readPiece(source, end.directoryAt, end.directoryBytes);

  const entries: Omit<ZipEntry, 'room'>[] = [];
  let at = 0;
  while (at < directory.length) {
    const entry = entryAt(directory, at);
    if (!entry || entries.length === end.entries) throw new StopFile(say('workbook.directory_damaged'));
    entries.push(entry.entry);
    at = entry.next;
  }
  if (entries.length !== end.entries) throw new StopFile(say('workbook.directory_damaged'));
  return byName(withRoom(entries, end.directoryAt));
}

function entryAt(
  directory: Buffer,
  at: number,
): { readonly entry: Omit<ZipEntry, 'room'>; readonly next: number } | undefined {
  if (at + headerBytes > directory.length || directory.readUInt32LE(at) !== 0x02014b50) return undefined;
  const nameAt = at + headerBytes;
  const extraAt = nameAt + directory.readUInt16LE(at + 28);
  const commentAt = extraAt + directory.readUInt16LE(at + 30);
  const next = commentAt + directory.readUInt16LE(at + 32);
  if (next > directory.length) return undefined;
  const rawName = directory.subarray(nameAt, extraAt);
  const sizes = [
    directory.readUInt32LE(at + 24),
    directory.readUInt32LE(at + 20),
    directory.readUInt32LE(at + 42),
  ];
  const [bytes, packedBytes, localAt] = withLarge(sizes, directory.subarray(extraAt, commentAt));
  if (bytes === undefined || packedBytes === undefined || localAt === undefined) return undefined;
  const entry = {
    name: rawName.toString(isUtf8(rawName) ? 'utf8' : 'latin1').replaceAll('\\', '/'),
    rawName,
    flags: directory.readUInt16LE(at + 8),
    method: directory.readUInt16LE(at + 10),
    crc: directory.readUInt32LE(at + 16),
    packedBytes,
    bytes,
    at: localAt,
  };
  return { entry, next };
}

/** The numbers, with those from the extra field of zip64 that stand there. It holds only these, in this order. */
function withLarge(sizes: readonly number[], extra: Buffer): readonly number[] {
  if (!sizes.includes(elsewhere)) return sizes;
  for (let at = 0; at + 4 <= extra.length;) {
    const end = at + 4 + extra.readUInt16LE(at + 2);
    if (extra.readUInt16LE(at) === 1 && end <= extra.length) {
      let from = at + 4;
      return sizes.flatMap((size) => {
        if (size !== elsewhere) return [size];
        from += 8;
        return from <= end ? [numberOf(extra, from - 8)] : [];
      });
    }
    at = end;
  }
  return [];
}

function withRoom(entries: readonly Omit<ZipEntry, 'room'>[], directoryAt: number): readonly ZipEntry[] {
  const sorted = entries.toSorted((a, b) => a.at - b.at);
  return sorted.map((entry, index) => {
    const room = (sorted[index + 1]?.at ?? directoryAt) - entry.at;
    if (room < localHeaderBytes + entry.rawName.length + entry.packedBytes)
      throw new StopFile(say('workbook.directory_damaged'));
    return { ...entry, room };
  });
}

const [encrypted, maskedHeaders] = [1 << 0, 1 << 13];

function byName(entries: readonly ZipEntry[]): ReadonlyMap<string, ZipEntry> {
  const found = new Map<string, ZipEntry>();
  for (const entry of entries) {
    const name = entry.name.toLowerCase();
    if (found.has(name)) throw new StopFile(say('workbook.part_twice', { part: shown(entry.name) }));
    if (entry.flags & (encrypted | maskedHeaders)) throw new StopFile(say('workbook.zip_password'));
    found.set(name, entry);
  }
  return found;
}
