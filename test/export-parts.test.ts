// The parts of a snapshot, read by a query engine: DuckDB shares no code with the writer.

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { columnsOf } from '../functions/export/parts/columns.ts';
import { encodePart, extensionOf } from '../functions/export/parts/encode.ts';
import { queryOperations } from '../shared/feishu/operations/queries.ts';
import { lumpSumQuery } from '../shared/feishu/operations/lump-sum-query.ts';
import { exportFormats, type ExportMessage } from '../shared/run/message.ts';
import { isJsonObject, readJson, type JsonObject } from '../shared/values/json.ts';
import { documented } from './documented/index.ts';

let folder: string;
let duckdb: DuckDBConnection;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'payferry-parts-'));
  duckdb = await (await DuckDBInstance.create(':memory:')).connect();
});

afterAll(async () => {
  duckdb.closeSync();
  await rm(folder, { recursive: true });
});

const readers: Readonly<Record<ExportMessage['format'], (file: string) => string>> = {
  ndjson: (file) =>
    `read_ndjson('${file}', columns = {id: 'VARCHAR', remark: 'VARCHAR', binding_period: 'BIGINT'})`,
  csv: (file) => `read_csv('${file}', header = true, delim = ',', quote = '"', escape = '"',
    all_varchar = true, allow_quoted_nulls = false)`,
  parquet: (file) => `read_parquet('${file}')`,
};

async function stored(
  format: ExportMessage['format'],
  records: readonly JsonObject[],
  columns = columnsOf(lumpSumQuery),
) {
  const file = join(folder, `part.${extensionOf(format)}`);
  await writeFile(file, await encodePart(format, columns, records));
  return readers[format](file);
}

async function rows(sql: string): Promise<readonly JsonObject[]> {
  return (await duckdb.runAndReadAll(sql)).getRowObjectsJson();
}

/** A record as it comes from Feishu: no digit of a number is lost. */
function record(json: string): JsonObject {
  const value = readJson(json);
  if (!isJsonObject(value)) throw new TypeError('a record is an object');
  return value;
}

const aRecord = (changes: JsonObject = {}): JsonObject => ({
  id: '7397033607132351532',
  total_amount: '2000.10',
  binding_period: 2,
  remark: '备注',
  details: [{ id: '7395133551102200876', issuance_amount: '2000.10' }],
  ...changes,
});

const nasty = [
  'two\r\nlines',
  'a "quoted" \\ word, \\"',
  ' blanks ',
  '=1+1',
  '-5',
  '𠮷🎉',
  '\t',
  '""',
  "'",
  '\\N',
  'NULL',
  '\u0001',
  '\u2028',
];

describe.each(exportFormats)('a part as %s', (format) => {
  it('has every record, in the order of the list', async () => {
    const list = Array.from({ length: 9000 }, (_, number) => aRecord({ id: `${number}` }));
    const found = await rows(`SELECT id FROM ${await stored(format, list)}`);
    expect(found.map(({ id }) => id)).toEqual(list.map(({ id }) => id));
  });

  it('has the same bytes for the same records, whenever it is written', async () => {
    const list = [aRecord(), aRecord({ new_field: 1 })];
    const columns = columnsOf(lumpSumQuery);
    const [once, again] = [await encodePart(format, columns, list), await encodePart(format, columns, list)];
    expect(Buffer.compare(once, again)).toBe(0);
  });

  it('tells an absent field, null and empty text apart as far as it can', async () => {
    const list = [{ id: '1' }, { id: '2', remark: null }, { id: '3', remark: '' }];
    const found = await rows(`SELECT remark FROM ${await stored(format, list)}`);
    expect(found.map(({ remark }) => remark)).toEqual([null, null, '']);
  });

  it('reads as no records where there are none', async () => {
    expect(await rows(`SELECT id, remark FROM ${await stored(format, [])}`)).toEqual([]);
  });

  it('has numbers as numbers', async () => {
    const found = await rows(
      `SELECT sum(CAST(binding_period AS INT))::INT AS months FROM ${await stored(format, [
        aRecord(),
        aRecord({ binding_period: 40 }),
      ])}`,
    );
    expect(found).toEqual([{ months: 42 }]);
  });

  it('keeps texts that are hard to write', async () => {
    const list = nasty.map((remark, number) => aRecord({ id: `${number}`, remark }));
    const table = await stored(format, list);
    const shown = await rows(
      format === 'csv'
        ? `SELECT coalesce(other_fields ->> '$.remark', remark) AS remark FROM ${table}`
        : `SELECT remark FROM ${table}`,
    );
    expect(shown.map(({ remark }) => remark)).toEqual(nasty);
  });
});

