// Undamaged files: each record is read exactly, to the digit. The same holds for a file of Payferry's own reports.

import fc from 'fast-check';

import type { ReadRecord } from '../../functions/split/read/read-record.ts';
import { reportFormatOf, shapeOf } from '../../functions/report/files/formats.ts';
import { readFileName } from '../../shared/job/file-name.ts';
import { judgeRecord } from '../../shared/feishu/rules/judge.ts';
import { readJson } from '../../shared/values/json.ts';
import { readBatchLine } from '../../shared/job/batch.ts';
import { cutting, damage } from './damage.ts';
import { check, type Property } from './property.ts';
import { anyFile, jsonFile, ndjsonFile, operation, sorted, tableFile } from './record-files.ts';
import { readFile, type FileRead } from './read-file.ts';

/**
 * The text of a record, or of an element that is no record. Names that begin with an underscore are no fields and are left
 * out.
 */
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

const reported: Property = {
  name: 'a file of the report, dropped again as it is, holds the same records, and what was none still is none',
  property: fc.asyncProperty(anyFile, fc.option(damage, { nil: undefined }), async (file, spoil) => {
    const { format: readFormat } = readFileName(file.name);
    const first = await readFile(operation, file.name, spoil ? spoil(file.bytes) : file.bytes, [65_536]);
    if (first.kind === 'stopped' || first.records.length === 0 || !readFormat) return;
    const format = reportFormatOf(readFormat);
    const shape = shapeOf(format, [...first.header], false);
    const outcome = { status: 'rejected', code: 2290001, message: '=1+1,"\n' } as const;
    const lines = first.records.map(({ rows, record, raw }) =>
      readBatchLine(JSON.stringify({ row: rows[0], rows, record: record ?? {}, raw })),
    );
    const text = lines.map((line) => shape.record({ line, outcome }, 'en')).join(shape.between);
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

export const wholeFileProperties: readonly Property[] = [exact, exactTable, reported];
