// Tells text that is valid both in UTF-8 and in GB18030. 682 of the 3,755 usual characters (伟 强 平 英 志 …) are two bytes that
// are a letter in UTF-8 as well, so a file with an English header and only such names has two readings.
//
// - A character of three or four bytes in UTF-8 is proof: then the file is UTF-8.
// - A letter of two bytes in UTF-8 that is no usual Chinese character in GB18030 is proof too.
// - So is one beside a small Latin letter, as in José: in Chinese text hardly anything stands there.

import { isAscii } from 'node:buffer';

import { isLevel1 } from './level-1.ts';

const newline = 0x0a;

interface Found {
  /** Counted from 1. */
  readonly line: number;
  readonly bytes: Buffer;
}

export class Ambiguity {
  #isProven = false;
  #lines = 0;
  #first: Found | undefined;
  /** The letters of two bytes that stand at the end of what was read, and the byte before them. */
  #run: number[] = [];
  #before = newline;

  /** Takes the next chunk of valid UTF-8, of whole characters. */
  take(chunk: Buffer): void {
    if (this.#isProven) return;
    if (this.#run.length === 0 && isAscii(chunk)) {
      if (this.#first === undefined) this.#lines += linesIn(chunk);
      this.#before = chunk.at(-1) ?? this.#before;
      return;
    }
    for (let at = 0; at < chunk.length && !this.#isProven; at += 1) {
      const byte = chunk[at] ?? 0;
      if (byte < 0x80) this.#takeAscii(byte);
      else {
        const trail = chunk[at + 1] ?? 0;
        this.#isProven = byte >= 0xe0 || !isLevel1(byte, trail);
        this.#run.push(byte, trail);
        at += 1;
      }
    }
  }

  #takeAscii(byte: number): void {
    if (this.#run.length > 0) this.#endRun(byte);
    if (byte === newline) this.#lines += 1;
    this.#before = byte;
  }

  #endRun(behind: number): void {
    if (isSmallLetter(this.#before) || isSmallLetter(behind)) this.#isProven = true;
    this.#first ??= { line: this.#lines + 1, bytes: Buffer.from(this.#run) };
    this.#run = [];
  }

  /** Where the first letters with two readings stand, at the end of the text; undefined where it has one reading. */
  end(): Found | undefined {
    if (this.#run.length > 0) this.#endRun(newline);
    return this.#isProven ? undefined : this.#first;
  }
}

function isSmallLetter(byte: number): boolean {
  return byte >= 0x61 && byte <= 0x7a;
}

function linesIn(chunk: Buffer): number {
  let lines = 0;
  for (let at = chunk.indexOf(newline); at >= 0; at = chunk.indexOf(newline, at + 1)) lines += 1;
  return lines;
}