describe('a part as NDJSON', () => {
  it('has the records as they came: their order of fields and every digit', async () => {
    const json = '{"zeta":1.10,"id":"7","remark":null,"big":12345678901234567890,"details":[{"n":1e2}]}';
    const bytes = await encodePart('ndjson', columnsOf(lumpSumQuery), [record(json), record(json)]);
    expect(gunzipSync(bytes).toString()).toBe(`${json}\n${json}\n`);
  });
});

describe.each(['csv', 'parquet'] as const)('a part as %s', (format) => {
  it.each(queryOperations)(
    '$name: has the columns of its table, whatever the records have',
    async (operation) => {
      const columns = columnsOf(operation);
      for (const list of [[], [{ id: '1', new_field: true }]]) {
        const found = await rows(`DESCRIBE FROM ${await stored(format, list, columns)}`);
        expect(found.map(({ column_name }) => column_name)).toEqual(columns.map(({ name }) => name));
        if (format === 'parquet') {
          const types = columns.map(({ kind }) => (kind === 'int' ? 'BIGINT' : 'VARCHAR'));
          expect(found.map(({ column_type }) => column_type)).toEqual(types);
        }
      }
    },
  );

  it("shows the page's own sample, its details as JSON", async () => {
    const sample = documented.find(({ name }) => name === lumpSumQuery.name)?.sampleAnswer;
    const text = JSON.stringify(sample);
    const list = record(text).data;
    const [first] = isJsonObject(list) && Array.isArray(list.records) ? list.records : [];
    if (!isJsonObject(first)) throw new TypeError('the page has a sample');
    const [found] = await rows(`FROM ${await stored(format, [first])}`);
    expect(found).toMatchObject({
      id: first.id,
      total_amount: first.total_amount,
      issuance_detail_text: JSON.stringify(first.issuance_detail_text),
      details: JSON.stringify(first.details),
      other_fields: null,
    });
  });

  it('has details that can be unpacked and added up', async () => {
    const list = [
      aRecord({ details: [{ issuance_amount: '0.10' }, { issuance_amount: '0.20' }] }),
      aRecord({ details: [] }),
    ];
    const details = `SELECT unnest(from_json(details, '["JSON"]')) AS detail FROM ${await stored(format, list)}`;
    expect(
      await rows(`SELECT sum((detail ->> 'issuance_amount')::DECIMAL(38, 2)) AS sum FROM (${details})`),
    ).toEqual([{ sum: '0.30' }]);
  });

  it('has unknown fields in one column, unchanged', async () => {
    const list = [record('{"id":"1","b":{"a":1.10},"a":"x"}')];
    const found = await rows(`SELECT other_fields FROM ${await stored(format, list)}`);
    expect(found).toEqual([{ other_fields: '{"b":{"a":1.10},"a":"x"}' }]);
  });

  it('keeps half a character, which UTF-8 cannot write, among the other fields', async () => {
    const found = await rows(
      `SELECT remark, other_fields FROM ${await stored(format, [{ id: '1', remark: '\ud83c!' }])}`,
    );
    expect(found).toEqual([{ remark: '\ufffd!', other_fields: '{"remark":"\\ud83c!"}' }]);
  });
});

describe('a part as CSV', () => {
  it('has one line a record, without control characters', async () => {
    const list = nasty.map((remark) => aRecord({ remark, details: [{ remark }] }));
    const text = gunzipSync(await encodePart('csv', columnsOf(lumpSumQuery), list)).toString();
    expect(text.split('\n')).toHaveLength(1 + list.length + 1);
    expect(text.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
  });
});
