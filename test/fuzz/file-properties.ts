// Split's readers: what is valid in a file is read, or the file is stopped with a sentence; never less, never twice.

import { gzipSync } from 'node:zlib';

import fc from 'fast-check';

import { readCsv } from '../../functions/split/read/csv.ts';
import { StopFile } from '../../functions/split/read/stop-file.ts';
import { Sieve } from '../../functions/split/sift.ts';
import type { ReadRecord } from '../../functions/split/read-record.ts';
import { shapeOf } from '../../functions/report/files/formats.ts';
import { readFileName } from '../../functions/split/read/format.ts';
import { readBatch, readBatchLine } from '../../shared/batch.ts';
import { judgeRecord } from '../../shared/feishu/rules/judge.ts';
import { readJson } from '../../shared/json.ts';
import { memoryStore } from '../memory-store.ts';
import { csvRows } from './csv-rows.ts';
import { chunksOf, cutting, damage } from './damage.ts';
import { nasty } from './json-text.ts';
import { check, type Property } from './property.ts';
import { gunzipAll } from './gunzip-all.ts';
import { anyFile, jsonFile, ndjsonFile, operation, sorted, tableFile, tableHeader } from './record-files.ts';
import { checkSentence } from './sentence.ts';
import { readFile, type FileRead } from './read-file.ts';

const isBlank = (text: string) => /^[ \t\r\n]*$/.test(text);
const strictUtf8 = new TextDecoder('utf-8', { fatal: true });

function textOf(bytes: Buffer): string | undefined {
  try {
    return strictUtf8.decode(bytes);
  } catch {
    return undefined;
  }
}

/** The text of a record, or of an element that is none; without what begins with an underscore, which is no field. */
function jsonOf({ record, raw }: ReadRecord): string {
  return record ? JSON.stringify(record) : String(raw?.[0]);
}

function withoutOurOwn(json: string): string {
  const value = readJson(json);
  if (typeof value !== 'object' || value === null || Array.isArray(value) || JSON.isRawJSON(value))
    return json;
  return JSON.stringify(Object.fromEntries(Object.entries(value).filter(([name]) => !name.startsWith('_'))));
}

function checkRead(read: FileRead, records: readonly string[]): void {
  check(read.kind === 'read', `stopped: ${read.kind === 'stopped' ? read.why : ''}`);
  if (read.kind !== 'read') return;
  check(read.records.length === records.length, `${read.records.length} records, not ${records.length}`);
  for (const [index, record] of read.records.entries()) {
    const [found, expected] = [jsonOf(record), withoutOurOwn(records[index] ?? '')];
    check(found === expected, `record ${index + 1} is ${found}, not ${expected}`);
  }
}

const exact: Property = {
  name: 'records of a valid JSON or NDJSON file come back to the digit, however its bytes are cut',
  property: fc.asyncProperty(fc.oneof(ndjsonFile, jsonFile), cutting, async (file, sizes) =>
    checkRead(await readFile(operation, file.name, file.bytes, sizes), file.records),
  ),
};

const exactTable: Property = {
  name: 'records of a valid table come back cell by cell, however its bytes are cut',
  property: fc.asyncProperty(tableFile, cutting, async (file, sizes) => {
    const read = await readFile(operation, file.name, file.bytes, sizes);
    check(read.kind === 'read', `stopped: ${read.kind === 'stopped' ? read.why : ''}`);
    if (read.kind !== 'read') return;
    const found = read.records.map(({ record }) => JSON.stringify(sorted(record)));
    check(
      JSON.stringify(found) === JSON.stringify(file.records),
      `${found.join()} is not ${file.records.join()}`,
    );
  }),
};

const damaged: Property = {
  name: 'a damaged file is read or stopped, and says the same however its bytes are cut',
  property: fc.asyncProperty(anyFile, damage, cutting, cutting, async (file, spoil, sizes, others) => {
    const bytes = spoil(file.bytes);
    const [one, other] = [
      await readFile(operation, file.name, bytes, sizes),
      await readFile(operation, file.name, bytes, others),
    ];
    check(told(one) === told(other), `${told(one)} is not ${told(other)}`);
  }),
};

/** A torn archive gives its bytes up to where the chunk ends, so which fault is met first may differ. */
function told(read: FileRead): string {
  return read.kind === 'stopped'
    ? 'stopped'
    : JSON.stringify(read.records.map(({ rows, record, raw }) => [rows, record, raw]));
}

