// Snapshots as an analyst reads them: DuckDB runs the SQL of docs/analytics.md, and the results are compared with the
// sandbox.

import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { GetObjectCommand } from '@aws-sdk/client-s3';
import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { columnsOf } from '../functions/export/parts/columns.ts';
import { createScreen } from '../local/cli/screen/screen.ts';
import { watchRun } from '../local/cli/watch/watch-run.ts';
import { startSandbox, type Sandbox, type StoredRecord } from '../local/sandbox/start.ts';
import { buckets, queues, startWorld, type World } from '../local/world/start.ts';
import { add, formatDecimal, readAmount, zero, type Decimal } from '../shared/values/decimal.ts';
import { lumpSumQuery } from '../shared/feishu/operations/lump-sum-query.ts';
import { queryOperations } from '../shared/feishu/operations/queries.ts';
import { queryOf, readExportMessage, runOf } from '../shared/run/message.ts';
import { fieldsOf } from '../shared/feishu/rules/shape.ts';
import { lumpSumDetail } from '../shared/feishu/operations/answers.ts';
import { isJsonObject, type JsonObject } from '../shared/values/json.ts';
import type { Latest } from '../shared/run/latest.ts';
import { createRecordsStore } from '../shared/aws/store.ts';
import { docBlocks, type DocBlock } from './doc-blocks.ts';
import { inEnglish } from './in-english.ts';
import { callerFor, resultsOf, type Caller } from '../local/sandbox/test/caller.ts';
import {
  aBonus,
  aBonusChange,
  aDetail,
  anAllowance,
  currencies,
  person,
} from '../local/sandbox/test/payments.ts';

const bonusCount = 600;
const partRecords = 250;
/** A folder with the snapshots, laid out as in S3. */
let folder: string;
let world: World;
let sandbox: Sandbox;
let call: Caller;
let duckdb: DuckDBConnection;
let blocks: readonly DocBlock[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'payferry-analytics-'));
  sandbox = await startSandbox({ rate: 0 });
  world = await startWorld({
    dir: join(folder, 's3'),
    onLog: () => undefined,
    settings: {
      FEISHU_BASE_URL: sandbox.baseUrl,
      FEISHU_APP_ID: sandbox.appId,
      FEISHU_APP_SECRET: sandbox.appSecret,
      FEISHU_CALLS_PER_SECOND: '1000',
      EXPORT_PART_RECORDS: String(partRecords),
      EXPORT_OVERLAP_MS: '0',
    },
  });
  duckdb = await (await DuckDBInstance.create(':memory:')).connect();
  await duckdb.run(`SET file_search_path = '${folder}'`);
  blocks = await docBlocks('analytics.md');
  call = await callerFor(sandbox);
  const bonuses = Array.from({ length: bonusCount }, (_, number) => bonusNumber(number));
  for (let at = 0; at < bonusCount; at += 400)
    await store('lump_sum_payment.batch_create', bonuses.slice(at, at + 400));
  const allowances = Array.from({ length: 30 }, (_, number) =>
    anAllowance({ user_id: person(number + 1).people_corehr_id, each_amount: `${number}.10` }),
  );
  await store('recurring_payment.batch_create', allowances);
});

afterAll(async () => {
  duckdb.closeSync();
  await world.stop();
  await sandbox.stop();
  await rm(folder, { recursive: true, maxRetries: 10 });
});

/** A bonus with one or two details, in one of two currencies, with a remark that tables have trouble with. */
function bonusNumber(number: number) {
  const details = number % 3 === 0 ? ['1000.25', '0.05'] : [`${number}.10`];
  return aBonus({
    user_id: person((number % 30) + 1).people_corehr_id,
    currency_id: number % 2 === 0 ? currencies.cny : currencies.usd,
    total_amount: details.length === 2 ? '1000.30' : `${number}.10`,
    issuance_frequency: details.length,
    remark: number % 5 === 0 ? `二〇二六, "第${number}批" \\ \r\n=SUM(A1)` : '',
    details: details.map((issuance_amount) => aDetail({ issuance_amount })),
  });
}

