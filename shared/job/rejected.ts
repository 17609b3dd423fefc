// The rejected records of a job, a line each, with the reasons: split's rules refused them, so they are never sent.

import * as v from 'valibot';

import { StoredObject } from '../document.ts';
import { isJsonObject, readJson, type JsonObject } from '../values/json.ts';
import { saySchema, type Say } from '../words/say.ts';
import { rowPlaceFields, type RowPlace } from './batch.ts';

/** The key has a number and a hash of the content, as a batch's has. */
export const rejectedLines = new StoredObject('jobs/{job}/rejected/{part}-{sha}.ndjson', {
  by: ['split'],
  writes: 'again',
});

export type RejectedLine = RowPlace & {
  readonly identity?: string | undefined;
  /** The code of the first fault, as `field` is its field. `message` tells the first few faults. */
  readonly code: number;
  readonly field: string;
  readonly message: Say;
  /** Absent if the rows do not make a record. */
  readonly record?: JsonObject | undefined;
};

const lineSchema = v.object({
  ...rowPlaceFields,
  identity: v.optional(v.string()),
  code: v.number(),
  field: v.string(),
  message: saySchema,
  record: v.optional(v.custom<JsonObject>(isJsonObject)),
});

export function readRejectedLine(line: string): RejectedLine {
  return v.parse(lineSchema, readJson(line));
}
