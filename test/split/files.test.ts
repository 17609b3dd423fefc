// Files dropped in the inbox, through the exported handler, S3 and SQS.

import { gzipSync } from 'node:zlib';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { JsonObject } from '../../shared/values/json.ts';
import { allInEnglish, inEnglish } from '../in-english.ts';
import { aBonus, aRemoval } from '../records.ts';
import { splitWorld, type Job, type SplitWorld } from './harness.ts';

let ferry: SplitWorld;
beforeAll(async () => {
  ferry = await splitWorld();
});
afterAll(() => ferry[Symbol.asyncDispose]());

const create = 'lump_sum_payment/batch_create';
const columns = [
  'unique_id',
  'user_id',
  'total_amount',
  'binding_period',
  'currency_id',
  'issuance_frequency',
  'item_id',
  'details.1.issuance_amount',
  'details.1.issuance_status',
  'details.1.issuance_way',
  'details.1.issuance_time',
  'details.1.belong_time',
  'remark',
];
const row = (changes: Record<string, string> = {}) => {
  const cells: Record<string, string> = {
    unique_id: 'b-1',
    user_id: 'ou_1',
    total_amount: '100.10',
    binding_period: '0',
    currency_id: 'CNY',
    issuance_frequency: '1',
    item_id: '7',
    'details.1.issuance_amount': '100.10',
    'details.1.issuance_status': 'to_be_issued',
    'details.1.issuance_way': 'with_salary',
    'details.1.issuance_time': '2026-12-10',
    'details.1.belong_time': '2026-12-01',
    remark: '奖金',
    ...changes,
  };
  return columns.map((column) => cells[column] ?? '').join(',');
};
const csv = (...rows: readonly string[]) => `${[columns.join(','), ...rows].join('\n')}\n`;
const records = (job: Job) => job.batches.flat().map(({ record }) => record);
let count = 0;
const drop = (body: string | Buffer, name = 'bonus.csv', metadata?: Record<string, string>) => {
  count += 1;
  return ferry.drop(`${create}/${count}/${name}`, body, metadata);
};

/** The messages of one job. Their order is that of the queue, which means nothing between groups. */
const lanesOf = async (job: string) => (await ferry.lanes()).filter(({ body }) => body.job === job);

