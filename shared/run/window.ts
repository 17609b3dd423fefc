// A window of a run: a piece of time that one chain of pages reads to its end. Its records stand in chunks, which count once the
// window's entry names them; the entry is written when the last page is there. A chunk's key has a hash of its content, so that no
// entry takes a crashed attempt's chunk for its own.

import * as v from 'valibot';

import { Document, StoredObject } from '../document.ts';
import { count } from '../values/schemas.ts';

const entryFields = {
  records: count,
  /** A chunk is several gzip members, one for each page that has records, with a record in each line. */
  chunks: v.array(
    v.object({
      key: v.string(),
      sha256: v.string(),
      /** For each of these pages: how many records it has, and the epoch milliseconds at which it was read. */
      pages: v.array(v.object({ records: count, read_ms: v.number() })),
    }),
  ),
};

export const windowEntrySchema = v.object(entryFields);
export type WindowEntry = v.InferOutput<typeof windowEntrySchema>;
export type Chunk = WindowEntry['chunks'][number];

const begunSchema = v.object({
  ...entryFields,
  /** The token of the page after the last that was read; absent once an invocation has taken the window up. */
  page_token: v.optional(v.string()),
});
export type BegunEntry = WindowEntry & { readonly page_token: string };

const place = { by: ['export'], writes: 'again' } as const;

/** The entry of a window. `window`: its axis and its bounds in epoch seconds, as in create_time-1700000000-open. */
export const windowJson = new Document('exports/{run}/windows/{window}.json', {
  ...place,
  schema: windowEntrySchema,
});
/** The entry of a window that an invocation left before its end. */
export const begunWindowJson = new Document('exports/{run}/windows/{window}.begun.json', {
  ...place,
  schema: begunSchema,
});
export const windowChunk = new StoredObject('exports/{run}/windows/{window}-{chunk}-{sha}.ndjson.gz', place);
