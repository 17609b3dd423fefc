// Lines of one object of S3, as the bytes that are stored, one behind the other: what is put together as it comes need not
// be put together again.

/** Its pieces, without its end. */
export type Line = readonly (string | Buffer)[];

const firstBytes = 65_536;
const newline = 0x0a;

export class Lines {
  #memory = Buffer.allocUnsafe(firstBytes);
  /** Where each line ends. */
  readonly #ends: number[] = [];

  get count(): number {
    return this.#ends.length;
  }

  get bytes(): number {
    return this.#ends.at(-1) ?? 0;
  }

  /** Of all that was added until now. */
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

/** Nothing takes more in UTF-8 than three bytes for a code unit: to count them takes as long as to write them. */
export function mostBytesOf(line: Line): number {
  let most = 1;
  for (const piece of line) most += typeof piece === 'string' ? 3 * piece.length : piece.length;
  return most;
}
