// The fixtures with what is expected of them. README.md describes both.

import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

import * as v from 'valibot';

import { readJson } from '../../shared/values/json.ts';

const root = resolve(import.meta.dirname, '../..');
const folder = join(import.meta.dirname, 'fixtures');

/** Names of cells, ranges or columns. */
const places = v.optional(v.array(v.string()), []);
const expectedSheet = v.object({
  name: v.string(),
  visible: v.boolean(),
  /** Each row that holds something: its number, and its cells from A. Absent: the sheet is hidden, so its rows do not count. */
  rows: v.optional(v.array(v.tuple([v.number(), v.array(v.string())]))),
  merged: places,
  /** Rows. */
  hidden: v.optional(v.array(v.number()), []),
  hidden_columns: places,
  filtered: v.optional(v.boolean(), false),
  /** Cells that may not simply be taken as their texts, with the kind of their mark. */
  marks: v.optional(v.record(v.string(), v.string()), {}),
});
export type ExpectedSheet = v.InferOutput<typeof expectedSheet>;

const verdict = v.picklist(['records', 'stops', 'rejects']);
const record = v.record(v.string(), v.unknown());
/** What becomes of a table of payments. */
const table = v.object({
  verdict,
  /** Where the file would be dropped: resource, action and options. */
  folder: v.string(),
  encoding: v.optional(v.string()),
  header_row: v.optional(v.number()),
  /** Each record that is sent, with its row. */
  records: v.optional(v.array(v.tuple([v.number(), record])), []),
  /** Rows that are rejected, with the fields at fault. */
  rejected: v.optional(v.array(v.tuple([v.number(), v.array(v.string())])), []),
  /** Rows that are neither records nor a total. */
  passed_over: v.optional(v.array(v.number()), []),
  columns_passed_over: places,
  /** Kinds of reasons for which a person has to look first. */
  looks: places,
  /** Kinds of things that a person is told of, though nothing waits for it. */
  warns: places,
});

const about = {
  by: v.string(),
  from: v.optional(v.string()),
  why: v.string(),
  /** Of a file that stands elsewhere: from the project's folder on. */
  path: v.optional(v.string()),
};
const workbook = v.object({
  ...about,
  sheets: v.optional(v.array(expectedSheet), []),
  names: v.optional(v.record(v.string(), v.string()), {}),
  /** The id of the sentence with which the file is refused. */
  refused: v.optional(v.string()),
  table: v.optional(table),
});
const text = v.object({ ...about, ...table.entries });

function listed<Schema extends v.GenericSchema<unknown, { readonly path?: string | undefined }>>(
  endings: RegExp,
  schema: Schema,
) {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.json') && endings.test(name.replace(/\.json$/, '')))
    .toSorted()
    .map((file) => {
      const expected = v.parse(schema, readJson(readFileSync(join(folder, file), 'utf8')));
      const name = file.replace(/\.json$/, '');
      return {
        name,
        path: join(...(expected.path === undefined ? [folder, name] : [root, expected.path])),
        expected,
      };
    });
}

export const workbooks = listed(/\.xls[xm]$/, workbook);
export const texts = listed(/\.(?:csv|tsv|txt)$/, text);
