// Decides whether a file that is not UTF-8 is Chinese text in GB18030 (of which GBK and GB2312 are parts).
//
// - It must be valid GB18030 to its end.
// - Of its characters of two bytes, 80 % are usual ones (level-1.ts).
// - It has a Chinese title that the operation knows, or 20 such characters and none of private use, which no font shows.

import type { Bytes } from '../bytes.ts';
import { decoderOf } from './decode.ts';
import { isLevel1 } from './level-1.ts';

const leastUsualShare = 0.8;
const enoughCharacters = 20;
/** The header is looked for in so many characters. */
const headChars = 65_536;
/** So many characters of two bytes are counted: enough for the share. */
const mostCounted = 100_000;

/** A title in Latin letters proves nothing of the others. */
const notLatin = /[^\p{ASCII}]/u;

const privateUse = /[\p{Co}]/u;
const cellEnds = /[,;\t\r\n"]+/;

export async function isGb18030(bytes: Bytes, isTitle: (cell: string) => boolean): Promise<boolean> {
  const decoder = decoderOf('gb18030');
  const seen = new TwoByteCharacters();
  let head = '';
  let isPrivate = false;
  for await (const chunk of bytes) {
    seen.take(chunk);
    const text = decoder.decode(chunk, { stream: true });
    if (text.includes('\uFFFD')) return false;
    isPrivate ||= privateUse.test(text);
    if (head.length < headChars) head += text.slice(0, headChars);
  }
  if (decoder.decode().includes('\uFFFD')) return false;
  if (seen.all === 0 || seen.usual < seen.all * leastUsualShare) return false;
  if (head.split(cellEnds).some((cell) => notLatin.test(cell) && isTitle(cell))) return true;
  return seen.all >= enoughCharacters && !isPrivate;
}

class TwoByteCharacters {
  all = 0;
  usual = 0;
  /** The first byte of a character whose second byte is in the next chunk; 0: none. */
  #lead = 0;
  /** Bytes of a character of four bytes that are still to come. */
  #skip = 0;

  take(chunk: Buffer): void {
    if (this.all >= mostCounted) return;
    for (const byte of chunk) {
      if (this.#skip > 0) this.#skip -= 1;
      else if (this.#lead === 0) this.#lead = byte >= 0x81 && byte <= 0xfe ? byte : 0;
      else if (byte >= 0x30 && byte <= 0x39) [this.#lead, this.#skip] = [0, 2];
      else {
        this.all += 1;
        if (isLevel1(this.#lead, byte)) this.usual += 1;
        this.#lead = 0;
      }
    }
  }
}
