// The files that a person opens: three, in the format of the dropped file.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { Outcome } from '../../shared/job/outcomes.ts';
import { aBonus, aRemoval } from '../records.ts';
import { reportWorld, type ReportWorld } from './harness.ts';
import { header, row, table } from './tables.ts';

let ferry: ReportWorld;
beforeAll(async () => {
  ferry = await reportWorld();
});
afterAll(() => ferry[Symbol.asyncDispose]());

const bom = '\uFEFF';
let count = 0;
/** Drops a file of which most rows may be rejected: these tests are about the report and not about that limit. */
const drop = (name: string, body: string) => {
  count += 1;
  return ferry.drop(`lump_sum_payment/batch_create/max_rejected_percent=90/${count}/${name}`, body);
};
const byId =
  (outcomes: Readonly<Record<string, Partial<Outcome>>>) =>
  ({ record }: { record: { readonly unique_id?: unknown } }) =>
    outcomes[String(record.unique_id)] ?? {};

const refused = { status: 'refused', code: 21270201, message: 'user_id 不存在' } as const;
const unknown = { status: 'unknown', message: 'look first' } as const;

describe('a CSV file', () => {
  it('comes back as three CSV files that Excel opens: original columns, then ours, one row for each of its rows', async () => {
    const job = await drop(
      'bonus.csv',
      table(
        row(),
        row({ unique_id: 'b-2' }),
        row({ unique_id: 'b-3' }),
        row({ unique_id: 'b-4', item_id: '' }),
        row({ unique_id: 'b-5' }),
      ),
    );
    const report = await ferry.settle(job, byId({ 'b-2': refused, 'b-3': unknown }));
    expect(report.files).toEqual(['failed.csv', 'succeeded.csv', 'unclear.csv']);
    expect(await ferry.file(job.name, 'succeeded.csv')).toBe(
      [
        `${bom}${header},_row,_status,_code,_message,_id`,
        `${row()},2,created,0,success,742`,
        `${row({ unique_id: 'b-5' })},6,created,0,success,746`,
        '',
      ].join('\r\n'),
    );
    expect(await ferry.file(job.name, 'failed.csv')).toBe(
      [
        `${bom}${header},_row,_status,_code,_message`,
        `${row({ unique_id: 'b-2' })},3,refused,21270201,user_id 不存在`,
        `${row({ unique_id: 'b-4', item_id: '' })},5,rejected,2290001,item_id is required but absent`,
        '',
      ].join('\r\n'),
    );
    expect(await ferry.file(job.name, 'unclear.csv')).toBe(
      [
        `${bom}${header},_row,_status,_code,_message`,
        `${row({ unique_id: 'b-3' })},4,unknown,0,look first`,
        '',
      ].join('\r\n'),
    );
  });

  it('has no file for what it has no rows of', async () => {
    const job = await drop('bonus.csv', table(row()));
    const report = await ferry.settle(job, () => ({}));
    expect(report.files).toEqual(['succeeded.csv']);
    expect((await ferry.keys(`reports/${job.name}/`)).map((key) => key.split('/').at(-1))).toEqual([
      'report.json',
      'succeeded.csv',
    ]);
  });

  it('repeats the status of a record on each of its rows, with the row of each', async () => {
    const first = { unique_id: 'two', total_amount: '3.00', issuance_frequency: '2' };
    const rows = [
      row({ ...first, 'details.issuance_amount': '1.00' }),
      row({ ...first, 'details.issuance_amount': '2.00' }),
    ];
    const job = await drop('bonus.csv', table(row(), ...rows, row({ unique_id: 'b-9' })));
    const report = await ferry.settle(job, byId({ two: refused }));
    expect(report).toMatchObject({ rows: 4, records: 3, by_status: { created: 2, refused: 1 } });
    expect(await ferry.file(job.name, 'failed.csv')).toBe(
      [
        `${bom}${header},_row,_status,_code,_message`,
        `${rows[0]},3,refused,21270201,user_id 不存在`,
        `${rows[1]},4,refused,21270201,user_id 不存在`,
        '',
      ].join('\r\n'),
    );
  });

  it('keeps its TSV form, its quotes and its line breaks', async () => {
    const remark = '"a ""b"", c\td\ne"';
    const job = await drop(
      'bonus.tsv',
      table(row({ remark: '#' }))
        .replaceAll(',', '\t')
        .replace('#', remark),
    );
    await ferry.settle(job, () => ({}));
    expect(await ferry.file(job.name, 'succeeded.tsv')).toBe(
      [
        `${bom}${header},_row,_status,_code,_message,_id`.replaceAll(',', '\t'),
        `${row({ remark: '#' })},2,created,0,success,742`.replaceAll(',', '\t').replace('#', remark),
        '',
      ].join('\r\n'),
    );
  });

  it('keeps notes of the person, and comes in the order that its columns had', async () => {
    const backwards = (line: string) => line.split(',').toReversed().join(',');
    const body = [`_note,${backwards(header)}`, `call her,${backwards(row())}`].join('\n');
    const job = await drop('bonus.csv', body);
    await ferry.settle(job, () => refused);
    expect(await ferry.file(job.name, 'failed.csv')).toBe(
      [
        `${bom}_note,${backwards(header)},_row,_status,_code,_message`,
        `call her,${backwards(row())},2,refused,21270201,user_id 不存在`,
        '',
      ].join('\r\n'),
    );
  });
});

