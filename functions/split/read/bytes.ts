// Turns an object's bytes into text that can be trusted:
//
// - unpacked if it is a gzip archive, to the last byte that the archive holds;
// - no longer than MAX_FILE_BYTES;
// - UTF-8 to the last byte, without a byte order mark.

import { isUtf8 } from 'node:buffer';
import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';

import { must } from '../../../shared/errors.ts';
import { say, type Say } from '../../../shared/words/say.ts';
import { StopFile } from './stop-file.ts';

export type Bytes = AsyncIterable<Buffer>;

/**
 * A file that unpacks to more than so many times its bytes is stopped. Deflate packs zeros 1,030:1 and a dull payroll file
 * 20:1.
 */
const mostTimesUnpacked = 200;
/** A file that unpacks to no more bytes than these may have any ratio. */
const ratioCountsFromBytes = 16 * 1024 * 1024;

export async function* unpack(packed: Bytes): Bytes {
  let packedBytes = 0;
  /** Where the zeros begin that go on to the end: some archives are filled up with zeros. */
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
  // An error of either stream ends the loop below.
  const ended = Promise.withResolvers<Error | null | undefined>();
  pipeline(Readable.from(counted(), { objectMode: false }), unpacked, (error) => ended.resolve(error));
  try {
    // `unpacked` is not destroyed at the end of the loop: bytes after the archive's end are still to be seen.
    for await (const chunk of unpacked.iterator({ destroyOnReturn: false })) {
      bytes += chunk.length;
      if (bytes > ratioCountsFromBytes && bytes > packedBytes * mostTimesUnpacked) {
        throw new StopFile(say('file.unpacks_too_far', { times: mostTimesUnpacked }));
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
  // Node's unpacker ends at the first zeros between two archives, without an error. If it left more than zeros, the file is
  // stopped.
  if (zerosFrom > unpacked.bytesWritten) throw new StopFile(say('file.gzip_goes_on'));
}

function gzipFault(error: unknown): StopFile | undefined {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'Z_BUF_ERROR') return new StopFile(say('file.gzip_cut_off'));
  if (code === 'Z_DATA_ERROR') return new StopFile(say('file.gzip_damaged'));
  if (code === 'ERR_STREAM_PUSH_AFTER_EOF') return new StopFile(say('file.gzip_goes_on'));
  return undefined;
}

/** Stops a file of more than `maxFileBytes`. Checks the time with each chunk: a file may hold gigabytes and no record. */
export async function* limited(bytes: Bytes, maxFileBytes: number, checkTime: () => void): Bytes {
  let seen = 0;
  for await (const chunk of bytes) {
    checkTime();
    seen += chunk.length;
    if (seen > maxFileBytes) throw new StopFile(say('file.too_large', { bytes: maxFileBytes }));
    yield chunk;
  }
}

/** The first bytes, in hex, of files of other kinds that may stand under the name of a text file, with what is said of each. */
const mistaken: readonly (readonly [RegExp, Say])[] = [
  [/^1f8b/, say('file.is_gzip')],
  [/^504b0304/, say('file.is_workbook')],
  [/^d0cf11e0/, say('file.is_old_workbook')],
  // UTF-16: a byte order mark, or twice a NUL, which is half of every Latin letter.
  [/^(fffe|feff|00..00|..00..00)/, say('file.is_utf16')],
];

const bom = Buffer.from('\uFEFF');
const longestCharacterBytes = 4;
const newline = 0x0a;

/** Stops a file that is not UTF-8 and leaves out a byte order mark. Each chunk that it yields ends with a whole character. */
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

/** Where the last whole character ends: at most three bytes wait for the next chunk. */
function endOfLastCharacter(text: Buffer): number {
  for (let back = 1; back < longestCharacterBytes && back <= text.length; back += 1) {
    const byte = must(text[text.length - back], 'a byte of the text');
    if (byte < 0x80) break;
    if (byte >= 0xc0) return bytesOfCharacter(byte) > back ? text.length - back : text.length;
  }
  return text.length;
}

function bytesOfCharacter(leadByte: number): number {
  if (leadByte >= 0xf0) return 4;
  return leadByte >= 0xe0 ? 3 : 2;
}

/**
 * The fault of a file that is not UTF-8. It names the line, which a person finds in an editor; an offset in bytes would not
 * help.
 */
function notUtf8(linesBefore: number, chunk: Buffer): StopFile {
  let good = 0;
  let bad = chunk.length;
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    if (isUtf8(chunk.subarray(0, endOfLastCharacter(chunk.subarray(0, middle))))) good = middle;
    else bad = middle;
  }
  const line = linesBefore + linesIn(chunk.subarray(0, bad)) + 1;
  return new StopFile(say('file.not_utf8', { line }));
}

function linesIn(text: Buffer): number {
  let lines = 0;
  for (let at = text.indexOf(newline); at >= 0; at = text.indexOf(newline, at + 1)) lines += 1;
  return lines;
}
