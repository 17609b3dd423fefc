// From an object's bytes to text that can be trusted: unpacked, not endless, UTF-8 to the last byte, without a BOM.

import { isUtf8 } from 'node:buffer';
import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';

import { StopFile } from './stop-file.ts';

export type Bytes = AsyncIterable<Buffer>;

/** What deflate makes of zeros is 1,030:1, of a dull payroll file 20:1. */
const mostTimesUnpacked = 200;
/** Small files may repeat themselves as they like. */
const ratioCountsFromBytes = 16 * 1024 * 1024;

export async function* unpack(packed: Bytes): Bytes {
  let packedBytes = 0;
  /** Where zeros begin that go on to the end: archives are filled up with them. */
  let zerosFrom = 0;
  async function* counted(): Bytes {
    for await (const chunk of packed) {
      const end = chunk.findLastIndex((byte) => byte !== 0) + 1;
      if (end > 0) zerosFrom = packedBytes + end;
      packedBytes += chunk.length;
      yield chunk;
    }
  }

  let bytes = 0;
  const unpacked = createGunzip();
  // Errors of either end come out of the loop below.
  const ended = Promise.withResolvers<Error | null | undefined>();
  pipeline(Readable.from(counted(), { objectMode: false }), unpacked, (error) => ended.resolve(error));
  try {
    // Left open, for what comes behind the last byte that it gives is still to be read.
    for await (const chunk of unpacked.iterator({ destroyOnReturn: false })) {
      bytes += chunk.length;
      if (bytes > ratioCountsFromBytes && bytes > packedBytes * mostTimesUnpacked) {
        throw new StopFile(
          `the file unpacks to over ${mostTimesUnpacked} times its size: it is no file of records`,
        );
      }
      yield chunk;
    }
    const failure = await ended.promise;
    if (failure) throw failure;
  } catch (error) {
    throw gzipFault(error) ?? error;
  } finally {
    unpacked.destroy();
  }
  // The unpacker ends where zeros begin, and says nothing of what stands behind them.
  if (zerosFrom > unpacked.bytesWritten) throw new StopFile(goesOn);
}

const goesOn = 'the gzip file goes on behind its end: were two files put into one?';

function gzipFault(error: unknown): StopFile | undefined {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'Z_BUF_ERROR') return new StopFile('the gzip file is cut off: its end is missing');
  if (code === 'Z_DATA_ERROR') return new StopFile('the gzip file is damaged, or no gzip file at all');
  if (code === 'ERR_STREAM_PUSH_AFTER_EOF') return new StopFile(goesOn);
  return undefined;
}

/** `checkTime` throws once there is no time left: a file may hold gigabytes and no record. */
export async function* limited(bytes: Bytes, maxFileBytes: number, checkTime: () => void): Bytes {
  let seen = 0;
  for await (const chunk of bytes) {
    checkTime();
    seen += chunk.length;
    if (seen > maxFileBytes)
      throw new StopFile(`the file holds more than ${maxFileBytes} bytes: split it into several`);
    yield chunk;
  }
}

/** What a file is that only has the name of a text file, by its first bytes. */
const mistaken: readonly (readonly [RegExp, string])[] = [
  [/^1f8b/, 'the file is gzip: name it with .gz at the end'],
  [/^504b0304/, 'the file is an Excel workbook or a zip: save it as CSV UTF-8'],
  [/^d0cf11e0/, 'the file is an old Excel workbook: save it as CSV UTF-8'],
  // With a byte order mark, or with the NUL that is half of every Latin letter.
  [/^(fffe|feff|00..00|..00..00)/, 'the file is in UTF-16: save it as UTF-8 (in Excel: CSV UTF-8)'],
];

const bom = Buffer.from('\uFEFF');
const longestCharacterBytes = 4;
const newline = 0x0a;

/** Whole UTF-8 characters in every chunk. */
export async function* utf8(bytes: Bytes): Bytes {
  let first = true;
  let lines = 0;
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of bytes) {
    let text = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
    if (first && text.length < longestCharacterBytes) {
      rest = text;
      continue;
    }
    if (first) text = withoutBom(text);
    first = false;
    const end = endOfLastCharacter(text);
    const whole = text.subarray(0, end);
    if (!isUtf8(whole)) throw notUtf8(lines, whole);
    rest = text.subarray(end);
    if (end === 0) continue;
    lines += linesIn(whole);
    yield whole;
  }
  const last = first ? withoutBom(rest) : rest;
  if (!isUtf8(last)) throw notUtf8(lines, last);
  if (last.length > 0) yield last;
}

function withoutBom(text: Buffer): Buffer {
  const start = text.subarray(0, longestCharacterBytes).toString('hex');
  const mistake = mistaken.find(([magic]) => magic.test(start));
  if (mistake) throw new StopFile(mistake[1]);
  return text.subarray(0, bom.length).equals(bom) ? text.subarray(bom.length) : text;
}

/** Where the last character that is whole ends: at most three bytes wait for the next chunk. */
function endOfLastCharacter(text: Buffer): number {
  for (let back = 1; back < longestCharacterBytes && back <= text.length; back += 1) {
    const byte = text[text.length - back] ?? 0;
    if (byte < 0x80) break;
    if (byte >= 0xc0) return bytesOfCharacter(byte) > back ? text.length - back : text.length;
  }
  return text.length;
}

function bytesOfCharacter(leadByte: number): number {
  if (leadByte >= 0xf0) return 4;
  return leadByte >= 0xe0 ? 3 : 2;
}

/** Names the line: a person finds it, an offset in bytes nobody does. */
function notUtf8(linesBefore: number, chunk: Buffer): StopFile {
  let good = 0;
  let bad = chunk.length;
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    if (isUtf8(chunk.subarray(0, endOfLastCharacter(chunk.subarray(0, middle))))) good = middle;
    else bad = middle;
  }
  const line = linesBefore + linesIn(chunk.subarray(0, bad)) + 1;
  return new StopFile(`the file is not in UTF-8 (line ${line}): save it as UTF-8 (in Excel: CSV UTF-8)`);
}

function linesIn(text: Buffer): number {
  let lines = 0;
  for (let at = text.indexOf(newline); at >= 0; at = text.indexOf(newline, at + 1)) lines += 1;
  return lines;
}
