// Finds the records of the file that may have an identity. To save memory it keeps some twelve bytes a record instead of a
// string. A hash only selects the records to compare; RecordSorter compares the identities themselves.

import { must } from '../../../shared/errors.ts';
import { HashTables } from '../../../shared/values/hash-tables.ts';

export type IdentityHash = readonly [high: number, low: number];

/**
 * An entry of a table: half of the hash, and the record's place counted from 1; a place of 0 means a free entry. The other
 * half of the hash says where the entry is looked for first.
 */
const entryWords = 2;

export class Identities {
  /** The first table is small: most files have a few hundred records. */
  readonly #tables = new HashTables({ entryWords, first: 2 ** 10, later: 2 ** 20 });

  /** The places of records that may have this identity: nearly always none, or exactly the one that has it. */
  candidates([high, low]: IdentityHash): readonly number[] {
    const places: number[] = [];
    for (const table of this.#tables.all) {
      for (let at = firstEntry(table, low); table[at + 1] !== 0; at = nextEntry(table, at)) {
        if (table[at] === high) places.push(must(table[at + 1], 'a word of the entry') - 1);
      }
    }
    return places;
  }

  add([high, low]: IdentityHash, place: number): void {
    const table = this.#tables.forOneMore();
    let at = firstEntry(table, low);
    while (table[at + 1] !== 0) at = nextEntry(table, at);
    table[at] = high;
    table[at + 1] = place + 1;
  }
}

/** Two hashes of 32 bits, made much as FNV-1a is. A cryptographic hash takes six times as long for a record. */
export function hashOf(identity: string): IdentityHash {
  let [high, low] = [0x811c9dc5, 0x2545f491];
  for (let at = 0; at < identity.length; at += 1) {
    const unit = identity.charCodeAt(at);
    high = Math.imul(high ^ unit, 0x01000193);
    low = Math.imul(low ^ unit, 0x85ebca6b) ^ (low >>> 15);
  }
  return [mixed(high), mixed(low)];
}

/** Lets the last characters, in which ids differ most, reach every bit. */
function mixed(word: number): number {
  const half = Math.imul(word ^ (word >>> 16), 0x7feb352d);
  return (half ^ (half >>> 15)) >>> 0;
}

function firstEntry({ length }: Uint32Array, low: number): number {
  return (low * entryWords) & (length - 1);
}

function nextEntry({ length }: Uint32Array, at: number): number {
  return (at + entryWords) & (length - 1);
}
