// Which records of the file have which identity, in some twelve bytes each: a file of a million records must not cost
// a million strings. A hash only says who might be the same; whoever asks compares the identities themselves.

export type IdentityHash = readonly [high: number, low: number];

/**
 * Tables of a fixed size, begun one after the other: one that grew would stand in memory twice while it is copied. The
 * first is small, for most files have a few hundred records. Powers of two.
 */
const slotsOfFirst = 2 ** 10;
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
      for (let at = firstSlot(table, low); table[at + 1] !== 0; at = nextSlot(table, at)) {
        if (table[at] === high) places.push((table[at + 1] ?? 0) - 1);
      }
    }
    return places;
  }

  add([high, low]: IdentityHash, place: number): void {
    const table = this.#tableWithRoom();
    let at = firstSlot(table, low);
    while (table[at + 1] !== 0) at = nextSlot(table, at);
    table[at] = high;
    table[at + 1] = place + 1;
    this.#inLast += 1;
  }

  #tableWithRoom(): Uint32Array {
    const last = this.#tables.at(-1);
    if (last && this.#inLast < (last.length / entryWords) * fullest) return last;
    const table = new Uint32Array((last ? slots : slotsOfFirst) * entryWords);
    this.#tables.push(table);
    this.#inLast = 0;
    return table;
  }
}

/** Two of 32 bits, multiplied up by characters (as FNV-1a is): a cryptographic one takes six times as long a record. */
export function hashOf(identity: string): IdentityHash {
  let [high, low] = [0x811c9dc5, 0x2545f491];
  for (let at = 0; at < identity.length; at += 1) {
    const unit = identity.charCodeAt(at);
    high = Math.imul(high ^ unit, 0x01000193);
    low = Math.imul(low ^ unit, 0x85ebca6b) ^ (low >>> 15);
  }
  return [mixed(high), mixed(low)];
}

/** The last characters, in which ids differ most, reach every bit. */
function mixed(word: number): number {
  const half = Math.imul(word ^ (word >>> 16), 0x7feb352d);
  return (half ^ (half >>> 15)) >>> 0;
}

function firstSlot({ length }: Uint32Array, low: number): number {
  return (low * entryWords) & (length - 1);
}

function nextSlot({ length }: Uint32Array, at: number): number {
  return (at + entryWords) & (length - 1);
}
