// A window of a run: the records that one chain of pages has read. The entry is written when the last page is there and
// makes the chunks count; chunks carry their content's hash, so that no entry takes a crashed attempt's for its own.

import * as v from 'valibot';

import { Document, StoredObject } from '../document.ts';
import { count } from '../values/schemas.ts';

const entryFields = {
  records: count,
  /** Gzip members, one for each page, with a record in each line. */
  chunks: v.array(
    v.object({
      key: v.string(),
      sha256: v.string(),
      /** Of each page: its records, and the epoch milliseconds at which it was read. */
      pages: v.array(v.object({ records: count, read_ms: v.number() })),
    }),
  ),
};

export const windowEntrySchema = v.object(entryFields);
export type WindowEntry = v.InferOutput<typeof windowEntrySchema>;
export type Chunk = WindowEntry['chunks'][number];

const begunSchema = v.object({
  ...entryFields,
  /** Of the page after the last that was read; absent once an invocation has taken the window up. */
  page_token: v.optional(v.string()),
});
export type BegunEntry = WindowEntry & { readonly page_token: string };

const place = { by: ['export'], writes: 'again' } as const;

/** `window` is the axis and the bounds, as in create_time-1700000000-open. */
export const windowJson = new Document('exports/{run}/windows/{window}.json', {
  ...place,
  schema: windowEntrySchema,
});
/** A window that an invocation left before its end. */
export const begunWindowJson = new Document('exports/{run}/windows/{window}.begun.json', {
  ...place,
  schema: begunSchema,
});
export const windowChunk = new StoredObject('exports/{run}/windows/{window}-{chunk}-{sha}.ndjson.gz', place);
