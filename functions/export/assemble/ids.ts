// The ids of a run, numbered as they come, in some thirty bytes each: a run of millions must not cost millions of
// strings. 96 bits of a hash stand for an id; that two of ten million share them is less likely than one in 10^15.

import { hash } from 'node:crypto';

/** Tables of a fixed size, begun one after the other: one that grew would stand in memory twice while it is copied. */
const slots = 2 ** 18;
const fullest = 0.7;
/** Three of the hash, and the id's number counted from 1; 0 means free. */
const entryWords = 4;
const numberWord = 3;

export class Ids {
  readonly #tables: Uint32Array[] = [];
  #inLast = 0;
  #count = 0;

  get count(): number {
    return this.#count;
  }

  /** The number of an id, counted from 0; a new one gets the next. */
  numberOf(id: string): number {
    const digest = hash('sha1', id, 'buffer');
    const words = [digest.readUInt32LE(0), digest.readUInt32LE(4), digest.readUInt32LE(8)] as const;
    for (const table of this.#tables) {
      const number = table[find(table, words) + numberWord] ?? 0;
      if (number !== 0) return number - 1;
    }
    const table = this.#tableWithRoom();
    const at = find(table, words);
    table.set(words, at);
    table[at + numberWord] = this.#count + 1;
    this.#inLast += 1;
    this.#count += 1;
    return this.#count - 1;
  }

  #tableWithRoom(): Uint32Array {
    const last = this.#tables.at(-1);
    if (last && this.#inLast < slots * fullest) return last;
    const table = new Uint32Array(slots * entryWords);
    this.#tables.push(table);
    this.#inLast = 0;
    return table;
  }
}

/** Where the id stands, or where it would. */
function find(table: Uint32Array, [first, second, third]: readonly [number, number, number]): number {
  let at = (first % slots) * entryWords;
  while (
    table[at + numberWord] !== 0 &&
    (table[at] !== first || table[at + 1] !== second || table[at + 2] !== third)
  )
    at = (at + entryWords) % (slots * entryWords);
  return at;
}