describe('a good file', () => {
  it('becomes a plan with control totals, batches and one message a batch', async () => {
    const job = await drop(
      csv(
        row(),
        row({ unique_id: 'b-2', total_amount: '0.2', 'details.1.issuance_amount': '0.20' }),
        row({ unique_id: 'b-3', currency_id: 'USD' }),
      ),
    );
    expect(job.plan).toMatchObject({
      v: 2,
      operation: 'lump_sum_payment.batch_create',
      format: 'csv',
      header: columns,
      state: 'send',
      rows: 3,
      records: 3,
      rejected_records: 0,
      totals: {
        by_currency: { CNY: { records: 2, amount: '100.30' }, USD: { records: 1, amount: '100.10' } },
        uncounted: 0,
      },
      lanes: 20,
      base_url: 'http://127.0.0.1:4010',
      app_id: 'cli_local',
      options: { user_id_type: 'open_id', dry_run: false, approval: 'none', max_rejected_percent: 20 },
    });
    expect(job.name).toMatch(/^\d{8}T\d{6}Z-bonus-[0-9a-f]{16}$/);
    expect(job.batches.flat().map((line) => [line.row, line.rows, line.record.unique_id])).toEqual([
      [2, [2], 'b-1'],
      [3, [3], 'b-2'],
      [4, [4], 'b-3'],
    ]);
    expect(await ferry.keys(`open/${job.name}`)).toHaveLength(1);
    expect(await ferry.keys(`jobs/${job.name}/sent.json`)).toHaveLength(1);
    expect(await lanesOf(job.name)).toEqual([
      {
        group: `lump_sum_payment.batch_create/${job.plan.first_lane}`,
        body: { v: 1, job: job.name, operation: 'lump_sum_payment.batch_create', batch: 0, lanes: 20 },
      },
    ]);
  });

  it.each([
    ['bonus.CSV', Buffer.from(`\uFEFF${csv(row()).replaceAll('\n', '\r\n')}`)],
    ['bonus.csv.gz', gzipSync(csv(row()))],
    ['bonus.tsv', csv(row()).replaceAll(',', '\t')],
    ['bonus.json', JSON.stringify([jsonRecord()])],
    ['bonus.json', `\uFEFF{ "records" : [ ${JSON.stringify(jsonRecord())} ] }`],
    ['bonus.json.gz', gzipSync(JSON.stringify([jsonRecord()]))],
    ['bonus.ndjson', `${JSON.stringify(jsonRecord())}\n\n`],
    ['bonus.jsonl', JSON.stringify(jsonRecord())],
    ['bonus.jsonl.gz', gzipSync(`${JSON.stringify(jsonRecord())}\r\n`)],
  ])('%s is the same records', async (name, body) => {
    const job = await drop(body, name);
    expect(job.plan.state).toBe('send');
    expect(records(job)).toEqual([jsonRecord()]);
  });

  it('passes on unknown fields in order, every digit of them', async () => {
    const text = JSON.stringify(jsonRecord()).replace('{', '{"zeta":1.50,"new_id":12345678901234567890,');
    const job = await drop(`${text}\n`, 'bonus.ndjson');
    expect(JSON.stringify(records(job)[0])).toBe(text);
  });

  it('keeps the cells as they came where the record says less, for the report', async () => {
    const job = await drop(csv(row({ binding_period: '0' })));
    expect(job.batches[0]?.[0]).not.toHaveProperty('raw');
    const noted = await drop(`${columns.join(',')},_note\n${row()},mine\n`);
    expect(noted.batches[0]?.[0]?.raw).toEqual([[...row().split(','), 'mine']]);
  });

  it('of 1,201 records is three batches in three lanes', async () => {
    const many = Array.from({ length: 1201 }, (_, index) => row({ unique_id: `b-${index}` }));
    const { plan, batches, name } = await drop(csv(...many));
    expect(batches.map((lines) => lines.length)).toEqual([500, 500, 201]);
    expect(plan.batches.map(({ key }) => key.replace(/-[0-9a-f]{8}\./, '-…'))).toEqual(
      [0, 1, 2].map((index) => `jobs/${name}/batches/0000${index}-…ndjson`),
    );
    const lane = (batch: number) => `lump_sum_payment.batch_create/${(plan.first_lane + batch) % 20}`;
    const lanes = (await lanesOf(name)).map(({ group, body }) => [String(body.batch), group]);
    expect(Object.fromEntries(lanes)).toEqual({ 0: lane(0), 1: lane(1), 2: lane(2) });
  });

  it('of removes waits for a person, and groups by reason', async () => {
    const removals = ['a', 'b', 'a', 'b', 'a'].map((reason, index) =>
      JSON.stringify(aRemoval({ id: `7${index}`, reason })),
    );
    const job = await ferry.drop('lump_sum_payment/batch_remove/twice.ndjson', removals.join('\n'));
    expect(job.plan).toMatchObject({ state: 'await_approval', lanes: 1, totals: { by_currency: {} } });
    expect(
      job.batches.map((lines) => lines.map(({ record }) => `${String(record.id)}${String(record.reason)}`)),
    ).toEqual([
      ['70a', '72a', '74a'],
      ['71b', '73b'],
    ]);
  });
});