async function store(api: string, records: readonly JsonObject[]): Promise<readonly string[]> {
  const results = resultsOf(await call(api, { records }));
  const bad = results.find(({ code }) => code !== 0);
  if (bad || results.length !== records.length) throw new Error(`not stored: ${bad?.message ?? api}`);
  return results.map(({ id = '' }) => id);
}

/** Runs one export and copies its snapshot to the folder, under out/ as `npm start` does. */
async function snapshot(dataset: string, asked: JsonObject): Promise<Latest> {
  const scheduled_at = new Date().toISOString();
  const body = JSON.stringify({ dataset, user_id_type: 'people_corehr_id', scheduled_at, ...asked });
  const read = readExportMessage(body, 'open_id');
  if (read.kind === 'wrong') throw new Error(read.faults.map((fault) => inEnglish(fault)).join());
  const { message } = read;
  await world.sqs.client.send(
    new SendMessageCommand({
      QueueUrl: world.sqs.queue(queues.exports).url,
      MessageBody: JSON.stringify(message),
      MessageGroupId: queryOf(message.resource)?.name,
    }),
  );
  const ferry = { store: createRecordsStore(world.s3, buckets.records), check: () => undefined };
  const screen = createScreen({ write: () => true }, () => 0, 'en');
  const run = { run: runOf(message), dataset };
  const latest = await watchRun(ferry, run, screen, new AbortController().signal);
  for await (const keys of ferry.store.list(`snapshots/${dataset}/`))
    for (const key of keys) await download(key);
  return latest;
}

async function download(key: string): Promise<void> {
  const { Body } = await world.s3.send(new GetObjectCommand({ Bucket: buckets.records, Key: key }));
  const path = join(folder, 'out', key);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, (await Body?.transformToByteArray()) ?? '');
}

async function rows(sql: string): Promise<readonly JsonObject[]> {
  return (await duckdb.runAndReadAll(sql)).getRowObjectsJson();
}

const wordOf = (value: unknown) => (typeof value === 'string' ? value : 'none');

/** The blocks of the page with this info string. */
function blocksCalled(info: string): readonly string[] {
  const found = blocks.filter((block) => block.info === info).map(({ text }) => text);
  if (found.length === 0) throw new Error(`docs/analytics.md has no block called ${info}`);
  return found;
}

/** Runs all statements of the block. Answers with the rows of the last one. */
async function runBlock(info: string): Promise<readonly JsonObject[]> {
  let last: readonly JsonObject[] = [];
  for (const text of blocksCalled(info)) {
    for (const statement of text.split(/;\n/).filter((part) => part.trim() !== ''))
      last = await rows(statement);
  }
  return last;
}

const useDataset = (dataset: string) =>
  duckdb.run(`SET VARIABLE bucket = 'out/'; SET VARIABLE dataset = 'out/snapshots/${dataset}/'`);
const useRun = ({ prefix }: Latest) => duckdb.run(`SET VARIABLE run = 'out/${prefix}'`);

const textOf = (record: StoredRecord, field: string) => String(record[field]);

function sumsOf(records: readonly StoredRecord[], amount: string) {
  const sums = new Map<string, { records: number; amount: Decimal }>();
  for (const record of records) {
    const read = readAmount(textOf(record, amount));
    if (read.kind !== 'plain') throw new Error('an amount that cannot be read');
    const sum = sums.get(textOf(record, 'currency_id')) ?? { records: 0, amount: zero };
    sums.set(textOf(record, 'currency_id'), {
      records: sum.records + 1,
      amount: add(sum.amount, read.value),
    });
  }
  return [...sums]
    .map(([currency_id, sum]) => ({
      currency_id,
      records: String(sum.records),
      // As DuckDB prints a DECIMAL(38, 6).
      amount: formatDecimal(add(sum.amount, { units: 0n, places: 6 })),
    }))
    .toSorted((a, b) => (a.currency_id < b.currency_id ? -1 : 1));
}

const detailsOf = (records: readonly StoredRecord[]): readonly StoredRecord[] =>
  records.flatMap(({ details }) => (Array.isArray(details) ? details : []));

