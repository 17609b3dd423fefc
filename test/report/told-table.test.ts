// How a table as people have it was read: what who approves sees of it, and what the report says, through the exported handlers.

import { afterAll, beforeAll, expect, it } from 'vitest';

import type { Job } from '../split/harness.ts';
import { reportWorld, type ReportWorld } from './harness.ts';
import { row, table as plain } from './tables.ts';

let ferry: ReportWorld;
beforeAll(async () => {
  ferry = await reportWorld();
});
afterAll(() => ferry[Symbol.asyncDispose]());

const header = '姓名,部门,开户行,唯一标识,员工ID,总金额,币种ID,薪酬项ID,绑定期,发放状态,发放方式,发放日期';
const body = [
  '2026年11月绩效奖金发放表,,,,,,,,,,,',
  header,
  '张三,销售部,招行,b-1,ou_1,"2,000.00",6863,7411,0,应发放,随工资发放,2026/12/10',
  '合计,,,,,"2,000.00",,,,,,',
  '制表人：王芳,,,,,,,,,,,',
  '',
].join('\r\n');
const given = 'language=zh/default.申请发放日期=2026-11-20';
const drop = (options: string): Promise<Job> =>
  ferry.drop(`lump_sum_payment/batch_create/${options}/奖金.csv`, body);

const table = {
  encoding: 'utf-8',
  header_row: 2,
  above_header: ['2026年11月绩效奖金发放表'],
  ignored_columns: ['姓名', '部门', '开户行'],
  passed_over: {
    count: 2,
    rows: [
      { row: 4, why: { say: 'table.row_of_total', text: '合计行，核对一致' } },
      { row: 5, why: { say: 'table.row_beside_pay', text: '只填了不读取的列' } },
    ],
  },
  derived: ['issuance_frequency', 'details.issuance_amount'],
  defaults: { 'details.belong_time': '2026-11-20' },
};
const hold = [expect.objectContaining({ kind: 'columns', text: '以下列无法识别，没有读取："开户行"' })];

it('who approves sees how the table was read, and the report says it', async () => {
  const job = await drop(given);
  const waiting: unknown = JSON.parse(await ferry.read(`reports/${job.name}/awaiting_approval.json`));
  expect(waiting).toMatchObject({ file: '奖金.csv', to_send: 1, hold, table });

  await ferry.write(`jobs/${job.name}/approved`, '');
  expect(await ferry.settle(job, () => ({}))).toMatchObject({ state: 'complete', hold, table });
});

it('a dry run says how the table was read, and for what it would be held', async () => {
  const { name } = await drop(`dry_run=true/${given}`);
  expect(await ferry.report(name)).toMatchObject({ state: 'dry_run', hold, table });
});

it('a plain table has neither in its report', async () => {
  const job = await ferry.drop('lump_sum_payment/batch_create/plain/a.csv', plain(row()));
  const report = await ferry.settle(job, () => ({}));
  expect(report.state).toBe('complete');
  expect(Object.keys(report)).not.toContain('table');
  expect(Object.keys(report)).not.toContain('hold');
});
