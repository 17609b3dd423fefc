// One line of a batch, or of the rejected rows: a record with its place in the file.

import * as v from 'valibot';

import { isJsonObject, readJson, type JsonObject } from '../values/json.ts';

export interface Place {
  /** The first row of the record, as the person sees it in the file. */
  readonly row: number;
  readonly rows: readonly number[];
  /**
   * What the file said, where the record alone does not tell: the cells of each row of a table (it has columns of ours,
   * or a row for each detail), or the text of a JSON element that held more than the record.
   */
  readonly raw?: readonly (readonly string[] | string)[] | undefined;
}

export type BatchLine = Place & { readonly record: JsonObject };

export type RejectedLine = Place & {
  readonly identity?: string | undefined;
  /** Of the first fault; `message` tells all. */
  readonly code: number;
  readonly field: string;
  readonly message: string;
  readonly record?: JsonObject | undefined;
};

const placeSchema = {
  row: v.number(),
  rows: v.array(v.number()),
  raw: v.optional(v.array(v.union([v.string(), v.array(v.string())]))),
};

const batchLineSchema = v.object({ ...placeSchema, record: v.custom<JsonObject>(isJsonObject) });

export function readBatch(ndjson: string): readonly BatchLine[] {
  return linesOf(ndjson).map(readBatchLine);
}

export function linesOf(ndjson: string): readonly string[] {
  return ndjson.split('\n').filter((line) => line !== '');
}

export function readBatchLine(line: string): BatchLine {
  return v.parse(batchLineSchema, readJson(line));
}

const rejectedLineSchema = v.object({
  ...placeSchema,
  identity: v.optional(v.string()),
  code: v.number(),
  field: v.string(),
  message: v.string(),
  record: v.optional(v.custom<JsonObject>(isJsonObject)),
});

export function readRejectedLine(line: string): RejectedLine {
  return v.parse(rejectedLineSchema, readJson(line));
}