describe('a cell that a spreadsheet would run', () => {
  it.each(['=1+1', '+1 day', '-x', '@SUM(A1)', "'quoted"])(
    '%s is guarded in the report, and itself again when the report is dropped',
    async (remark) => {
      const job = await drop('bonus.csv', table(row({ remark })));
      await ferry.settle(job, () => refused);
      const failed = (await ferry.file(job.name, 'failed.csv')) ?? '';
      expect(failed).toContain(`,'${remark},2,refused`);

      const again = await drop('failed.csv', failed);
      expect(again.batches.flat().map(({ record }) => record.remark)).toEqual([remark]);
      await ferry.settle(again, () => refused);
      expect(await ferry.file(again.name, 'failed.csv')).toBe(failed);
    },
  );

  it('does not hide a negative amount, and a message is guarded too', async () => {
    const job = await drop('bonus.csv', table(row({ remark: '-12.50' })));
    await ferry.settle(job, () => ({ ...refused, message: '=cmd()' }));
    expect(await ferry.file(job.name, 'failed.csv')).toContain(",-12.50,2,refused,21270201,'=cmd()\r\n");
  });
});

describe('failed, dropped again', () => {
  it('works as it is once it is corrected, and its report has our columns once', async () => {
    const job = await drop(
      'bonus.csv',
      table(row(), row({ unique_id: 'b-2' }), row({ unique_id: 'b-3', item_id: '' })),
    );
    await ferry.settle(job, byId({ 'b-2': refused }));
    const failed = (await ferry.file(job.name, 'failed.csv')) ?? '';

    const corrected = failed.replace('b-3,ou_1,100.10,0,CNY,1,,', 'b-3,ou_1,100.10,0,CNY,1,7,');
    const again = await drop('failed.csv', corrected);
    expect(again.plan).toMatchObject({ state: 'send', records: 2, rejected_records: 0 });
    const report = await ferry.settle(again, () => ({}));
    expect(report.state).toBe('complete');
    expect(await ferry.file(again.name, 'succeeded.csv')).toBe(
      [
        `${bom}${header},_row,_status,_code,_message,_id`,
        `${row({ unique_id: 'b-2' })},2,created,0,success,742`,
        `${row({ unique_id: 'b-3' })},3,created,0,success,743`,
        '',
      ].join('\r\n'),
    );
  });

  it.each(['json', 'ndjson'])('works as %s too', async (format) => {
    const records = ['a', 'b'].map((unique_id) => aBonus({ unique_id }));
    const body =
      format === 'json' ? JSON.stringify(records) : records.map((each) => JSON.stringify(each)).join('\n');
    const job = await drop(`bonus.${format}`, body);
    await ferry.settle(job, byId({ b: refused }));
    const again = await drop(`failed.${format}`, (await ferry.file(job.name, `failed.${format}`)) ?? '');
    expect(again.plan).toMatchObject({ state: 'send', records: 1, rejected_records: 0 });
    expect(again.batches.flat().map(({ record }) => record)).toEqual([records[1]]);
  });

  it('a row with a cell too many or too few stays refused as long as nobody corrects it', async () => {
    const good = row({ unique_id: 'b-2' });
    const job = await drop('bonus.csv', table(`${row()},more`, `b-3${good.slice('b-2,ou_1'.length)}`, good));
    expect(job.plan).toMatchObject({ state: 'send', rejected_records: 2 });
    await ferry.settle(job, () => ({}));
    const failed = (await ferry.file(job.name, 'failed.csv')) ?? '';
    const [, tooMany, tooFew] = failed.split('\r\n');
    expect(tooMany).toMatch(/^b-1,.*,奖金,2,rejected,2290001,"row 2 has 14 cells.*",more$/);
    expect(tooFew).toMatch(/^b-3,.*,奖金,,3,rejected,2290001,"row 3 has 12 cells.*",$/);
    const again = await drop('failed.csv', failed);
    expect(again.plan).toMatchObject({ state: 'rejected', records: 2, rejected_records: 2 });
  });
});