const lines: Property = {
  name: 'of a damaged NDJSON file each line is read for itself, or the file is not UTF-8',
  property: fc.asyncProperty(
    ndjsonFile.filter(({ name }) => name === 'file.ndjson'),
    damage,
    cutting,
    async (file, spoil, sizes) => {
      const bytes = spoil(file.bytes);
      const read = await readFile(operation, file.name, bytes, sizes);
      const text = textOf(bytes);
      if (read.kind === 'stopped') {
        check(text === undefined || /gzip|UTF-16|Excel/.test(read.why), `stopped for nothing: ${read.why}`);
        return;
      }
      check(text !== undefined, 'read, though it is not UTF-8');
      const whole = (text ?? '').split('\n').filter((line) => !isBlank(line));
      check(read.records.length === whole.length, `${read.records.length} of ${whole.length} lines`);
      for (const [index, line] of whole.entries()) {
        const value = parsed(line);
        const { record, faults } = read.records[index] ?? { faults: [] };
        const isRecord = typeof value === 'object' && value !== null && !Array.isArray(value);
        check(isRecord === (record !== undefined), `line ${line} is taken for something else`);
        check(record !== undefined || faults.length > 0, `nothing is said of ${line}`);
        if (record)
          check(
            JSON.stringify(plain(record)) === JSON.stringify(withoutUnderscore(value)),
            `${line} is changed`,
          );
      }
    },
  ),
};

const documents: Property = {
  name: 'of a damaged JSON file all is read that a JSON parser reads, or it is stopped',
  property: fc.asyncProperty(
    jsonFile.filter(({ name }) => name === 'file.json'),
    damage,
    cutting,
    async (file, spoil, sizes) => {
      const bytes = spoil(file.bytes);
      const read = await readFile(operation, file.name, bytes, sizes);
      const text = textOf(bytes);
      const value = text === undefined ? undefined : parsed(text);
      if (read.kind === 'read') {
        const list = listIn(value);
        check(list !== undefined, `read, though it is no list: ${text}`);
        check(list?.length === read.records.length, `${read.records.length} of ${list?.length} elements`);
        for (const [index, { record }] of read.records.entries())
          if (record)
            check(
              JSON.stringify(plain(record)) === JSON.stringify(withoutUnderscore(list?.[index])),
              `element ${index + 1} is changed`,
            );
      } else check(!Array.isArray(value), `stopped, though it is a list: ${read.why}`);
    },
  ),
};

function parsed(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    return undefined;
  }
}

/** As any parser reads it: numbers as doubles. */
function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

function withoutUnderscore(value: unknown): unknown {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).filter(([name]) => !name.startsWith('_')))
    : value;
}

function listIn(value: unknown): readonly unknown[] | undefined {
  if (Array.isArray(value)) return value;
  if (typeof value !== 'object' || value === null) return undefined;
  const [[name, list] = [], ...rest] = Object.entries(value);
  return name === 'records' && Array.isArray(list) && rest.length === 0 ? list : undefined;
}

const archives: Property = {
  name: 'a gzip file that is cut, flipped or spliced gives all of its records or is stopped',
  property: fc.asyncProperty(
    fc.array(
      ndjsonFile
        .filter(({ name }) => name === 'file.ndjson')
        .map(({ bytes }) => Buffer.concat([withoutBom(bytes), Buffer.from('\n')])),
      { minLength: 1, maxLength: 3 },
    ),
    fc.option(damage, { nil: undefined }),
    fc.constantFrom(0, 0, 1, 512, 70_000),
    cutting,
    async (members, spoil, zeros, sizes) => {
      const filled = Buffer.alloc(zeros);
      const archive = Buffer.concat(members.flatMap((member) => [gzipSync(member), filled]));
      const bytes = spoil ? spoil(archive) : archive;
      const read = await readFile(operation, 'file.ndjson.gz', bytes, sizes);
      if (bytes.equals(archive) && (zeros === 0 || members.length === 1))
        check(read.kind === 'read', 'a whole archive is stopped');
      if (read.kind !== 'read') return;
      const unpacked = gunzipAll(bytes);
      check(unpacked !== undefined, 'read, though it is damaged');
      const expected = await readFile(operation, 'file.ndjson', unpacked ?? Buffer.of(), [65_536]);
      check(told(read) === told(expected), 'records are lost, or were never there');
    },
  ),
};