describe('a rejected row', () => {
  it('names row, field, code and sentence, and is kept; the others go', async () => {
    const bad = row({ unique_id: 'b-2', 'details.1.issuance_way': 'with_stock' });
    const good = Array.from({ length: 8 }, (_, index) => row({ unique_id: `c-${index}` }));
    const job = await drop(csv(row(), bad, ...good));
    expect(job.plan).toMatchObject({ state: 'send', records: 10, rejected_records: 1 });
    expect(allInEnglish(job.rejected)).toEqual([
      {
        row: 3,
        rows: [3],
        identity: 'b-2',
        code: 21270214,
        field: 'details.1.issuance_way',
        message:
          'details.1.issuance_way is "with_stock", expected one of with_salary, with_cash, with_year_end_bonus',
        record: expect.objectContaining({ unique_id: 'b-2' }),
      },
    ]);
  });

  it('says all that is wrong with it', async () => {
    const good = Array.from({ length: 9 }, (_, index) => row({ unique_id: `c-${index}` }));
    const job = await drop(csv(row({ user_id: '', total_amount: '1,5' }).replace('1,5', '"1,5"'), ...good));
    expect(job.rejected.map(({ code, message }) => [code, allInEnglish(message)])).toEqual([
      [
        2290001,
        'user_id is required but absent; total_amount is "1,5", which may mean 1.5 or 15: write the one that is meant',
      ],
    ]);
  });

  it('is the later of two with one unique_id, wherever the earlier one is', async () => {
    const many = Array.from({ length: 1100 }, (_, index) => row({ unique_id: `b-${index}` }));
    const job = await drop(
      csv(...many, row({ unique_id: 'b-3' }), row({ unique_id: 'b-1099' }), row({ unique_id: 'b-1100' })),
    );
    expect(job.rejected.map(({ row: at, code, message }) => [at, code, allInEnglish(message)])).toEqual([
      [1102, 21270202, 'unique_id "b-3" stands already in row 5 of this file'],
      [1103, 21270202, 'unique_id "b-1099" stands already in row 1101 of this file'],
    ]);
    expect(job.plan.records - job.plan.rejected_records).toBe(1101);
  });

  it('does not count as the earlier one', async () => {
    const good = Array.from({ length: 9 }, (_, index) => row({ unique_id: `c-${index}` }));
    const job = await drop(csv(row({ item_id: '' }), row(), ...good));
    expect(job.rejected.map(({ row: at }) => at)).toEqual([2]);
    expect(records(job).map(({ unique_id }) => unique_id)).toContain('b-1');
  });

  it('with one id twice among removes has code 2290001, for there 21270202 means nothing', async () => {
    const lines = Array.from('abcdefghi').map((id) => JSON.stringify({ id }));
    const job = await ferry.drop(
      'lump_sum_payment/batch_remove/dup/remove.ndjson',
      [...lines, '{"id":"c"}'].join('\n'),
    );
    expect(allInEnglish(job.rejected)).toMatchObject([
      { row: 10, code: 2290001, message: 'id "c" stands already in row 3 of this file' },
    ]);
  });

  it('of NDJSON may be no JSON, no object, or come back with an unclear end', async () => {
    const good = Array.from({ length: 16 }, (_, index) =>
      JSON.stringify(jsonRecord({ unique_id: `c-${index}` })),
    );
    const lines = [
      '{"unique_id":',
      '[1]',
      JSON.stringify(jsonRecord({ _status: 'unknown' })),
      JSON.stringify(jsonRecord({ _note: 'mine' })),
    ];
    const job = await drop([...lines, ...good].join('\n'), 'bonus.ndjson');
    expect(job.rejected.map(({ row: at, message, raw }) => [at, allInEnglish(message), raw])).toEqual([
      [1, 'the line is not JSON', ['{"unique_id":']],
      [2, 'the record is a list of 1, expected an object', ['[1]']],
      [
        3,
        expect.stringContaining('_status is unknown: nobody knows whether this record was paid'),
        [lines[2]],
      ],
    ]);
    expect(records(job)[0]).toEqual(jsonRecord());
    expect(job.batches[0]?.[0]?.raw).toEqual([lines[3]]);
  });

  it('is no line of the log: neither its amounts nor its names', () => {
    const all = ferry.logs.join('\n');
    expect(all).toContain('"step":"planned"');
    for (const pay of ['100.10', 'ou_1', '奖金', 'b-1099', 'with_stock']) expect(all).not.toContain(pay);
  });
});

