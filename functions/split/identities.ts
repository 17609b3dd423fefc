// Which records of the file have which identity, in some twenty bytes each: a file of a million records must not cost
// a million strings. A hash only says who might be the same; whoever asks compares the identities themselves.

import { hash } from 'node:crypto';

export type IdentityHash = readonly [high: number, low: number];

/** Words per entry: two of hash, one of place (0 means free). */
const entryWords = 3;
const fullest = 0.7;

export class Identities {
  #slots = 1024;
  #table = new Uint32Array(this.#slots * entryWords);
  #count = 0;

  /** The places of records whose identity may be this one; nearly always none, or the one that is. */
  candidates([high, low]: IdentityHash): readonly number[] {
    const places: number[] = [];
    for (let slot = low % this.#slots; ; slot = (slot + 1) % this.#slots) {
      const at = slot * entryWords;
      const place = this.#table[at + 2] ?? 0;
      if (place === 0) return places;
      if (this.#table[at] === high && this.#table[at + 1] === low) places.push(place - 1);
    }
  }

  add([high, low]: IdentityHash, place: number): void {
    if (this.#count >= this.#slots * fullest) this.#grow();
    this.#put(high, low, place + 1);
    this.#count += 1;
  }

  #put(high: number, low: number, place: number): void {
    let slot = low % this.#slots;
    while (this.#table[slot * entryWords + 2] !== 0) slot = (slot + 1) % this.#slots;
    const at = slot * entryWords;
    this.#table[at] = high;
    this.#table[at + 1] = low;
    this.#table[at + 2] = place;
  }

  #grow(): void {
    const old = this.#table;
    this.#slots *= 2;
    this.#table = new Uint32Array(this.#slots * entryWords);
    for (let at = 0; at < old.length; at += entryWords) {
      const place = old[at + 2] ?? 0;
      if (place !== 0) this.#put(old[at] ?? 0, old[at + 1] ?? 0, place);
    }
  }
}

export function hashOf(identity: string): IdentityHash {
  const digest = hash('sha1', identity, 'buffer');
  return [digest.readUInt32LE(0), digest.readUInt32LE(4)];
}
