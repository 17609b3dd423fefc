import { describe, expect, it } from 'vitest';

import { judgeRecord } from '../../../../shared/feishu/rules/judge.ts';
import { render } from '../../../../shared/words/render.ts';
import { readTable } from '../../../../test/read-table.ts';
import { tableOperation } from '../../../../test/table-operation.ts';
import { readCsv } from '../csv.ts';
import { recordsOfTable } from './rows.ts';

const operation = tableOperation('lump_sum_payment.batch_update');

async function faultsOf(csv: string): Promise<readonly (readonly [field: string, message: string])[]> {
  async function* text() {
    yield Buffer.from(csv);
  }
  const reading = { operation, given: [], onTable: () => undefined };
  const chunks = recordsOfTable(reading, readCsv(text(), ','));
  const found = [];
  for (const { record, inFile, faults } of (await Array.fromAsync(chunks)).flat()) {
    expect(faults).toEqual([]);
    found.push(...(inFile?.(judgeRecord(operation, record)) ?? []));
  }
  return found.map(({ field, message }) => [field, render(message, 'en')]);
}

const table = (details: string, ...rows: readonly string[]) =>
  [`id,total_amount,currency_id,issuance_frequency,binding_period,remark,${details}`, ...rows].join('\n');

describe('a fault of a detail', () => {
  it('names the column that the file has, whatever stands empty before it', async () => {
    const csv = table('details.1.issuance_amount,details.3.issuance_amount', '7,1,1,1,0,,,x');
    expect(await faultsOf(csv)).toEqual([
      [
        'details.3.issuance_amount',
        expect.stringMatching(/^details\.3\.issuance_amount is "x", expected a number/),
      ],
    ]);
  });

  it('names the row of a fault if each row is a detail, also behind an empty row', async () => {
    const rows = ['7,2,1,2,0,,', '7,2,1,2,0,,1', '7,2,1,2,0,,x'];
    expect(await faultsOf(table('details.issuance_amount', ...rows))).toEqual([
      [
        'details.issuance_amount',
        expect.stringMatching(/^row 4: details\.issuance_amount is "x", expected a number/),
      ],
    ]);
  });

  it('renames both fields that it speaks of', async () => {
    const period = 'detail_reference_period';
    const csv = table(
      `details.2.issuance_amount,details.4.issuance_amount,details.4.${period}_start_date,details.4.${period}_end_date`,
      '7,1,1,1,0,,,1,2026-02-02,2026-02-01',
    );
    expect(await faultsOf(csv)).toEqual([
      [
        `details.4.${period}_start_date`,
        `details.4.${period}_start_date is 2026-02-02, later than details.4.${period}_end_date, 2026-02-01`,
      ],
    ]);
  });

  it('leaves a value alone that looks like a name', async () => {
    const csv = table('details.1.issuance_amount,details.2.issuance_amount', '7,1,1,1,0,,,"a ""details.1.b"');
    const [[field, message] = ['', '']] = await faultsOf(csv);
    expect([field, message.split(',')[0]]).toEqual([
      'details.2.issuance_amount',
      'details.2.issuance_amount is "a \\"details.1.b"',
    ]);
  });

  it("leaves the record's own faults alone", async () => {
    expect(await faultsOf(table('details.3.issuance_amount', ',1,1,1,0,,1'))).toEqual([
      ['id', 'id is required but absent'],
    ]);
  });
});

describe('a fault in a table with titles', () => {
  const create = 'lump_sum_payment.batch_create';
  const period = '明细所属期';
  const header = (number: string) =>
    `唯一标识,员工ID,总金额,绑定期,币种ID,薪酬项ID,发放金额（元）${number},发放状态${number},发放方式${number},发放日期${number},申请发放日期${number},${period}开始日期${number},${period}结束日期${number}`;
  const row = 'a,,5,x,1,7,6,应发放,刷卡,2026-02-30,2026-12-01,2026-02-02,2026-02-01';
  const faults = async (number: string, language: 'en' | 'zh') => {
    const { records } = await readTable(create, `${header(number)}\n${row}\n`, { language });
    return records.flatMap((record) => record.faults);
  };

  it('names the titles that the file has, in English', async () => {
    expect(await faults('3', 'en')).toEqual([
      '员工ID is required but absent',
      '绑定期 is "x", expected an integer',
      '发放方式3 is "刷卡", expected one of 随工资发放, 现金发放, 随年终奖发放',
      '发放日期3 is "2026-02-30", expected a date that exists, written YYYY-MM-DD',
      'total_amount is 5, but the details add up to 6',
      '明细所属期开始日期3 is 2026-02-02, later than 明细所属期结束日期3, 2026-02-01',
    ]);
  });

  it('names the titles that the file has, in Chinese, with the row of a detail', async () => {
    expect(await faults('', 'zh')).toEqual([
      '员工ID 必填，但没有填写',
      '绑定期是 "x"，应为整数',
      '第 2 行：发放方式是 "刷卡"，应为以下之一：随工资发放、现金发放、随年终奖发放',
      '第 2 行：发放日期是 "2026-02-30"，应为有效日期，格式为 YYYY-MM-DD',
      '总金额是 5，但各条明细合计为 6',
      '第 2 行：明细所属期开始日期是 2026-02-02，晚于明细所属期结束日期的 2026-02-01',
    ]);
  });

  it('of a cell is told once, with the code of the rule', async () => {
    const csv =
      '唯一标识,员工ID,薪酬项ID,每次发放金额,发放开始日期,发放结束日期,币种ID,发放方式,发放频率\na,ou_1,7,"1,5",5/1/2026,2026-12-31,1,现金发放,月\n';
    const { records } = await readTable('recurring_payment.batch_create', csv);
    expect(records.flatMap((record) => record.faults)).toEqual([
      '每次发放金额 is "1,5", which may mean 1.5 or 15: write the one that is meant',
      '发放开始日期 is "5/1/2026", which may mean 2026-05-01 or 2026-01-05: write the one that is meant',
    ]);
  });

  it('in columns with the names of the API keeps them, and a label is taken there too', async () => {
    const csv =
      'unique_id,user_id,item_id,each_amount,start_date,end_date,currency_id,issuance_type,issuance_period\na,ou_1,7,1e3,2026-01-01,2026-12-31,1,刷卡,月\n';
    const { records } = await readTable('recurring_payment.batch_create', csv);
    expect(records.flatMap((record) => record.faults)).toEqual([
      'issuance_type is "刷卡", expected one of with_salary, with_cash, with_physical_distribution, with_year_end_bonus',
      'each_amount is "1e3": write all of its digits',
    ]);
  });
});
