// `table` in awaiting_approval.json and report.json: how a table was read, told to people. plan.json has the same as data.

import * as v from 'valibot';

import { count } from '../values/schemas.ts';
import { toldSchema } from '../words/say.ts';
import { encodings } from './encoding.ts';

/** Each field is absent where there is nothing to tell of it. */
export const toldTableSchema = v.object({
  encoding: v.optional(v.picklist(encodings)),
  sheet: v.optional(v.string()),
  /** As a spreadsheet counts, from 1. */
  header_row: v.optional(count),
  above_header: v.optional(v.array(v.string())),
  /** The titles of columns that were not read. */
  ignored_columns: v.optional(v.array(v.string())),
  /** Rows that are no records: how many, and why the first of them. */
  passed_over: v.optional(v.object({ count, rows: v.array(v.object({ row: count, why: toldSchema })) })),
  /** The API's names of fields without a column, whose values follow from other columns. */
  derived: v.optional(v.array(v.string())),
  /** The API's names of fields without a column, with the value that was given once for all records. */
  defaults: v.optional(v.record(v.string(), v.string())),
});
export type ToldTable = v.InferOutput<typeof toldTableSchema>;

/** Why somebody has to look, by the kinds of the plan's `hold`. */
export const toldHoldSchema = v.array(v.object({ kind: v.string(), ...toldSchema.entries }));
export type ToldHold = v.InferOutput<typeof toldHoldSchema>;
