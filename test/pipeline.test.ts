// A job from file to report: through the source of the handlers, and through the bundles that ship.

import { beforeAll, describe, expect, it } from 'vitest';

import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';

import { buildFunctions } from '../build.mjs';
import { buckets } from '../local/world/start.ts';
import { deliverWorld } from './deliver/harness.ts';
import { person } from '../local/sandbox/test/payments.ts';

beforeAll(() => buildFunctions(process.cwd()));

const columns =
  'unique_id user_id total_amount binding_period currency_id issuance_frequency item_id remark details.1.issuance_amount details.1.issuance_status details.1.issuance_way details.1.issuance_time details.1.belong_time'.split(
    ' ',
  );

function row(uniqueId: string, changes: Readonly<Record<string, string>> = {}): string {
  const cells: Readonly<Record<string, string>> = {
    unique_id: uniqueId,
    user_id: person(1).people_corehr_id,
    total_amount: '2000.00',
    binding_period: '0',
    currency_id: '6863329932261459464',
    issuance_frequency: '1',
    item_id: '7411039006180312620',
    'details.1.issuance_amount': '2000.00',
    'details.1.issuance_status': 'to_be_issued',
    'details.1.issuance_way': 'with_salary',
    'details.1.issuance_time': '2026-12-10',
    'details.1.belong_time': '2026-12-01',
    remark: '年终奖',
    ...changes,
  };
  return columns.map((column) => cells[column] ?? '').join(',');
}

const paid = Array.from({ length: 1000 }, (_, index) => row(`paid-${index}`));
const file = [
  columns.join(','),
  ...paid.slice(0, 600),
  row('wrong-way', { 'details.1.issuance_way': 'with_stock' }),
  row('unknown-item', { item_id: '7400000000000000000' }),
  row('formula', { remark: '=HYPERLINK("x")'.replaceAll('"', '') }),
  ...paid.slice(600),
  row('paid-5'),
].join('\n');

describe.each(['functions', 'dist'] as const)('a file of 1,004 bonuses, from %s', (from) => {
  it('comes back as a report with one true outcome for every row', async () => {
    await using ferry = await deliverWorld({ world: { from } });
    const { s3 } = ferry.world;
    const key = 'lump_sum_payment/batch_create/2026-11/年终奖 表.csv';
    await s3.send(new PutObjectCommand({ Bucket: buckets.inbox, Key: key, Body: Buffer.from(file) }));
    await ferry.world.idle();
    const reportAt = (await ferry.keys('reports/')).find((at) => at.endsWith('/report.json')) ?? '';
    const report: unknown = JSON.parse(await ferry.read(reportAt));
    expect(report).toMatchObject({
      operation: 'lump_sum_payment.batch_create',
      state: 'complete_with_errors',
      rows: 1004,
      records: 1004,
      by_status: { created: 1001, refused: 1, rejected: 2 },
    });

    const textOf = async (name: string) => {
      const { Body } = await s3.send(
        new GetObjectCommand({ Bucket: buckets.records, Key: reportAt.replace('report.json', name) }),
      );
      return (await Body?.transformToString()) ?? '';
    };
    const succeeded = (await textOf('succeeded.csv')).trim().split(/\r?\n/);
    const failed = (await textOf('failed.csv')).trim().split(/\r?\n/);
    expect([succeeded.length, failed.length]).toEqual([1002, 4]);
    expect(failed.slice(1).map((line) => line.split(',')[0])).toEqual([
      'wrong-way',
      'unknown-item',
      'paid-5',
    ]);
    expect(succeeded.find((line) => line.startsWith('formula'))).toContain(",'=HYPERLINK(x),");

    const stored = await ferry.sandbox.records();
    expect(stored).toHaveLength(1001);
    expect(new Set(stored.map(({ unique_id }) => unique_id)).size).toBe(1001);
    expect(await ferry.keys('open/')).toEqual([]);

    const log = ferry.logs.map((line) => JSON.stringify(line)).join('\n');
    expect(log).toContain('"step":"reported"');
    for (const hidden of ['2000.00', '年终奖', 'paid-5', person(1).people_corehr_id])
      expect(log).not.toContain(hidden);
  });
});