function withoutBom(bytes: Buffer): Buffer {
  return bytes.subarray(0, 3).toString() === '\uFEFF' ? bytes.subarray(3) : bytes;
}

const tables: Property = {
  name: 'each row of a table is in one record, in order, whatever its cells and however many',
  property: fc.asyncProperty(
    fc.array(
      fc.oneof(
        fc.array(fc.constantFrom('a', 'b', '', '2', '7.39706E+18', '100000000000000000', '1,5', ' '), {
          maxLength: 17,
        }),
        fc.array(fc.constantFrom('same', ''), {
          minLength: tableHeader.length,
          maxLength: tableHeader.length,
        }),
      ),
      { maxLength: 12 },
    ),
    fc.boolean(),
    cutting,
    async (rows, rowPerDetail, sizes) => {
      const header = tableHeader.filter((name) => !rowPerDetail || !name.includes('.2.'));
      const titles = header.map((name) => (rowPerDetail ? name.replace('.1.', '.') : name));
      const text = [titles, ...rows].map((cells) => cells.map((cell) => `"${cell}"`).join(',')).join('\n');
      const read = await readFile(operation, 'file.csv', Buffer.from(text), sizes);
      if (read.kind === 'stopped') {
        check(/ends in zeros/.test(read.why), `stopped for nothing: ${read.why}`);
        return;
      }
      const filled = rows.flatMap((cells, index) => (cells.some((cell) => cell !== '') ? [index + 2] : []));
      const seen = read.records.flatMap((record) => record.rows);
      check(JSON.stringify(seen) === JSON.stringify(filled), `rows ${seen.join()} of ${filled.join()}`);
    },
  ),
};

const sieve: Property = {
  name: 'every record of a file is batched or rejected, once',
  property: fc.asyncProperty(
    fc.array(fc.oneof(ndjsonFile, tableFile), { minLength: 1, maxLength: 2 }),
    fc.option(damage, { nil: undefined }),
    fc.boolean(),
    async (files, spoil, collide) => {
      const store = memoryStore();
      const sift = collide
        ? new Sieve(operation, store, 'fuzz', () => [1, 1])
        : new Sieve(operation, store, 'fuzz');
      let taken = 0;
      const rows: number[] = [];
      for (const { name, bytes } of [...files, ...files]) {
        const read = await readFile(operation, name, spoil ? spoil(bytes) : bytes, [65_536]);
        if (read.kind === 'stopped') continue;
        for (const record of read.records) {
          taken += 1;
          rows.push(taken);
          await sift.take({ ...record, rows: [taken] });
        }
      }
      const parts = await sift.finish();
      const { records, rejectedRecords } = sift.seen();
      const batched = parts.batches.flatMap(({ key }) =>
        readBatch(store.objects.get(key) ?? '').map(({ row }) => row),
      );
      const rejected = parts.rejected.flatMap(({ key }) =>
        (store.objects.get(key) ?? '')
          .split('\n')
          .filter((line) => line !== '')
          .map((line) => rowOf(readJson(line))),
      );
      check(records === taken, `${records} of ${taken} records are counted`);
      check(rejected.length === rejectedRecords, `${rejected.length} of ${rejectedRecords} are kept`);
      const all = [...batched, ...rejected].toSorted((a, b) => a - b);
      check(JSON.stringify(all) === JSON.stringify(rows), `${all.join()} of ${rows.join()}`);
    },
  ),
};

const reported: Property = {
  name: 'a file of the report, dropped again as it is, holds the same records, and what was none still is none',
  property: fc.asyncProperty(anyFile, fc.option(damage, { nil: undefined }), async (file, spoil) => {
    const { format } = readFileName(file.name);
    const first = await readFile(operation, file.name, spoil ? spoil(file.bytes) : file.bytes, [65_536]);
    if (first.kind === 'stopped' || first.records.length === 0 || !format) return;
    const shape = shapeOf(format, [...first.header], false);
    const outcome = { status: 'rejected', code: 2290001, message: '=1+1,"\n' } as const;
    const lines = first.records.map(({ rows, record, raw }) =>
      readBatchLine(JSON.stringify({ row: rows[0], rows, record: record ?? {}, raw })),
    );
    const text = lines.map((line) => shape.record({ line, outcome })).join(shape.between);
    const bytes = Buffer.from(shape.head + text + shape.tail);
    const again = await readFile(operation, `failed.${format}`, bytes, [65_536]);
    check(again.kind === 'read', `stopped: ${again.kind === 'stopped' ? again.why : ''}`);
    if (again.kind === 'stopped') return;
    check(
      again.records.length === first.records.length,
      `${again.records.length} of ${first.records.length} records`,
    );
    for (const [index, { record, faults }] of again.records.entries()) {
      const before = first.records[index]?.record;
      const found = JSON.stringify(record);
      if (before) check(found === JSON.stringify(before), `${found}, not ${JSON.stringify(before)}`);
      else
        check(
          faults.length > 0 || judgeRecord(operation, record).length > 0,
          `${found} was no record before`,
        );
    }
  }),
};