describe('unclear, dropped again', () => {
  it.each(['unknown', 'conflict', 'exists_unchecked'] as const)(
    'with %s is refused with the reason: look first, and stays unclear however often it is dropped',
    async (status) => {
      const job = await drop('bonus.csv', table(row()));
      await ferry.settle(job, () => ({ status }));
      let unclear = (await ferry.file(job.name, 'unclear.csv')) ?? '';
      for (const _ of ['once', 'twice']) {
        const again = await drop('unclear.csv', unclear);
        expect(again.plan).toMatchObject({ state: 'rejected', rejected_records: 1, batches: [] });
        const report = await ferry.report(again.name);
        expect(report).toMatchObject({ by_status: { [status]: 1 }, files: ['unclear.csv'] });
        expect(report.totals.by_currency['CNY']).toMatchObject({ in: '100.10', unclear: '100.10' });
        unclear = (await ferry.file(again.name, 'unclear.csv')) ?? '';
        expect(unclear).toContain(
          `,2,${status},2290001,"_status is ${status}: nobody knows whether this record was paid`,
        );
      }
    },
  );

  it('as NDJSON too', async () => {
    const job = await drop('bonus.ndjson', JSON.stringify(aBonus()));
    await ferry.settle(job, () => unknown);
    const again = await drop('unclear.ndjson', (await ferry.file(job.name, 'unclear.ndjson')) ?? '');
    expect(again.plan).toMatchObject({ state: 'rejected', rejected_records: 1 });
    expect((await ferry.report(again.name)).files).toEqual(['unclear.ndjson']);
  });
});

