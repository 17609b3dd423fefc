// report.json: how the job ended, in numbers that add up.

import { PutObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { buckets } from '../../local/world/start.ts';
import { readOutcomes, type Outcome } from '../../shared/job/outcomes.ts';
import { neverSent, unknownRecord, type RecordState } from '../../shared/job/record-state.ts';
import { say } from '../../shared/words/say.ts';
import type { Job } from '../split/harness.ts';
import { aBonus, aBonusUpdate, aRemoval } from '../records.ts';
import { anOutcome } from './an-outcome.ts';
import { reportWorld, type ReportWorld } from './harness.ts';

let ferry: ReportWorld;
beforeAll(async () => {
  ferry = await reportWorld();
});
afterAll(() => ferry[Symbol.asyncDispose]());

let count = 0;
const create = 'lump_sum_payment/batch_create';
const drop = (records: readonly unknown[], folder = create) => {
  count += 1;
  const body = records.map((record) => JSON.stringify(record)).join('\n');
  return ferry.drop(`${folder}/max_rejected_percent=90/${count}/bonus.ndjson`, body);
};
const bonuses = (records: number) =>
  Array.from({ length: records }, (_, index) => aBonus({ unique_id: `b-${index + 1}` }));
const byRow =
  (outcomes: Readonly<Record<number, Partial<Outcome>>>) =>
  ({ row }: { row: number }) =>
    outcomes[row] ?? {};
const outcomesOf = async ({ name }: Job, batch: number) =>
  readOutcomes(await ferry.read(`jobs/${name}/outcomes/0000${batch}.ndjson`));

describe('report.json', () => {
  it('says what became of the job, and the job is open no more', async () => {
    const job = await drop([...bonuses(3), aBonus({ unique_id: 'bad', item_id: 7 })]);
    const open = JSON.parse(await ferry.read(`open/${job.name}`));
    const report = await ferry.settle(job, byRow({ 2: { status: 'refused', code: 21270201 } }));
    expect(report).toEqual({
      v: 2,
      job: job.name,
      operation: 'lump_sum_payment.batch_create',
      source: job.plan.source,
      maker: { by: 's3', principal: 'LOCAL' },
      state: 'complete_with_errors',
      rows: 4,
      records: 4,
      by_status: { created: 2, refused: 1, rejected: 1 },
      by_code: { '21270201': 1, '2290001': 1 },
      totals: {
        by_currency: {
          '6863329932261459464': {
            in: '8000.00',
            accepted: '4000.00',
            already_there: '0',
            not_accepted: '4000.00',
            unclear: '0',
          },
        },
        uncounted: 0,
      },
      calls: 0,
      throttled: 0,
      files: ['failed.ndjson', 'succeeded.ndjson'],
      started_at: open.opened_at,
      finished_at: '2026-11-20T10:00:00.000Z',
    });
    expect(await ferry.keys(`open/${job.name}`)).toEqual([]);
  });

  it('adds up calls and waits of the journals', async () => {
    const job = await drop(bonuses(1001));
    await ferry.journal(job, 0, { calls: 2, throttled: 1 });
    await ferry.journal(job, 2, { calls: 5, throttled: 3 });
    expect(await ferry.settle(job, () => ({}))).toMatchObject({ records: 1001, calls: 7, throttled: 4 });
  });

  it('is not in the log: neither names, amounts nor remarks', () => {
    const all = ferry.logs.join('\n');
    expect(all).toContain('"step":"reported"');
    for (const pay of ['2000.00', 'ou_7d8a', 'b-1', '表现优异']) expect(all).not.toContain(pay);
  });
});

describe('the state', () => {
  it.each<[string, Partial<Outcome>, string]>([
    ['all created', { status: 'created' }, 'complete'],
    ['all there already', { status: 'already_exists' }, 'complete'],
    ['one refused', { status: 'refused', code: 1 }, 'complete_with_errors'],
    ['one in conflict', { status: 'conflict' }, 'complete_with_errors'],
    ['one unchecked', { status: 'exists_unchecked' }, 'complete_with_errors'],
    ['one unknown', { status: 'unknown' }, 'complete_with_errors'],
    ['one unsent', { status: 'unsent' }, 'complete_with_errors'],
  ])('of a job with %s', async (_, outcome, state) => {
    const job = await drop(bonuses(2));
    const report = await ferry.settle(job, byRow({ 1: outcome, 2: { status: 'created' } }));
    expect(report).toMatchObject({ state, records: 2 });
    expect(report.reason).toBeUndefined();
  });

  it.each([
    ['lump_sum_payment/batch_update', aBonusUpdate(), 'updated'],
    ['lump_sum_payment/batch_remove/approval=none', aRemoval(), 'removed'],
  ] as const)('of %s is complete, too', async (folder, record, status) => {
    const job = await drop([record], folder);
    expect(await ferry.settle(job, () => ({ status }))).toMatchObject({
      state: 'complete',
      by_status: { [status]: 1 },
    });
    expect(await ferry.file(job.name, 'succeeded.ndjson')).toContain(`"_id":${JSON.stringify(record.id)}`);
  });

  it('of a rejected file names the reason and lists only the rejected rows; the others are unsent', async () => {
    const bad = [1, 2].map((index) => aBonus({ unique_id: `bad-${index}`, item_id: 7 }));
    count += 1;
    const body = [...bonuses(2), ...bad].map((record) => JSON.stringify(record)).join('\n');
    const { name } = await ferry.drop(`${create}/${count}/bonus.ndjson`, body);
    const report = await ferry.report(name);
    expect(report).toMatchObject({
      state: 'rejected',
      reason: { text: expect.stringContaining('2 of 4 records are rejected') },
      records: 4,
      by_status: { rejected: 2, unsent: 2 },
      totals: { by_currency: { '6863329932261459464': { in: '8000.00', not_accepted: '8000.00' } } },
      files: ['failed.ndjson'],
    });
    expect(report.mismatch).toBeUndefined();
    expect((await ferry.file(name, 'failed.ndjson'))?.match(/"_row":\d+/g)).toEqual(['"_row":3', '"_row":4']);
    expect(await ferry.keys(`jobs/${name}/outcomes/`)).toEqual([]);
  });

  it.each([
    ['unknown_operation/do/a.ndjson', 'nobody knows the operation'],
    [`${create}/a.pdf`, 'the file is in no known format'],
    [`${create}/a.json`, 'a JSON file holds a list of records'],
  ])('of %s, of which nothing could be read, is rejected, and no file is written', async (key, reason) => {
    const { name } = await ferry.drop(key, '{}');
    expect(await ferry.report(name)).toMatchObject({
      state: 'rejected',
      reason: { text: expect.stringContaining(reason) },
      records: 0,
      by_status: {},
      files: [],
    });
  });

  it('of a file that broke off in its middle adds up to what the plan counts', async () => {
    const { name, plan } = await ferry.drop(
      `${create}/broken/a.json`,
      `[${bonuses(3)
        .map((record) => JSON.stringify(record))
        .join(',')}, {"unique`,
    );
    const report = await ferry.report(name);
    expect(report).toMatchObject({ state: 'rejected', records: plan.records, files: [] });
    expect(Object.values(report.by_status).reduce((sum, records) => sum + records, 0)).toBe(plan.records);
    expect(report.mismatch).toBeUndefined();
  });

  it('of a dry run lists only the rejected rows, and what the file would pay', async () => {
    const { name } = await drop([...bonuses(2), aBonus({ item_id: 7 })], `${create}/dry_run=true`);
    expect(await ferry.report(name)).toMatchObject({
      state: 'dry_run',
      by_status: { rejected: 1, unsent: 2 },
      totals: { by_currency: { '6863329932261459464': { in: '6000.00', not_accepted: '6000.00' } } },
      files: ['failed.ndjson'],
    });
  });

  it('of a job that deliver stopped is stopped, with the reason', async () => {
    const job = await drop(bonuses(3));
    const facts = { refused: 2, records: 3, code: 21270201, message: 'no such item' };
    const reason = say('job.most_were_refused', facts);
    await ferry.put(`jobs/${job.name}/abort`, JSON.stringify({ by: 'deliver', code: 21270201, reason }));
    const report = await ferry.settle(
      job,
      byRow({ 1: { status: 'refused', code: 21270201 }, 2: { status: 'refused', code: 21270201 } }),
    );
    const text = '2 of 3 records of one batch were refused with 21270201: no such item';
    expect(report).toMatchObject({ state: 'stopped', reason: { ...reason, text } });
  });

  it('of a job that a person stopped is aborted', async () => {
    const job = await drop(bonuses(501));
    await ferry.put(`jobs/${job.name}/abort`, '');
    expect(await ferry.settle(job, () => ({}), [1])).toMatchObject({
      state: 'aborted',
      reason: { say: 'job.a_person_stopped', text: 'a person stopped the job' },
      by_status: { created: 500, unsent: 1 },
    });
  });

  it('of a job that was complete before its abort was seen is not changed by the abort', async () => {
    const job = await drop(bonuses(1));
    await ferry.put(`jobs/${job.name}/abort`, 'stop!');
    expect(await ferry.settle(job, () => ({}))).toMatchObject({ state: 'complete' });
  });

  it('of a job that was given up tells why', async () => {
    const job = await drop(bonuses(1));
    const report = await ferry.complete(job.name, {
      by: 'sweeper',
      reason: say('job.out_of_patience', { ms: 86_400_000 }),
    });
    expect(report).toMatchObject({
      state: 'complete_with_errors',
      reason: { text: 'it was not done within 24 hours' },
      by_status: { unsent: 1 },
    });
    expect(await ferry.file(job.name, 'failed.ndjson')).toContain(
      '"_message":"not sent: it was not done within 24 hours"',
    );
  });
});

describe('a batch that has no outcomes when the job ends', () => {
  it('without a journal was never sent', async () => {
    const job = await drop(bonuses(501));
    const report = await ferry.settle(job, () => ({}), [1]);
    expect(report.by_status).toEqual({ created: 500, unsent: 1 });
    expect(await outcomesOf(job, 1)).toMatchObject([{ row: 501, unique_id: 'b-501', status: 'unsent' }]);
  });

  it('with a journal: settled records keep their outcome, and the rest is unknown', async () => {
    const job = await drop(bonuses(4));
    const [first, second] = job.batches.flat().map(anOutcome);
    if (!first || !second) throw new Error('four records were dropped');
    const settled = [first, { ...second, status: 'refused' as const, code: 5 }];
    const records = settled.map((outcome) => ({
      ...unknownRecord,
      state: { at: 'settled' as const, outcome },
    }));
    await ferry.journal(job, 0, { records, calls: 1 });
    const report = await ferry.complete(job.name);
    expect(report).toMatchObject({ by_status: { created: 1, refused: 1, unknown: 2 }, calls: 1 });
    expect((await outcomesOf(job, 0)).map(({ status }) => status)).toEqual([
      'created',
      'refused',
      'unknown',
      'unknown',
    ]);
  });

  it('but what deliver put down as surely not processed is unsent', async () => {
    const job = await drop(bonuses(5));
    const empty = { empty_looks_ms: [] };
    const states: readonly RecordState[] = [
      neverSent,
      // Sent, then looked up: twice and long enough apart, or only once, after which a late call may still arrive.
      { ...neverSent, attempted: true, confirmed_absent: true },
      { ...neverSent, attempted: true },
      { at: 'in_doubt', ...empty },
      { at: 'conflict', attempted: true, ...empty },
    ];
    const records = states.map((state) => ({ ...unknownRecord, state }));
    await ferry.journal(job, 0, { released: true, records });
    expect(await ferry.complete(job.name)).toMatchObject({ by_status: { unsent: 2, unknown: 3 } });
  });

  it('is closed for good: outcomes that come too late are not written', async () => {
    const job = await drop(bonuses(1));
    await ferry.complete(job.name);
    const late = new PutObjectCommand({
      Bucket: buckets.records,
      Key: `jobs/${job.name}/outcomes/00000.ndjson`,
      Body: JSON.stringify(job.batches.flat().map(anOutcome)[0]),
      IfNoneMatch: '*',
    });
    await expect(ferry.world.s3.send(late)).rejects.toMatchObject({ $metadata: { httpStatusCode: 412 } });
    expect(await outcomesOf(job, 0)).toEqual([
      {
        row: 1,
        rows: [1],
        unique_id: 'b-1',
        status: 'unsent',
        code: 0,
        message: say('outcome.not_sent', { why: say('outcome.job_ended_before') }),
      },
    ]);
  });

  it('a record that its outcomes leave out is unknown, never paid or unpaid', async () => {
    const job = await drop(bonuses(2));
    const [first] = job.batches.flat().map(anOutcome);
    await ferry.put(`jobs/${job.name}/outcomes/00000.ndjson`, JSON.stringify(first));
    expect(await ferry.complete(job.name)).toMatchObject({ by_status: { created: 1, unknown: 1 } });
  });
});

describe('the money', () => {
  it('of each currency is summed to the last digit, by what became of it', async () => {
    const amounts = ['0.1', '0.2', '12345678901234567890.01', '1.000', '5', '0.70', '7'];
    const job = await drop(
      amounts.map((amount, index) =>
        aBonus({
          unique_id: `b-${index}`,
          total_amount: amount,
          currency_id: index === 6 ? 'USD' : 'CNY',
          issuance_frequency: 1,
          details: [{ ...firstDetail(), issuance_amount: amount }],
        }),
      ),
    );
    const report = await ferry.settle(
      job,
      byRow({
        3: { status: 'already_exists' },
        4: { status: 'refused', code: 1 },
        5: { status: 'unsent' },
        6: { status: 'unknown' },
      }),
    );
    expect(report.totals).toEqual({
      by_currency: {
        CNY: {
          in: '12345678901234567897.010',
          accepted: '0.3',
          already_there: '12345678901234567890.01',
          not_accepted: '6.000',
          unclear: '0.70',
        },
        USD: { in: '7', accepted: '7', already_there: '0', not_accepted: '0', unclear: '0' },
      },
      uncounted: 0,
    });
    expect(report.mismatch).toBeUndefined();
  });

  it('that cannot be read is counted apart', async () => {
    const job = await drop([aBonus(), aBonus({ unique_id: 'x', total_amount: '2,000' }), '[]']);
    const report = await ferry.settle(job, () => ({}));
    expect(report.totals).toMatchObject({
      by_currency: { '6863329932261459464': { in: '2000.00', accepted: '2000.00' } },
      uncounted: 2,
    });
    expect(report.mismatch).toBeUndefined();
  });

  it('of updates without amounts and of removes is in no total', async () => {
    const job = await drop([aRemoval()], 'lump_sum_payment/batch_remove/approval=none');
    const report = await ferry.settle(job, () => ({ status: 'removed' }));
    expect(report.totals).toEqual({ by_currency: {}, uncounted: 0 });
    expect(report.mismatch).toBeUndefined();
  });

  it('that does not add up to what the plan says is told loudly, in the report and in the log', async () => {
    const job = await drop(bonuses(2));
    const key = `jobs/${job.name}/plan.json`;
    const totals = {
      by_currency: { '6863329932261459464': { records: 2, amount: '4000.01' } },
      uncounted: 1,
    };
    await ferry.put(key, JSON.stringify({ ...job.plan, totals, records: 3 }));
    const report = await ferry.settle(job, () => ({}));
    expect(report.mismatch?.map(({ text }) => text)).toEqual([
      'records: the plan says 3, the report finds 2',
      'records whose amount or currency cannot be read: the plan says 1, the report finds 0',
      '6863329932261459464: the plan says 4000.01, the report adds up to 4000.00',
    ]);
    expect(ferry.logs).toContain(JSON.stringify({ step: 'totals_mismatch', job: job.name, mismatches: 3 }));
    const metrics = ferry.logs.filter((line) => line.includes('"CloudWatchMetrics"')).join('\n');
    expect(metrics).toContain('"totals_mismatch":1');
    expect(metrics).toContain(`"state":"${report.state}"`);
  });
});

function firstDetail(): object {
  const { details } = aBonus();
  return Array.isArray(details) ? details[0] : {};
}
