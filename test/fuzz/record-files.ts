// Valid files as people and programs make them: records, format, bytes, and what a reader must find.

import { gzipSync } from 'node:zlib';

import fc from 'fast-check';

import { lumpSumCreate } from '../../shared/feishu/operations/lump-sum-create.ts';
import { byteOrderMark, quotedCell } from '../../shared/values/csv.ts';
import { jsonObject, type JsonText } from './json-text.ts';

export interface RecordFile {
  readonly name: string;
  readonly bytes: Buffer;
  /** Each record as JSON, in order. */
  readonly records: readonly string[];
}

/** Feishu would refuse some of these, but each is a valid cell. */
const cell = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.constantFrom('2000.00', '2026-12-10', '7397033607132351532', '', '2', 'to_be_issued'),
  },
  { weight: 2, arbitrary: fc.string({ unit: 'binary-ascii', maxLength: 8 }) },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 6 }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom('a,b', 'a"b', '"', 'a\nb', 'a\r\nb', 'a\tb', '=1+1', "'", ' x ', '\uFEFF'),
  },
);

/** In columns of amounts, dates, whole numbers and labels a cell with one reading is rewritten; these are not. */
const plainCell = fc.constantFrom(
  '2000.00',
  '2026-12-10',
  '',
  '2',
  '-0',
  '2.0',
  'to_be_issued',
  'a,b',
  'a"b',
  'a\nb',
  'a\r\nb',
  '=1+1',
  "'",
  '1.2.3',
  'x',
);
/** Of ids tabs at the ends are taken off. */
const idCell = cell.filter((text) => !/^\t|\t$/.test(text));

const columns = [
  'unique_id',
  'user_id',
  'total_amount',
  'currency_id',
  'item_id',
  'remark',
  'reference_period_start_date',
  'details.1.issuance_amount',
  'details.1.issuance_status',
  'details.2.issuance_amount',
] as const;
/** Columns without which the header is refused. */
const others = [
  'binding_period',
  'issuance_frequency',
  'details.1.issuance_way',
  'details.1.issuance_time',
  'details.1.belong_time',
];
export const tableHeader: readonly string[] = [...columns, ...others];

const rowOfCells = fc.tuple(fc.uuid(), ...tableHeader.slice(1).map(cellOf)).map((cells) => cells);

function cellOf(column: string): fc.Arbitrary<string> {
  if (column === 'remark') return cell;
  return column.endsWith('_id') ? idCell : plainCell;
}

const gzipped = fc.constantFrom('', '.gz');
const bom = fc.constantFrom('', byteOrderMark);
const lineEnd = fc.constantFrom('\n', '\r\n');

const packed = (name: string, text: string, gz: string) => {
  const bytes = Buffer.from(text);
  const file = { name: `${name}${gz}`, bytes: gz === '' ? bytes : gzipSync(bytes) };
  // Makes a counterexample readable.
  return Object.assign(file, { [fc.toStringMethod]: () => `${file.name} ${JSON.stringify(text)}` });
};

export const tableFile: fc.Arbitrary<RecordFile & { readonly rows: readonly (readonly string[])[] }> = fc
  .record({
    rows: fc.array(rowOfCells, { maxLength: 6 }),
    format: fc.constantFrom('csv', 'tsv'),
    end: fc.constantFrom('\n', '\r\n', '\r'),
    quotesAll: fc.boolean(),
    lastEnd: fc.boolean(),
    gz: gzipped,
    mark: bom,
  })
  .map(({ rows, format, end, quotesAll, lastEnd, gz, mark }) => {
    const quoted = (text: string) => (quotesAll ? `"${text.replaceAll('"', '""')}"` : quotedCell(text));
    const lines = [tableHeader, ...rows].map((cells) =>
      cells.map(quoted).join(format === 'csv' ? ',' : '\t'),
    );
    const text = mark + lines.join(end) + (lastEnd ? end : '');
    return { ...packed(`file.${format}`, text, gz), rows, records: rows.map(recordOfCells) };
  });

/**
 * Written independently of the reader: details.2.issuance_amount is a field of the second detail, and an empty cell is
 * absent.
 */
function recordOfCells(cells: readonly string[]): string {
  const record: Record<string, unknown> = {};
  const details: Record<string, unknown>[] = [{}, {}];
  for (const [at, column] of tableHeader.entries()) {
    const text = cells[at] ?? '';
    if (text === '') continue;
    const [field = '', number, inner = ''] = column.split('.');
    const isInt = ['binding_period', 'issuance_frequency'].includes(field);
    const value: unknown = isInt && /^-?(0|[1-9]\d*)(\.0+)?$/.test(text) ? JSON.rawJSON(text) : text;
    const into = number === undefined ? record : (details[Number(number) - 1] ?? {});
    into[number === undefined ? field : inner] = value;
  }
  record['details'] = details.filter((detail) => Object.keys(detail).length > 0);
  return JSON.stringify(sorted(record));
}

/**
 * Sorts fields by name: a table's fields come in the order of its columns and lists come last, so only their order may
 * differ.
 */
export function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null || JSON.isRawJSON(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, inner]) => [name, sorted(inner)]),
  );
}

const elements = fc.array(jsonObject, { minLength: 1, maxLength: 6 });
const compactOf = (records: readonly JsonText[]) => records.map(({ compact }) => compact);

export const ndjsonFile: fc.Arbitrary<RecordFile> = fc
  .record({
    records: elements,
    end: lineEnd,
    lastEnd: fc.boolean(),
    emptyLines: fc.boolean(),
    gz: gzipped,
    mark: bom,
  })
  .map(({ records, end, lastEnd, emptyLines, gz, mark }) => {
    const lines = compactOf(records);
    const text = mark + lines.join(emptyLines ? `${end} \t${end}` : end) + (lastEnd ? end : '');
    return { ...packed('file.ndjson', text, gz), records: lines };
  });

export const jsonFile: fc.Arbitrary<RecordFile> = fc
  .record({
    records: elements,
    wrapped: fc.boolean(),
    blank: fc.constantFrom('', ' ', '\n\t'),
    gz: gzipped,
    mark: bom,
  })
  .map(({ records, wrapped, blank, gz, mark }) => {
    const list = `[${blank}${records.map(({ text }) => text).join(`${blank},${blank}`)}${blank}]`;
    const text = wrapped ? `{${blank}"records"${blank}:${blank}${list}${blank}}` : `${blank}${list}${blank}`;
    return { ...packed('file.json', mark + text, gz), records: compactOf(records) };
  });

export const anyFile: fc.Arbitrary<RecordFile> = fc.oneof(tableFile, ndjsonFile, jsonFile);
export const operation = lumpSumCreate;