function rowOf(value: unknown): number {
  return typeof value === 'object' && value !== null && 'row' in value ? Number(value.row) : -1;
}

const hostile: Property = {
  name: 'JSON that is nested without end, endless numbers and doubled names are read or told',
  property: fc.asyncProperty(
    fc.array(nasty, { minLength: 1, maxLength: 3 }),
    fc.boolean(),
    cutting,
    async (texts, asList, sizes) => {
      const [name, text] = asList ? ['file.json', `[${texts.join()}]`] : ['file.ndjson', texts.join('\n')];
      const read = await readFile(operation, name, Buffer.from(text), sizes.length === 1 ? sizes : [4096]);
      if (read.kind === 'read') check(read.records.length === texts.length, 'an element is lost');
      check(!('polluted' in {}), 'every object has a new field');
    },
  ),
};

/** What waits to be collected included. */
const mostHeldBytes = 256 * 1024 * 1024;

const bombs: Property = {
  name: 'a file that unpacks to far more than it is worth is stopped in little memory',
  property: fc.asyncProperty(
    fc.integer({ min: 17, max: 40 }),
    fc.constantFrom('\u0000', ' ', '\n', '[', '"', ',', '{"a":1'),
    fc.constantFrom('csv', 'tsv', 'json', 'ndjson'),
    async (megabytes, filler, format) => {
      const bytes = gzipSync(Buffer.alloc(megabytes * 1024 * 1024, filler));
      const heldBytes = () => {
        const { heapUsed, external } = process.memoryUsage();
        return heapUsed + external;
      };
      const atFirst = heldBytes();
      let most = 0;
      const watch = () => (most = Math.max(most, heldBytes() - atFirst));
      const read = await readFile(operation, `file.${format}.gz`, bytes, [65_536], watch);
      check(read.kind === 'stopped', 'it was read');
      check(most < mostHeldBytes, `it held ${Math.round(most / 1e6)} MB`);
    },
  ),
  share: 0.01,
};

const pieces = ['a', '"', '""', ',', '\t', '\n', '\r\n', '\r', ' ', '💰', '\u0000', '\uFEFF', "'=1"];

const cells: Property = {
  name: 'rows of CSV and TSV are those of the page, or the file is stopped',
  property: fc.asyncProperty(
    fc.array(fc.oneof(fc.constantFrom(...pieces), fc.string({ unit: 'grapheme', maxLength: 3 })), {
      maxLength: 30,
    }),
    fc.constantFrom(',' as const, '\t' as const),
    cutting,
    async (texts, delimiter, sizes) => {
      const text = texts.join('').toWellFormed();
      const expected = csvRows(text, delimiter)?.flatMap((row, index) =>
        row.some((cell) => cell !== '') ? [{ row: index + 1, cells: row }] : [],
      );
      const found: unknown[] = [];
      try {
        for await (const row of readCsv(chunksOf(Buffer.from(text), sizes), delimiter)) found.push(row);
      } catch (error) {
        if (!(error instanceof StopFile)) throw error;
        checkSentence(error.message);
        check(expected === undefined, `stopped for nothing: ${error.message}`);
        return;
      }
      check(
        JSON.stringify(found) === JSON.stringify(expected),
        `${JSON.stringify(found)}, not ${JSON.stringify(expected)}`,
      );
    },
  ),
};

export const fileProperties: readonly Property[] = [
  exact,
  exactTable,
  damaged,
  lines,
  documents,
  archives,
  cells,
  tables,
  sieve,
  reported,
  hostile,
  bombs,
];
