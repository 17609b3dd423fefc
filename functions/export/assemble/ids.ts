// Numbers the ids of a run as they come. To save memory it keeps some 23 bytes of each instead of a string. 96 bits of a hash
// stand for an id; that two of ten million ids share them is less likely than one in 10^15.

import { hash } from 'node:crypto';

import { must } from '../../../shared/errors.ts';
import { HashTables } from '../../../shared/values/hash-tables.ts';

/** An entry of a table: three words of the hash, and the id's number counted from 1; a number of 0 means a free entry. */
const entryWords = 4;
const numberWord = 3;
const entries = 2 ** 18;

export class Ids {
  readonly #tables = new HashTables({ entryWords, first: entries, later: entries });
  #count = 0;

  get count(): number {
    return this.#count;
  }

  /** The number of an id, counted from 0; a new id gets the next number and is kept. */
  numberOf(id: string): number {
    const digest = hash('sha1', id, 'buffer');
    const words = [digest.readUInt32LE(0), digest.readUInt32LE(4), digest.readUInt32LE(8)] as const;
    for (const table of this.#tables.all) {
      const number = must(table[find(table, words) + numberWord], 'a word of the entry');
      if (number !== 0) return number - 1;
    }
    const table = this.#tables.forOneMore();
    const at = find(table, words);
    table.set(words, at);
    table[at + numberWord] = this.#count + 1;
    this.#count += 1;
    return this.#count - 1;
  }
}

/** The place of the id's entry in the table, or of the free entry where it would be. */
function find(table: Uint32Array, [first, second, third]: readonly [number, number, number]): number {
  let at = (first % entries) * entryWords;
  while (
    table[at + numberWord] !== 0 &&
    (table[at] !== first || table[at + 1] !== second || table[at + 2] !== third)
  )
    at = (at + entryWords) % table.length;
  return at;
}
