// For memory: tables of numbers with open addressing, for millions of keys in a few words each. Tables have a fixed size and
// are begun one after the other: a table that grows is in memory twice while it is copied.

export interface TableSizes {
  /** Words of an entry. */
  readonly entryWords: number;
  /** Entries of the first table, and of each later one. Powers of two. */
  readonly first: number;
  readonly later: number;
}

/** A fuller table has long rows of taken entries. */
const fullest = 0.7;

export class HashTables {
  readonly #sizes: TableSizes;
  readonly #tables: Uint32Array[] = [];
  #inLast = 0;

  constructor(sizes: TableSizes) {
    this.#sizes = sizes;
  }

  get all(): readonly Uint32Array[] {
    return this.#tables;
  }

  /** The table for one more entry, which counts as added. */
  forOneMore(): Uint32Array {
    const { entryWords, first, later } = this.#sizes;
    const last = this.#tables.at(-1);
    if (last && this.#inLast < (last.length / entryWords) * fullest) {
      this.#inLast += 1;
      return last;
    }
    const table = new Uint32Array((last ? later : first) * entryWords);
    this.#tables.push(table);
    this.#inLast = 1;
    return table;
  }
}
