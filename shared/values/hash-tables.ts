// Room for hash tables of millions of keys, in a few 32-bit words each. Their users look up and fill the entries by open
// addressing. A table has a fixed size, and a new one is begun when it is full: a table that grows is in memory twice while it is
// copied.

export interface TableSizes {
  /** Words of an entry. */
  readonly entryWords: number;
  /** Entries of the first table, and of each later one. Powers of two. */
  readonly first: number;
  readonly later: number;
}

/** The share of a table's entries that may be taken. A fuller table has long rows of taken entries to search through. */
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

  /** The table into which to put one more entry. The entry counts as added. */
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
