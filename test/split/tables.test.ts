// Tables as people have them, through the exported handler: what the plan says of them.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { render } from '../../shared/words/render.ts';
import { splitWorld, type Job, type SplitWorld } from './harness.ts';

let ferry: SplitWorld;
beforeAll(async () => {
  ferry = await splitWorld();
});
afterAll(() => ferry[Symbol.asyncDispose]());

let count = 0;
const drop = (folder: string, lines: readonly string[]): Promise<Job> => {
  count += 1;
  return ferry.drop(
    `lump_sum_payment/batch_create/${count}/${folder}奖金.csv`,
    `\uFEFF${lines.join('\r\n')}\r\n`,
  );
};
const inEnglish = (said: Parameters<typeof render>[0] | undefined) =>
  said === undefined ? undefined : render(said, 'en');

const header = '序号,姓名,唯一标识,员工ID,总金额（元）,币种ID,薪酬项ID,绑定期,发放状态,发放方式,发放日期';
const row = (number: number, amount: string) =>
  `${number},张三,b-${number},ou_${number},"${amount}",6863,7411,0,应发放,随工资发放,2026/12/10`;
const given = 'default.申请发放日期=2026-11-20/';

describe('a table in Chinese', () => {
  it('is sent, and the plan says what was passed over, derived and given', async () => {
    const job = await drop(given, [
      '2026年11月绩效奖金发放表,,,,,,,,,,',
      header,
      row(1, '2,000.00'),
      row(2, '1,500.50'),
      '3,李四,,ou_3,,,,,,,',
      '合计,,,,"3,500.50",,,,,,',
      '制表人：王芳,,,,,,,,,,',
    ]);
    expect(job.plan).toMatchObject({
      state: 'send',
      encoding: 'utf-8',
      header: header.split(','),
      header_row: 2,
      above_header: ['2026年11月绩效奖金发放表'],
      ignored_columns: ['序号', '姓名'],
      passed_over: {
        count: 3,
        rows: [
          { row: 5, why: { say: 'table.row_of_person' } },
          { row: 6, why: { say: 'table.row_of_total' } },
          { row: 7, why: { say: 'table.row_beside_pay' } },
        ],
      },
      derived: ['issuance_frequency', 'details.issuance_amount'],
      defaults: { 'details.belong_time': '2026-11-20' },
      hold: [],
      rows: 2,
      records: 2,
      totals: { by_currency: { 6863: { records: 2, amount: '3500.50' } } },
    });
    expect(job.batches.flat()[0]).toEqual({
      row: 3,
      rows: [3],
      record: {
        unique_id: 'b-1',
        user_id: 'ou_1',
        total_amount: '2000.00',
        currency_id: '6863',
        item_id: '7411',
        binding_period: 0,
        issuance_frequency: 1,
        details: [
          {
            issuance_amount: '2000.00',
            issuance_status: 'to_be_issued',
            issuance_way: 'with_salary',
            issuance_time: '2026-12-10',
            belong_time: '2026-11-20',
          },
        ],
      },
      raw: [
        ['1', '张三', 'b-1', 'ou_1', '2,000.00', '6863', '7411', '0', '应发放', '随工资发放', '2026/12/10'],
      ],
    });
  });

  it('with a column that nobody knows waits for a person', async () => {
    const job = await drop(given, [`${header},开户行`, `${row(1, '5')},招行`]);
    expect(job.plan.state).toBe('await_approval');
    expect(job.plan.hold?.map(({ kind, say }) => [kind, inEnglish(say)])).toEqual([
      ['columns', 'nobody knows these columns, and they were not read: "开户行"'],
    ]);
  });

  it('that is stopped says as far as it was read', async () => {
    const job = await drop(given, ['奖金,', header, row(1, '5'), '合计,,,,6,,,,,,']);
    expect(job.plan).toMatchObject({ state: 'rejected', header_row: 2, above_header: ['奖金'], records: 0 });
    expect(job.plan.passed_over).toBeUndefined();
    expect(inEnglish(job.plan.reason)).toBe(
      'row 4 says a total of 6 in the column "总金额（元）", the rows above add up to 5',
    );
  });
});

describe('an option of tables', () => {
  it.each([
    [
      'default.颜色=红/',
      '"颜色" cannot be given once for all: only binding_period (绑定期), issuance_status (发放状态), issuance_way (发放方式), belong_time (申请发放日期) can',
    ],
    [
      'default.发放方式=现金发放/',
      'the header (row 1) is wrong: default.issuance_way is given, and the file has the column "发放方式": leave one of them out; the column details.belong_time (申请发放日期) is missing',
    ],
    [
      'default.发放方式=刷卡/',
      'default.issuance_way is "刷卡", expected one of 随工资发放, 现金发放, 随年终奖发放',
    ],
    [
      'default.发放方式=现金发放/default.issuance_way=with_salary/',
      'default.issuance_way is given twice, as "with_cash" and "with_salary"',
    ],
    ['sheet=奖金/', 'the option sheet is for workbooks only'],
    ['defualt.发放方式=现金发放/', 'nobody knows the option "defualt.发放方式", is it default.发放方式?'],
  ])('%s stops the file', async (folder, reason) => {
    const job = await drop(folder, [header, row(1, '5')]);
    expect(job.plan.state).toBe('rejected');
    expect(inEnglish(job.plan.reason)).toBe(reason);
  });

  it('is none of a file in JSON', async () => {
    const job = await ferry.drop('lump_sum_payment/batch_create/default.发放方式=现金发放/a.json', '[]');
    expect(inEnglish(job.plan.reason)).toBe(
      'the option "default.发放方式" is for tables only: in JSON each record has all of its fields',
    );
  });
});