describe('a whole file is stopped', () => {
  const dropAt = (key: string, body: string | Buffer, metadata?: Record<string, string>) => {
    count += 1;
    return ferry.drop(key.replace('#', String(count)), body, metadata);
  };

  it.each<[string, string | Buffer, string]>([
    [
      'salary/batch_create/#/a.csv',
      csv(row()),
      'nobody knows the operation "salary.batch_create"; there are lump_sum_payment.batch_create,',
    ],
    [
      'lump_sum_payment/batchcreate/#/a.csv',
      csv(row()),
      'nobody knows the operation "lump_sum_payment.batchcreate", is it lump_sum_payment.batch_create?',
    ],
    ['bonus-#.csv', csv(row()), 'nobody knows the operation empty; there are'],
    [
      `${create}/#/a.pdf`,
      'PK',
      'the file is in no known format: its name must end in csv, tsv, txt, json, ndjson, jsonl, xlsx or xlsm; csv, tsv, txt, json and ndjson may be packed as .gz. Save any other spreadsheet as .xlsx',
    ],
    [`${create}/#/a`, csv(row()), 'the file is in no known format'],
    [`${create}/dry_rn=true/#/a.csv`, csv(row()), 'nobody knows the option "dry_rn", is it dry_run?'],
    [`${create}/dry_run=yes/#/a.csv`, csv(row()), 'dry_run is "yes", expected true or false'],
    [
      `${create}/user_id_type=email/#/a.csv`,
      csv(row()),
      'user_id_type is "email", expected open_id, union_id, user_id or people_corehr_id',
    ],
    [
      `${create}/max_rejected_percent=101/#/a.csv`,
      csv(row()),
      'max_rejected_percent is "101", expected a number from 0 to 100',
    ],
    [`${create}/expected_records=2/#/a.csv`, csv(row()), 'expected_records is 2, but the file holds 1'],
    [
      `${create}/expected_total.CNY=100.11/#/a.csv`,
      csv(row()),
      'expected_total.CNY is 100.11, the file adds up to 100.10',
    ],
    [
      `${create}/expected_total.EUR=1/#/a.csv`,
      csv(row()),
      'expected_total.EUR is 1, the file adds up to 0; the file has 100.10 of the currency CNY in 1 record, and no expected_total is given for it',
    ],
    [
      `${create}/expected_total.CNY=100.10/#/a.csv`,
      csv(row(), row({ unique_id: 'of-another-currency', currency_id: 'USD' })),
      'the file has 100.10 of the currency USD in 1 record, and no expected_total is given for it',
    ],
    [
      `${create}/expected_total.CNY=1e2/#/a.csv`,
      csv(row()),
      'expected_total.CNY is "1e2", expected an amount as text, like 2000.00',
    ],
    [`${create}/#/a.csv`, '', 'the file is empty'],
    [`${create}/#/a.json`, '', 'the file is empty'],
    [`${create}/#/a.csv`, csv(), 'the file holds no records'],
    [`${create}/#/a.json`, '[]', 'the file holds no records'],
    [`${create}/#/a.ndjson`, '\n\n', 'the file holds no records'],
    [
      `${create}/#/a.csv`,
      csv(row()).replace('user_id', 'usr_id'),
      'the header (row 1) is wrong: nobody knows the column "usr_id", is it user_id?; the column user_id (员工ID) is missing',
    ],
    [
      `${create}/#/a.csv`,
      csv(row({ remark: '"open' })),
      'row 2: a quoted cell that begins here is never closed',
    ],
    [`${create}/#/a.json`, `[${JSON.stringify(aBonus())},]`, 'record 2: the JSON document is broken'],
    [
      `${create}/#/a.json`,
      `[${JSON.stringify(aBonus())}`,
      'the JSON document is cut off in or behind record 1',
    ],
    [
      `${create}/#/a.csv.gz`,
      gzipSync(csv(row())).subarray(0, -5),
      'the gzip file is cut off: its end is missing',
    ],
    [`${create}/#/a.csv.gz`, csv(row()), 'the gzip file is damaged, or no gzip file at all'],
    [`${create}/#/a.csv`, gzipSync(csv(row())), 'the file is gzip: name it with .gz at the end'],
    [`${create}/#/a.csv`, Buffer.from(csv(row()), 'utf16le'), 'the file is in UTF-16: save it as UTF-8'],
    [
      `${create}/#/a.csv`,
      Buffer.from([...Buffer.from(csv(row({ remark: '' }))).subarray(0, -1), 0xd6, 0xd0]),
      'the file is not in UTF-8 (line 2)',
    ],
    [
      `${create}/#/a.csv.gz`,
      gzipSync(Buffer.alloc(40_000_000, '\n')),
      'the file unpacks to over 200 times its size',
    ],
    [
      `${create}/#/a.csv`,
      csv(row(), row(), row({ unique_id: 'b-2' })),
      '1 of 3 records are rejected, more than the 20 percent that max_rejected_percent allows',
    ],
  ])('%s: nothing is queued', async (key, body, sentence) => {
    const before = (await ferry.lanes()).length;
    const job = await dropAt(key, body);
    expect(job.plan.state).toBe('rejected');
    expect(inEnglish(job.plan.reason)).toContain(sentence);
    expect(await ferry.lanes()).toHaveLength(before);
    expect(await ferry.keys(`jobs/${job.name}/sent.json`)).toEqual([]);
    expect(await ferry.keys(`jobs/${job.name}/complete.json`)).toHaveLength(1);
  });

  it('that broke off in the middle has no counts: how far the reading came is chance', async () => {
    const job = await dropAt(`${create}/#/a.json`, `[${JSON.stringify(jsonRecord())},{},{"a":`);
    expect(job.plan).toMatchObject({
      state: 'rejected',
      rows: 0,
      records: 0,
      rejected_records: 0,
      batches: [],
      rejected: [],
    });
  });

  it('by too many rejected rows, and lists them for the report', async () => {
    const job = await drop(csv(row(), row({ unique_id: 'b-2', item_id: '' })));
    expect(job.plan).toMatchObject({ state: 'rejected', records: 2, rejected_records: 1 });
    expect(job.rejected).toMatchObject([{ row: 3, field: 'item_id' }]);
  });

  it('but max_rejected_percent may allow them', async () => {
    const job = await dropAt(
      `${create}/max_rejected_percent=50/#/a.csv`,
      csv(row(), row({ unique_id: 'b-2', item_id: '' })),
    );
    expect(job.plan).toMatchObject({
      state: 'send',
      rejected_records: 1,
      options: { max_rejected_percent: 50 },
    });
  });

  it('and all rejected with 100 percent allowed: there is nothing to send, so it is complete', async () => {
    const job = await dropAt(`${create}/max_rejected_percent=100/#/a.csv`, csv(row({ item_id: '' })));
    expect(job.plan).toMatchObject({ state: 'send', rejected_records: 1, batches: [] });
    expect(await ferry.keys(`jobs/${job.name}/complete.json`)).toHaveLength(1);
  });
});