describe('a snapshot, read by a query engine', () => {
  const bonuses = () => sandbox.records('lump_sum_payment');
  const allowances = () => sandbox.records('recurring_payment');
  const details = async () => detailsOf(await bonuses());

  it.each([
    ['lump_sum_payment', 'ndjson', 'total_amount', bonuses],
    ['lump_sum_payment', 'csv', 'total_amount', bonuses],
    ['lump_sum_payment', 'parquet', 'total_amount', bonuses],
    ['lump_sum_payment_detail', 'parquet', 'issuance_amount', details],
    ['recurring_payment', 'csv', 'each_amount', allowances],
  ] as const)(
    '%s as %s: counts and sums are those of what Feishu holds',
    async (resource, format, amount, held) => {
      const dataset = `${resource}-${format}`;
      const latest = await snapshot(dataset, { resource, format });
      await useDataset(dataset);
      await useRun(latest);
      const [table = ''] =
        format === 'parquet'
          ? [`FROM read_parquet('out/${latest.prefix}part-*')`]
          : blocksCalled(`sql duckdb ${format}`);
      await duckdb.run(`CREATE OR REPLACE TEMP TABLE exported AS ${table}`);

      const stored = await held();
      expect(
        await rows(`SELECT currency_id, count(*) AS records, sum(CAST(${amount} AS DECIMAL(38, 6))) AS amount
          FROM exported GROUP BY currency_id ORDER BY currency_id`),
      ).toEqual(sumsOf(stored, amount));
      const ids = await rows('SELECT id FROM exported ORDER BY id');
      expect(ids.map(({ id }) => id)).toEqual(stored.map((record) => textOf(record, 'id')).toSorted());
      expect(await rows(`SELECT len(files) AS files FROM read_json('out/${latest.manifest}')`)).toEqual([
        { files: String(Math.ceil(stored.length / partRecords)) },
      ]);
    },
  );
});

describe('each record of a snapshot', () => {
  it.each(['parquet', 'csv'] as const)('as %s: has every field as the query answers it', async (format) => {
    const latest = await snapshot(`fields-${format}`, { resource: 'lump_sum_payment', format });
    await useRun(latest);
    const [table = ''] =
      format === 'parquet'
        ? [`FROM read_parquet('out/${latest.prefix}part-*')`]
        : blocksCalled('sql duckdb csv');
    const exported = await rows(table);
    const answered = await allBonuses();
    expect(exported).toHaveLength(answered.size);
    for (const row of exported) {
      const others = fromJson(row['other_fields'] ?? '{}');
      const fields = columns.flatMap(({ name, kind }) => {
        const cell = row[name];
        if (cell === null || kind === 'other') return [];
        return [[name, kind === 'text' ? cell : fromJson(cell)]];
      });
      const record = { ...Object.fromEntries(fields), ...(isJsonObject(others) ? others : {}) };
      expect(record).toEqual(answered.get(String(row['id'])));
    }
  });

  const columns = columnsOf(lumpSumQuery);
  const fromJson = (cell: unknown): unknown => (typeof cell === 'string' ? JSON.parse(cell) : cell);

  /** Id → record, as the API returns it. */
  async function allBonuses(): Promise<ReadonlyMap<string, JsonObject>> {
    const records = new Map<string, JsonObject>();
    let token: string | undefined;
    do {
      const query = { page_size: '500', ...(token === undefined ? {} : { page_token: token }) };
      const { data } = await call('lump_sum_payment.query', {}, query);
      for (const record of data?.records ?? []) records.set(record.id, record);
      token = data?.has_more ? data.page_token : undefined;
    } while (token !== undefined);
    return records;
  }
});

