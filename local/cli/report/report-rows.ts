// Reads a file of a report, of any of its formats, record by record, and no further than asked for.

import { createReadStream } from 'node:fs';

import { parse } from 'csv-parse';

import type { WriteOperation } from '../../../shared/feishu/operation.ts';
import { unguardCell } from '../../../shared/values/formula-guard.ts';
import { isJsonObject, readJson, type JsonObject } from '../../../shared/values/json.ts';
import { namesOfColumns } from './names-of-columns.ts';
import { sumOf, sumOfDetails } from './sum-of-details.ts';

export interface ReportRow {
  /** Numbers of the first and the last row of the input file that the record is in. */
  readonly rows: [first: string, last: string];
  readonly identity: string;
  readonly person: string;
  /** Of a table without its column the sum of the details; empty where that cannot be read. */
  amount: string;
  readonly currency: string;
  readonly status: string;
  readonly code: number;
  readonly message: string;
  /** Feishu's id of the payment. Empty: none. */
  readonly id: string;
}

/** Yields each record of the file. Rows of a table that belong to one record are joined. */
export async function* reportRows(path: string, operation: WriteOperation): AsyncGenerator<ReportRow> {
  const format = path.split('.').at(-1);
  if (format === 'csv' || format === 'tsv') {
    yield* tableRows(path, format === 'csv' ? ',' : '\t', operation);
    return;
  }
  // NDJSON has one record a line, and so has the JSON list of a report.
  for await (const line of linesOf(path)) {
    const value = readJson(line.endsWith(',') ? line.slice(0, -1) : line);
    if (isJsonObject(value)) yield rowOf(value, operation);
  }
}

/** If each row of a table has one detail (columns like `details.x`), consecutive rows of one identity are one record. */
async function* tableRows(
  path: string,
  delimiter: string,
  operation: WriteOperation,
): AsyncGenerator<ReportRow> {
  let last: ReportRow | undefined;
  const columns = namesOfColumns(operation);
  const sumOfRow = sumOfDetails(operation);
  for await (const fields of tableFields(path, delimiter, columns)) {
    const sum = sumOfRow(fields);
    const row = { ...rowOf(fields, operation), ...(sum === '' ? {} : { amount: sum }) };
    const rowPerDetail = Object.keys(fields).some((name) => /^\w+\.\D/.test(name));
    if (last && rowPerDetail && row.identity !== '' && row.identity === last.identity) {
      last.rows[1] = row.rows[1];
      if (!Object.hasOwn(fields, operation.amount ?? '')) last.amount = sumOf([last.amount, sum]);
      continue;
    }
    if (last) yield last;
    last = row;
  }
  if (last) yield last;
}

async function* tableFields(
  path: string,
  delimiter: string,
  columns: (titles: readonly string[]) => string[],
): AsyncGenerator<JsonObject> {
  const file = createReadStream(path);
  const parser = file.pipe(parse({ bom: true, columns, delimiter, relax_column_count: true }));
  file.on('error', (error) => parser.destroy(error));
  const rows: AsyncIterable<unknown> = parser;
  try {
    for await (const row of rows) {
      if (!isJsonObject(row)) continue;
      yield Object.fromEntries(
        Object.entries(row).map(([name, cell]) => [
          name,
          typeof cell === 'string' ? unguardCell(cell) : cell,
        ]),
      );
    }
  } finally {
    // Leaving the parser does not close its file.
    file.destroy();
  }
}

/** Splits at \n only. Node's readline would also split at U+2028, which a JSON text may contain. */
async function* linesOf(path: string): AsyncGenerator<string> {
  const chunks: AsyncIterable<unknown> = createReadStream(path, 'utf8');
  let begun: string[] = [];
  for await (const chunk of chunks) {
    const [first = '', ...others] = String(chunk).split('\n');
    // The pieces of a line are joined once, at its end. Joined at each chunk, a long line would take quadratic time.
    begun.push(first);
    for (const line of others) {
      yield begun.join('');
      begun = [line];
    }
  }
  yield begun.join('');
}

function rowOf(fields: JsonObject, { identity, amount }: WriteOperation): ReportRow {
  const text = (name: string | undefined) => shown(name === undefined ? undefined : fields[name]);
  return {
    rows: [text('_row'), text('_row')],
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
