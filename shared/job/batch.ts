// A batch: the records of one call, a line each, with their places in the file.

import * as v from 'valibot';

import { StoredObject } from '../document.ts';
import { isJsonObject, readJson, type JsonObject } from '../values/json.ts';
import { linesIn } from '../values/ndjson.ts';

/**
 * Named by content too: what a crashed attempt left under other rules can never be taken for an object of the plan.
 * `sha` is the first eight hex digits of the content's SHA-256.
 */
export const batchLines = new StoredObject('jobs/{job}/batches/{batch}-{sha}.ndjson', {
  by: ['split'],
  writes: 'again',
});

/** Where a record stands in its file. */
export interface RowPlace {
  /** The first row of the record, counted as the person's program shows it. */
  readonly row: number;
  readonly rows: readonly number[];
  /**
   * What the file said. Absent where the record alone says it all; else the cells of each row of a table that has columns
   * of ours or a row for each detail, or the text of a JSON element that held more than the record.
   */
  readonly raw?: readonly (readonly string[] | string)[] | undefined;
}

export type BatchLine = RowPlace & { readonly record: JsonObject };

export const rowPlaceFields = {
  row: v.number(),
  rows: v.array(v.number()),
  raw: v.optional(v.array(v.union([v.string(), v.array(v.string())]))),
};

const lineSchema = v.object({ ...rowPlaceFields, record: v.custom<JsonObject>(isJsonObject) });

export function readBatchLine(line: string): BatchLine {
  return v.parse(lineSchema, readJson(line));
}

export function readBatch(ndjson: string): readonly BatchLine[] {
  return linesIn(ndjson).map(readBatchLine);
}
