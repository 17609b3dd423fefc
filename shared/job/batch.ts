// A batch: the records that one call may carry, a line each, with their places in the file.

import * as v from 'valibot';

import { StoredObject } from '../document.ts';
import { isJsonObject, readJson, type JsonObject } from '../values/json.ts';
import { linesIn } from '../values/ndjson.ts';

/**
 * `sha` is the first eight hex digits of the content's SHA-256. With it in the key, what a crashed attempt left under other rules
 * is not taken for a batch of the plan.
 */
export const batchLines = new StoredObject('jobs/{job}/batches/{batch}-{sha}.ndjson', {
  by: ['split'],
  writes: 'again',
});

/** Where a record stands in its file. */
export interface RowPlace {
  /** The first row of the record as a spreadsheet counts it; in JSON and NDJSON the number of the record. */
  readonly row: number;
  readonly rows: readonly number[];
  /**
   * What the file said, if the record alone does not say it all; else absent. It is the cells of each of the record's rows in a
   * table, or the text of its element in JSON.
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
