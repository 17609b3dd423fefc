// What a user reads: the rows of the three files of a report.

import { parse } from 'csv-parse/sync';
import * as v from 'valibot';

import type { ReportSeen } from '../evidence.ts';
import type { Fields } from '../wire-record.ts';

export interface ToldRow {
  readonly row: number;
  readonly status: string;
  readonly code: number;
  readonly message: string;
  readonly table: string;
  /** The cells or fields of the dropped file. */
  readonly cells: Fields;
}

const own = v.looseObject({
  _row: v.pipe(v.union([v.number(), v.string()]), v.transform(Number), v.integer()),
  _status: v.string(),
  _code: v.pipe(v.union([v.number(), v.string()]), v.transform(Number), v.integer()),
  _message: v.string(),
});

export function rowsOf({ files }: ReportSeen): ToldRow[] {
  return [...files].flatMap(([name, text]) =>
    recordsIn(name, text).map((record) => {
      const { _row, _status, _code, _message, ...cells } = v.parse(own, record);
      const table = name.split('.')[0] ?? '';
      return { row: _row, status: _status, code: _code, message: _message, table, cells };
    }),
  );
}

function recordsIn(name: string, text: string): unknown[] {
  if (name.endsWith('.json')) return v.parse(v.array(v.unknown()), JSON.parse(text));
  if (name.endsWith('.ndjson'))
    return text.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line)]));
  const delimiter = name.endsWith('.tsv') ? '\t' : ',';
  // The report keeps ragged rows ragged.
  const [header = [], ...lines] = v.parse(
    v.array(v.array(v.string())),
    parse(text, { delimiter, bom: true, relaxColumnCount: true }),
  );
  return lines.map((cells) =>
    Object.fromEntries(header.map((column, at) => [column, unguarded(cells[at] ?? '')])),
  );
}

/** Report cells that a spreadsheet would take for a formula begin with a quote mark, which is removed here. */
const unguarded = (cell: string) => (/^'['=+\-@\t\r]/.test(cell) ? cell.slice(1) : cell);

export const tableOf: Readonly<Record<string, string>> = {
  created: 'succeeded',
  updated: 'succeeded',
  removed: 'succeeded',
  already_exists: 'succeeded',
  refused: 'failed',
  rejected: 'failed',
  unsent: 'failed',
  conflict: 'unclear',
  exists_unchecked: 'unclear',
  unknown: 'unclear',
};