describe('what docs/analytics.md tells', () => {
  const dataset = 'lump_sum_payment';
  const asked = { resource: 'lump_sum_payment', format: 'parquet' };
  let removed: string;

  beforeAll(async () => {
    await snapshot(dataset, asked);
    const [first, second, third] = await sandbox.records();
    const detail = (record?: StoredRecord) => textOf(detailsOf(record ? [record] : [])[0] ?? {}, 'id');
    const changes = [first, second].map((record) =>
      aBonusChange(
        textOf(record ?? {}, 'id'),
        detail(record),
        { total_amount: '7.07', remark: 'changed' },
        { issuance_amount: '7.07' },
      ),
    );
    await store('lump_sum_payment.batch_update', changes);
    await store('lump_sum_payment.batch_create', [aBonus({ remark: 'new' })]);
    removed = textOf(third ?? {}, 'id');
    await call('lump_sum_payment.batch_remove', { record_ids: [removed] });
    await snapshot(dataset, { ...asked, mode: 'changes' });
  });

  it('the newest run adds up to what its manifest says', async () => {
    await runBlock('sql duckdb where');
    await runBlock('sql duckdb newest');
    const sums = await runBlock('sql duckdb sums');
    const records = sums.reduce((all, sum) => all + Number(sum.records), 0);
    // A run of changes: two records were changed and one is new.
    expect(records).toBeGreaterThanOrEqual(3);
    expect(records).toBeLessThan(bonusCount);
    expect(await runBlock('sql duckdb manifest')).toEqual(sums);
  });

  it('each detail is a row', async () => {
    const found = await runBlock('sql duckdb details');
    const [{ details } = {}] = await rows(
      'SELECT sum(json_array_length(details))::INT AS details FROM bonuses',
    );
    expect(found).toHaveLength(Number(details));
    expect(found[0]).toEqual({
      id: expect.any(String),
      issuance_time: '2026-12-10',
      amount: expect.any(String),
    });
  });

  it('a full run and the changes after it are the state of now, but for what was removed', async () => {
    await runBlock('sql duckdb where');
    await runBlock('sql duckdb state');
    const now = await rows("SELECT id, total_amount, coalesce(remark, '') AS remark FROM state_of_now");
    const held = await sandbox.records();
    const kept = held.map(({ id, total_amount, remark }) => ({ id, total_amount, remark: remark ?? '' }));
    expect(now).toHaveLength(kept.length + 1);
    expect(now).toEqual(expect.arrayContaining(kept));
    expect(now.map(({ id }) => id)).toContain(removed);
  });

  it('two full runs tell what was removed', async () => {
    await snapshot(dataset, asked);
    await runBlock('sql duckdb where');
    await runBlock('sql duckdb state');
    expect(await runBlock('sql duckdb removed')).toEqual([{ id: removed }]);
  });
});

describe('the tables for Athena', () => {
  it.each(queryOperations.map((query) => [query.resource, query] as const))(
    '%s: has the columns of the parts, in their order',
    (resource, operation) => {
      const [ddl = ''] = blocksCalled(`sql athena ${resource}`);
      const declared = [...ddl.matchAll(/^ {2}(\w+) (string|bigint),?$/gm)].map(([, name, type]) => [
        name,
        type,
      ]);
      expect(declared).toEqual(
        columnsOf(operation).map(({ name, kind }) => [name, kind === 'int' ? 'bigint' : 'string']),
      );
    },
  );

  it.each(['sql athena newest', 'sql athena state'])('%s: is SQL that DuckDB runs too', async (info) => {
    await useDataset('lump_sum_payment-parquet');
    await runBlock('sql duckdb state');
    await duckdb.run('CREATE OR REPLACE TEMP VIEW bonuses AS FROM parts');
    const [sql = ''] = blocksCalled(info);
    const runs = await rows('SELECT run, started_at FROM complete_runs ORDER BY started_at');
    const examples = [...new Set([...sql.matchAll(/'(\d{8}T\w+-[\w-]+)'/g)].map(([, run = '']) => run))];
    const times = [...sql.matchAll(/'([\d-]+T[\d:.]+Z)'/g)].map(([, time = '']) => time);
    const named = [...examples.entries()].reduce(
      (text, [at, example]) => text.replaceAll(example, wordOf(runs[at]?.run)),
      sql.replaceAll(/dt >?= '[\d-]+'/g, 'true'),
    );
    const timed = [...times.entries()].reduce(
      (text, [at, example]) => text.replaceAll(example, wordOf(runs[at]?.started_at)),
      named,
    );
    expect((await rows(timed)).length).toBeGreaterThan(0);
  });

  it('the nested fields that NDJSON shows are fields of a detail', () => {
    const text = blocks.map((block) => block.text).find((block) => block.includes('array<struct<')) ?? '';
    const inner = /array<struct<(.*), …>>/.exec(text)?.[1] ?? '';
    const names = inner.split(', ').map((field) => field.split(':')[0]);
    expect(names.length).toBeGreaterThan(1);
    expect([...fieldsOf(lumpSumDetail).keys()]).toEqual(expect.arrayContaining(names));
  });
});
