// Records that split has refused before sending, a line each, with the reasons.

import * as v from 'valibot';

import { StoredObject } from '../document.ts';
import { isJsonObject, readJson, type JsonObject } from '../values/json.ts';
import { rowPlaceFields, type RowPlace } from './batch.ts';

/** Numbered and named by content, as batches are. */
export const rejectedLines = new StoredObject('jobs/{job}/rejected/{part}-{sha}.ndjson', {
  by: ['split'],
  writes: 'again',
});

export type RejectedLine = RowPlace & {
  readonly identity?: string | undefined;
  /** Of the first fault; `message` has all faults. */
  readonly code: number;
  readonly field: string;
  readonly message: string;
  /** Absent where the rows do not make a record. */
  readonly record?: JsonObject | undefined;
};

const lineSchema = v.object({
  ...rowPlaceFields,
  identity: v.optional(v.string()),
  code: v.number(),
  field: v.string(),
  message: v.string(),
  record: v.optional(v.custom<JsonObject>(isJsonObject)),
});

export function readRejectedLine(line: string): RejectedLine {
  return v.parse(lineSchema, readJson(line));
}
