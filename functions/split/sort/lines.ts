// Puts the lines of one object of S3 together, for speed at once as the bytes that are stored. To keep texts and join them at
// the end takes a fifth longer. lines.test.ts shows that the bytes are those of the joined texts.

/** The pieces of a line, without the newline. */
export type Line = readonly (string | Buffer)[];

const firstBytes = 65_536;
const newline = 0x0a;

export class Lines {
  #memory = Buffer.allocUnsafe(firstBytes);
  /** Where each line ends in the memory, its newline included. */
  readonly #ends: number[] = [];

  get count(): number {
    return this.#ends.length;
  }

  get bytes(): number {
    return this.#ends.at(-1) ?? 0;
  }

  /** The bytes of all lines so far. */
  get body(): Buffer {
    return this.#memory.subarray(0, this.bytes);
  }

  add(line: Line): void {
    let at = this.bytes;
    if (mostBytesOf(line) > this.#memory.length - at) this.#makeRoom(at + bytesOf(line));
    for (const piece of line)
      at += typeof piece === 'string' ? this.#memory.write(piece, at) : piece.copy(this.#memory, at);
    this.#memory[at] = newline;
    this.#ends.push(at + 1);
  }

  at(index: number): string | undefined {
    const end = this.#ends[index];
    return end === undefined ? undefined : this.#memory.toString('utf8', this.#ends[index - 1] ?? 0, end - 1);
  }

  #makeRoom(bytes: number): void {
    if (bytes <= this.#memory.length) return;
    const larger = Buffer.allocUnsafe(Math.max(bytes, 2 * this.#memory.length));
    this.#memory.copy(larger);
    this.#memory = larger;
  }
}

export function bytesOf(line: Line): number {
  return line.reduce((bytes, piece) => bytes + Buffer.byteLength(piece), 1);
}

/**
 * An upper bound of `bytesOf`: no code unit takes more than three bytes in UTF-8. To count the bytes takes as long as to
 * write them.
 */
export function mostBytesOf(line: Line): number {
  let most = 1;
  for (const piece of line) most += typeof piece === 'string' ? 3 * piece.length : piece.length;
  return most;
}
