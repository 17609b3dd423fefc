// The first rows of one of a report's files, whatever its format, as a person wants to see them.

import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';

import { parse } from 'csv-parse';

import type { WriteOperation } from '../../shared/feishu/operation.ts';
import { unguardCell } from '../../shared/formula-guard.ts';
import { isJsonObject, readJson, type JsonObject } from '../../shared/json.ts';

export interface ReportRow {
  readonly rows: string[];
  readonly identity: string;
  readonly person: string;
  readonly amount: string;
  readonly currency: string;
  readonly status: string;
  readonly code: number;
  readonly message: string;
  /** Feishu's, where there is one. */
  readonly id: string;
}

/** `most` records; a record of several rows is one. */
export async function* reportRows(path: string, operation: WriteOperation): AsyncGenerator<ReportRow> {
  let last: ReportRow | undefined;
  for await (const fields of fieldsOf(path)) {
    const row = rowOf(fields, operation);
    if (last && isNextOf(last, row, fields)) {
      last.rows.push(...row.rows);
      continue;
    }
    if (last) yield last;
    last = row;
  }
  if (last) yield last;
}

async function* fieldsOf(path: string): AsyncGenerator<JsonObject> {
  const format = path.split('.').at(-1) ?? '';
  if (format === 'csv' || format === 'tsv') yield* tableFields(path, format === 'csv' ? ',' : '\t');
  else yield* elementFields(path);
}

async function* tableFields(path: string, delimiter: string): AsyncGenerator<JsonObject> {
  const rows: AsyncIterable<unknown> = createReadStream(path).pipe(
    parse({ bom: true, columns: true, delimiter, relax_column_count: true }),
  );
  for await (const row of rows) {
    if (!isJsonObject(row)) continue;
    yield Object.fromEntries(
      Object.entries(row).map(([name, cell]) => [name, typeof cell === 'string' ? unguardCell(cell) : cell]),
    );
  }
}

/** A record a line, also in a report's JSON list. */
async function* elementFields(path: string): AsyncGenerator<JsonObject> {
  for await (const line of createInterface({ input: createReadStream(path), crlfDelay: Infinity })) {
    const value = readJson(line.replace(/,$/, ''));
    if (isJsonObject(value)) yield value;
  }
}

function rowOf(fields: JsonObject, { identity, amount }: WriteOperation): ReportRow {
  const text = (name: string | undefined) => shown(name === undefined ? undefined : fields[name]);
  return {
    rows: [text('_row')],
    identity: text(identity),
    person: [text('_name'), text('user_id')].filter((part) => part !== '').join(' '),
    amount: text(amount),
    currency: text('currency_id'),
    status: text('_status'),
    code: Number(text('_code')),
    message: text('_message'),
    id: text('_id'),
  };
}

function shown(value: unknown): string {
  if (typeof value === 'string') return value;
  return value === undefined || value === null ? '' : JSON.stringify(value);
}

/** Where each row of a table is a detail, consecutive rows of one identity are one record. */
function isNextOf(last: ReportRow, row: ReportRow, fields: JsonObject): boolean {
  const rowPerDetail = Object.keys(fields).some((name) => /^\w+\.\D/.test(name));
  return rowPerDetail && row.identity !== '' && row.identity === last.identity;
}
