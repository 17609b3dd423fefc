// Which records of the file have which identity, in some twelve bytes each: a file of a million records must not cost
// a million strings. A hash only says who might be the same; whoever asks compares the identities themselves.

import { hash } from 'node:crypto';

export type IdentityHash = readonly [high: number, low: number];

/** Tables of a fixed size, begun one after the other: one that grew would stand in memory twice while it is copied. */
const slots = 2 ** 20;
const fullest = 0.7;
/** Half of the hash, and the record's place counted from 1; 0 means free. The other half says where to look. */
const entryWords = 2;

export class Identities {
  readonly #tables: Uint32Array[] = [];
  #inLast = 0;

  /** The places of records whose identity may be this one; nearly always none, or the one that is. */
  candidates([high, low]: IdentityHash): readonly number[] {
    const places: number[] = [];
    for (const table of this.#tables) {
      for (let at = firstSlot(low); table[at + 1] !== 0; at = nextSlot(at)) {
        if (table[at] === high) places.push((table[at + 1] ?? 0) - 1);
      }
    }
    return places;
  }

  add([high, low]: IdentityHash, place: number): void {
    const table = this.#tableWithRoom();
    let at = firstSlot(low);
    while (table[at + 1] !== 0) at = nextSlot(at);
    table[at] = high;
    table[at + 1] = place + 1;
    this.#inLast += 1;
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

export function hashOf(identity: string): IdentityHash {
  // As text of a byte a character: a buffer for each record would cost more than its hash.
  const digest = hash('sha1', identity, 'binary');
  return [wordAt(digest, 0), wordAt(digest, 4)];
}

function wordAt(bytes: string, at: number): number {
  const byte = (offset: number) => bytes.charCodeAt(at + offset) << (8 * offset);
  return (byte(0) | byte(1) | byte(2) | byte(3)) >>> 0;
}

function firstSlot(low: number): number {
  return (low % slots) * entryWords;
}

function nextSlot(at: number): number {
  return (at + entryWords) % (slots * entryWords);
}
