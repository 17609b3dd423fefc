// Tells a page that one list of pages shows a second time.
//
// - A record that comes again as it was counts for the page that showed it last. One that was changed meanwhile is new.
// - A page is a repeat if it shows at least half of an earlier page again, and at least half of its own records came before.
// - A page of which few records come again is a repeat only if it has no others.
// - So a few records that come again are no repeat: a change moves them to the next page where Feishu sorts the newest first. Nor is
//   a short last page of such records.
// - Pages are numbered from 1; pages without records do not count.
//
// A record takes some 17 bytes, and a list of more than a few pages 0.8 MB at the least: 64 bits of a hash stand for it, and the number of its page. Two of a million records share them by a
// chance of one in ten million, and one record more or less decides nothing.

import { hash } from 'node:crypto';

import { must } from '../errors.ts';
import { HashTables } from '../values/hash-tables.ts';
import type { JsonObject } from '../values/json.ts';

export interface Repeat {
  readonly page: number;
  /** The earlier page, most of all those that come again. */
  readonly earlier: number;
  /** How many of the page's records this list has shown before, and how many the page has. */
  readonly shown: number;
  readonly records: number;
}

type Words = readonly [number, number];

interface Place {
  readonly words: Words;
  readonly page: number;
  readonly table: Uint32Array | undefined;
}

/** Two words of the hash, and the number of the page; a number of 0 means a free entry. */
const entryWords = 3;
const pageWord = 2;
/** Most lists have a few pages. */
const sizes = { entryWords, first: 2 ** 12, later: 2 ** 16 };
const repeatedShare = 0.5;
/** So few records that come again are no repeat, unless they are the whole page. */
const fewestRepeated = 5;

export class ShownPages {
  readonly #tables = new HashTables(sizes);
  /** How many records each page has. */
  readonly #records: number[] = [];

  /** Notes the records of the next page. Answers with the repeat that the page is, which is not noted; undefined if it is none. */
  note(records: readonly JsonObject[]): Repeat | undefined {
    if (records.length === 0) return undefined;
    const places = [...new Set(records.map(stateOf))].map((state) => this.#placeOf(wordsOf(state)));
    const again = new Map<number, number>();
    for (const { page } of places) if (page !== 0) again.set(page, (again.get(page) ?? 0) + 1);
    const shown = places.filter((place) => place.page !== 0).length;
    const page = this.#records.length + 1;
    const [earlier] = [...again]
      .filter(([number, count]) => count >= (this.#records[number - 1] ?? 0) * repeatedShare)
      .toSorted(([, a], [, b]) => b - a);
    const isMost = shown >= places.length * repeatedShare && shown >= fewestRepeated;
    if (earlier && (isMost || shown === places.length))
      return { page, earlier: earlier[0], shown, records: places.length };
    for (const place of places) this.#show(place, page);
    this.#records.push(places.length);
    return undefined;
  }

  /** Where the record stands, and the page that showed it last; 0 and no table if none did. */
  #placeOf(words: Words): Place {
    for (const table of this.#tables.all) {
      const at = find(table, words);
      const page = table[at + pageWord] ?? 0;
      if (page !== 0) return { words, page, table };
    }
    return { words, page: 0, table: undefined };
  }

  #show({ words, table = this.#tables.forOneMore() }: Place, page: number): void {
    table.set([...words, page], find(table, words));
  }
}

/** What tells a record in one state from itself in another: its text, unless the time of its last change says it in short. */
function stateOf(record: JsonObject): string {
  const { id, modify_time: modified } = record;
  return typeof id === 'string' && typeof modified === 'string'
    ? `${id} ${modified}`
    : JSON.stringify(record);
}

function wordsOf(state: string): Words {
  const digest = hash('sha1', state, 'buffer');
  return [digest.readUInt32LE(0), digest.readUInt32LE(4)];
}

/** The place of the record's entry in the table, or of the free entry where it would be. */
function find(table: Uint32Array, [first, second]: Words): number {
  const entries = table.length / entryWords;
  let at = (first % entries) * entryWords;
  while (
    must(table[at + pageWord], 'a word of the entry') !== 0 &&
    (table[at] !== first || table[at + 1] !== second)
  )
    at = (at + entryWords) % table.length;
  return at;
}
