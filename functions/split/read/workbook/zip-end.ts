// Finds the directory of a zip from its end. A zip is read by its directory alone, so the directory must be where its end says:
// anything in front of the zip, behind it or between the two could be another one, which another program would read.
// https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT (4.3.12 to 4.3.16)

import { say } from '../../../../shared/words/say.ts';
import { StopFile } from '../stop-file.ts';
import { readPiece, type RandomAccess } from './random-access.ts';

export interface ZipEnd {
  readonly entries: number;
  readonly directoryBytes: number;
  readonly directoryAt: number;
}

const endBytes = 22;
const locatorBytes = 20;
const end64Bytes = 56;
const longestComment = 0xffff;

export async function readZipEnd(source: RandomAccess): Promise<ZipEnd> {
  const tailBytes = Math.min(source.bytes, endBytes + longestComment + locatorBytes);
  const tail = await readPiece(source, source.bytes - tailBytes, tailBytes);
  const at = endRecordIn(tail);
  if (at === undefined) throw new StopFile(say('workbook.cut_off'));
  const end = tail.subarray(at);
  const endAt = source.bytes - end.length;

  const entries = end.readUInt16LE(10);
  const directoryBytes = end.readUInt32LE(12);
  const directoryAt = end.readUInt32LE(16);
  const oneDisk = end.readUInt16LE(4) === end.readUInt16LE(6) && end.readUInt16LE(8) === entries;
  if (at >= locatorBytes && tail.readUInt32LE(at - locatorBytes) === 0x07064b50) {
    const large = await readEnd64(source, tail.subarray(at - locatorBytes, at), endAt - locatorBytes);
    const isSame =
      [0xffff, large.entries].includes(entries) &&
      [0xffffffff, large.directoryBytes].includes(directoryBytes) &&
      [0xffffffff, large.directoryAt].includes(directoryAt);
    if (!isSame) throw damaged();
    return large;
  }
  if (!oneDisk || directoryAt + directoryBytes !== endAt) throw damaged();
  return { entries, directoryBytes, directoryAt };
}

/** Where the record begins whose comment ends with the file. */
function endRecordIn(tail: Buffer): number | undefined {
  for (let at = tail.length - endBytes; at >= 0; at -= 1) {
    if (tail.readUInt32LE(at) !== 0x06054b50) continue;
    if (at + endBytes + tail.readUInt16LE(at + 20) === tail.length) return at;
  }
  return undefined;
}

/** The end record of large zips. Some programs write it for small ones too: then it holds the same. */
async function readEnd64(source: RandomAccess, locator: Buffer, locatorAt: number): Promise<ZipEnd> {
  const at = numberOf(locator, 8);
  if (at + end64Bytes > locatorAt || locator.readUInt32LE(16) > 1) throw damaged();
  const end = await readPiece(source, at, end64Bytes);
  const entries = numberOf(end, 32);
  const directoryBytes = numberOf(end, 40);
  const directoryAt = numberOf(end, 48);
  const isWhole = end.readUInt32LE(0) === 0x06064b50 && at + 12 + numberOf(end, 4) === locatorAt;
  if (!isWhole || numberOf(end, 24) !== entries || directoryAt + directoryBytes !== at) throw damaged();
  return { entries, directoryBytes, directoryAt };
}

/** A number of eight bytes. Above 2^53 it is not exact, but then it is beyond any file. */
export function numberOf(bytes: Buffer, at: number): number {
  return Number(bytes.readBigUInt64LE(at));
}

function damaged(): StopFile {
  return new StopFile(say('workbook.directory_damaged'));
}