describe('a JSON file', () => {
  const text = '{"unique_id":"a","_note":"mine","x":12345678901234567890,"user_id":"u"}';
  const bonus = JSON.stringify(aBonus()).slice(1);

  it('comes back as a list, with fields in their order and every digit, and ours behind', async () => {
    const job = await drop('bonus.json', `[{"x":1.10,${bonus}]`);
    await ferry.settle(job, () => ({}));
    const own = '"_row":1,"_status":"created","_code":0,"_message":"success","_id":"741"';
    expect(await ferry.file(job.name, 'succeeded.json')).toBe(
      `[\n{"x":1.10,${bonus.slice(0, -1)},${own}}\n]\n`,
    );
  });

  it('is JSON in each of its files', async () => {
    const records = ['a', 'b', 'c', 'd', 'e'].map((unique_id) => aBonus({ unique_id }));
    const job = await drop('bonus.json', JSON.stringify(records));
    await ferry.settle(job, byId({ b: refused, c: refused, d: unknown }));
    const rows = async (name: string) =>
      JSON.parse((await ferry.file(job.name, name)) ?? '').map(({ _row }: { _row: number }) => _row);
    expect(await rows('succeeded.json')).toEqual([1, 5]);
    expect(await rows('failed.json')).toEqual([2, 3]);
    expect(await rows('unclear.json')).toEqual([4]);
  });

  it('of lines keeps a line that is no record, as text, and the fields of the person', async () => {
    const job = await drop('bonus.ndjson', ['{"unique_id":', '[1]', text, `{${bonus}`].join('\n'));
    await ferry.settle(job, () => ({}));
    const lines = (await ferry.file(job.name, 'failed.ndjson'))?.trimEnd().split('\n') ?? [];
    expect(lines[0]).toBe(
      '{"_raw":"{\\"unique_id\\":","_row":1,"_status":"rejected","_code":2290001,"_message":"the line is not JSON"}',
    );
    expect(lines[1]).toContain('{"_raw":"[1]","_row":2,"_status":"rejected"');
    expect(lines[2]).toContain(`${text.slice(0, -1)},"_row":3,"_status":"rejected"`);
  });

  it('of a message on the intake queue too', async () => {
    const before = new Set(await ferry.jobs());
    await ferry.publish({ operation: 'lump_sum_payment.batch_create', records: [aBonus()] });
    const name = (await ferry.jobs()).find((job) => !before.has(job)) ?? '';
    await ferry.settle(await ferry.job(name), () => refused);
    expect(JSON.parse((await ferry.file(name, 'failed.json')) ?? '')).toEqual([
      { ...aBonus(), _row: 1, _status: 'refused', _code: 21270201, _message: 'user_id 不存在' },
    ]);
  });
});

describe('rows', () => {
  it('of removes that were batched by reason come back in the order of the file', async () => {
    const reasons = Array.from({ length: 60 }, (_, index) => `reason ${(index * 7) % 11}`);
    const lines = reasons.map((reason, index) => JSON.stringify(aRemoval({ id: `7${index}`, reason })));
    lines[30] = '{"id":';
    const job = await ferry.drop(
      'lump_sum_payment/batch_remove/approval=none/order/remove.ndjson',
      lines.join('\n'),
    );
    expect(job.batches).toHaveLength(11);
    await ferry.settle(job, ({ row: at }) => (at % 3 === 0 ? refused : { status: 'removed' }));
    const rows = async (name: string) =>
      (await ferry.file(job.name, name))
        ?.trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line)._row);
    const all = reasons.map((_, index) => index + 1);
    expect(await rows('failed.ndjson')).toEqual(all.filter((at) => at % 3 === 0 || at === 31));
    expect(await rows('succeeded.ndjson')).toEqual(all.filter((at) => at % 3 !== 0 && at !== 31));
  });

  it('of a file of many parts are each in exactly one of the three files, in order', async () => {
    const records = Array.from({ length: 20_000 }, (_, index) =>
      aBonus({ unique_id: `b-${index}`, ...(index % 50 === 0 ? { item_id: 7 } : {}) }),
    );
    const job = await drop('bonus.ndjson', records.map((each) => JSON.stringify(each)).join('\n'));
    const report = await ferry.settle(job, ({ row: at }) => {
      if (at % 7 === 0) return refused;
      return at % 11 === 0 ? unknown : {};
    });
    const rows = await Promise.all(
      ['succeeded', 'failed', 'unclear'].map(async (name) =>
        (await ferry.file(job.name, `${name}.ndjson`))
          ?.trimEnd()
          .split('\n')
          .map((line): number => JSON.parse(line)._row),
      ),
    );
    for (const each of rows) expect(each).toEqual(each?.toSorted((a, b) => a - b));
    expect(rows.flat().toSorted((a = 0, b = 0) => a - b)).toEqual(records.map((_, index) => index + 1));
    expect(report).toMatchObject({ rows: 20_000, records: 20_000 });
    // Large enough for more than one part of an upload.
    expect(rows[0]?.length).toBeGreaterThan(15_000);
  });
});