describe('options', () => {
  it('in the path and in the metadata are the same; other tools may have metadata of their own', async () => {
    count += 1;
    const job = await ferry.drop(
      `${create}/user_id_type=user_id/2026-11/expected_total.CNY=100.1/${count}/a.csv`,
      csv(row()),
      {
        'expected-records': '1',
        max_rejected_percent: '5',
        mtime: '1763600000',
      },
    );
    expect(job.plan.options).toEqual({
      user_id_type: 'user_id',
      dry_run: false,
      max_rejected_percent: 5,
      expected_records: 1,
      expected_total: { CNY: '100.1' },
      approval: 'none',
      language: 'en',
    });
  });

  it.each([
    [{ 'expected-record': '1' }, 'nobody knows the option "expected_record", is it expected_records?'],
    [{ user_id_type: 'union_id' }, 'user_id_type is given twice, as "user_id" and "union_id"'],
  ])('%j in the metadata stops the file', async (metadata, sentence) => {
    count += 1;
    const job = await ferry.drop(`${create}/user_id_type=user_id/${count}/a.csv`, csv(row()), metadata);
    expect(job.plan.state).toBe('rejected');
    expect(inEnglish(job.plan.reason)).toBe(sentence);
  });

  it('one identity with blanks and invisible characters is no other identity: only the plain one is paid', async () => {
    count += 1;
    const same = [
      'held-1',
      'held-1 ',
      ' held-1',
      'held-1\u00a0',
      'held\u200b-1',
      'held -1',
      'held-1\u2060',
      'held-1\u3164',
      'held-1\t',
    ];
    const rows = same.map((name) => row({ unique_id: `"${name}"` }));
    const job = await ferry.drop(`${create}/max_rejected_percent=100/${count}/a.csv`, csv(...rows));
    expect(job.plan).toMatchObject({ records: same.length, rejected_records: same.length - 1 });
    expect(job.batches.flat()).toMatchObject([{ record: { unique_id: 'held-1' } }]);
    expect(allInEnglish(job.rejected[1]?.message)).toContain('text without blanks and invisible characters');
  });

  it('expected_total is not met where amounts cannot be read', async () => {
    count += 1;
    const job = await ferry.drop(
      `${create}/expected_total.CNY=100.10/max_rejected_percent=50/${count}/a.csv`,
      csv(row(), row({ unique_id: 'x', total_amount: '?' })),
    );
    expect(inEnglish(job.plan.reason)).toBe(
      'expected_total.CNY is 100.10, the file adds up to 100.10; 1 records are in no total, for their amount or currency cannot be read',
    );
  });

  it('a dry run plans and reports, and queues nothing', async () => {
    count += 1;
    const before = (await ferry.lanes()).length;
    const job = await ferry.drop(`${create}/dry_run=true/${count}/a.csv`, csv(row()));
    expect(job.plan).toMatchObject({ state: 'dry_run', records: 1 });
    expect(await ferry.lanes()).toHaveLength(before);
    expect(await ferry.keys(`jobs/${job.name}/complete.json`)).toHaveLength(1);
  });
});

