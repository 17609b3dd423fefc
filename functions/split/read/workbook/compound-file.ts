// Says what a file in Microsoft's older container is: an old workbook, or a workbook behind a password. The container is a file
// system of sectors, with a table that chains them; the directory is one chain, and byte 48 names its first sector.
// https://learn.microsoft.com/openspecs/windows_protocols/ms-cfb/

import { say, type Say } from '../../../../shared/words/say.ts';
import { readPiece, type RandomAccess } from './random-access.ts';

const headerBytes = 512;
const entryBytes = 128;
/** The longest directory that is followed: an old workbook has some ten entries. */
const mostSectors = 32;
/** The header itself holds the places of so many sectors of the table: of all below 6.8 MB, and of any with larger sectors. */
const tableSectorsInHeader = 109;

/** Streams of a locked workbook, the last of one that is locked by rights management. */
const locked = new Set(['encryptedpackage', 'encryptioninfo', '\u0006dataspaces']);

export async function kindOfCompoundFile(source: RandomAccess, head: Buffer): Promise<Say> {
  const names = head.length < headerBytes ? [] : await namesIn(source, head);
  if (names.some((name) => locked.has(name))) return say('workbook.password');
  if (names.some((name) => name === 'workbook' || name === 'book')) return say('workbook.old_workbook');
  return say('workbook.no_workbook');
}

/** The names in the directory, in small letters: some programs write WORKBOOK. */
async function namesIn(source: RandomAccess, head: Buffer): Promise<readonly string[]> {
  const shift = head.readUInt16LE(30);
  if (shift !== 9 && shift !== 12) return [];
  const bytes = 1 << shift;
  const names: string[] = [];
  let sector = head.readUInt32LE(48);
  for (let read = 0; read < mostSectors; read += 1) {
    const entries = await pieceOf(source, (sector + 1) * bytes, bytes);
    if (!entries) break;
    for (let at = 0; at < bytes; at += entryBytes) names.push(nameAt(entries, at));
    const table = Math.floor(sector / (bytes / 4));
    if (table >= tableSectorsInHeader) break;
    const place = (head.readUInt32LE(76 + 4 * table) + 1) * bytes + 4 * (sector % (bytes / 4));
    const next = await pieceOf(source, place, 4);
    if (!next) break;
    sector = next.readUInt32LE();
  }
  return names;
}

function nameAt(entries: Buffer, at: number): string {
  const bytes = Math.min(entries.readUInt16LE(at + 64), 64);
  return entries
    .subarray(at, at + Math.max(0, bytes - 2))
    .toString('utf16le')
    .toLowerCase();
}

/** Undefined where the file has no such piece: the chain has ended, or the file is cut off. */
async function pieceOf(source: RandomAccess, position: number, length: number): Promise<Buffer | undefined> {
  return position + length > source.bytes ? undefined : readPiece(source, position, length);
}