describe('approval', () => {
  it('a job waits with its plan and a short report; approved sends it, once', async () => {
    count += 1;
    const before = (await ferry.lanes()).length;
    const job = await ferry.drop(`${create}/approval=required/${count}/a.csv`, csv(row()));
    expect(job.plan.state).toBe('await_approval');
    expect(await ferry.lanes()).toHaveLength(before);
    expect(JSON.parse(await ferry.read(`reports/${job.name}/awaiting_approval.json`))).toMatchObject({
      job: job.name,
      operation: 'lump_sum_payment.batch_create',
      file: 'a.csv',
      records: 1,
      to_send: 1,
      totals: { by_currency: { CNY: { records: 1, amount: '100.10' } } },
      to_approve: { text: `put any object at jobs/${job.name}/approved` },
      to_stop: { text: `put any object at jobs/${job.name}/abort` },
    });

    await ferry.write(`jobs/${job.name}/approved`, '');
    expect(await lanesOf(job.name)).toHaveLength(1);
    await ferry.write(`jobs/${job.name}/approved`, 'again');
    expect(await lanesOf(job.name)).toHaveLength(1);
    expect(await ferry.keys(`jobs/${job.name}/sent.json`)).toHaveLength(1);
  });

  it('what was aborted meanwhile is not sent', async () => {
    count += 1;
    const before = (await ferry.lanes()).length;
    const job = await ferry.drop(`${create}/approval=required/${count}/a.csv`, csv(row()));
    await ferry.write(`jobs/${job.name}/abort`, '');
    await ferry.write(`jobs/${job.name}/approved`, '');
    expect(await ferry.lanes()).toHaveLength(before);
    expect(await ferry.keys(`jobs/${job.name}/complete.json`)).toHaveLength(1);
  });
});

describe('keys', () => {
  it('with blanks, plus signs, percent signs and Chinese name the file as it is', async () => {
    const job = await ferry.drop(`${create}/2026 年+11/100%/奖金 表+1.csv`, csv(row()));
    expect(job.plan.source).toMatchObject({
      name: '奖金 表+1.csv',
      key: `${create}/2026 年+11/100%/奖金 表+1.csv`,
    });
    expect(job.name).toMatch(/Z-1-[0-9a-f]{16}$/);
  });
});

function jsonRecord(changes: JsonObject = {}): JsonObject {
  return {
    unique_id: 'b-1',
    user_id: 'ou_1',
    total_amount: '100.10',
    binding_period: 0,
    currency_id: 'CNY',
    issuance_frequency: 1,
    item_id: '7',
    remark: '奖金',
    details: [
      {
        issuance_amount: '100.10',
        issuance_status: 'to_be_issued',
        issuance_way: 'with_salary',
        issuance_time: '2026-12-10',
        belong_time: '2026-12-01',
      },
    ],
    ...changes,
  };
}
