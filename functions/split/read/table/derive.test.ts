import { describe, expect, it } from 'vitest';

import { readTable, type TableOptions } from '../../../../test/read-table.ts';

const create = 'lump_sum_payment.batch_create';
const needed = '唯一标识,员工ID,币种ID,薪酬项ID,绑定期';
const row = 'a,ou_1,1,7,0';
const detail = '应发放,现金发放,2026-12-10,2026-12-01';
const inner = (number = '') =>
  ['发放状态', '发放方式', '发放日期', '申请发放日期'].map((title) => title + number).join();

async function read(header: string, cells: string, options: TableOptions = {}) {
  const { stopped, records, facts } = await readTable(create, `${header}\n${cells}\n`, options);
  const [{ record, faults, isRaw } = { record: undefined, faults: [], isRaw: false }] = records;
  return { stopped, record, faults, isRaw, derived: facts?.derived, defaults: facts?.defaults };
}

describe('a column that is missing follows from others', () => {
  it('the number of details', async () => {
    const { record, faults, derived } = await read(
      `${needed},总金额,发放金额1,${inner('1')},发放金额2,${inner('2')}`,
      `${row},3,1,${detail},2,${detail}`,
    );
    expect(faults).toEqual([]);
    expect(record?.issuance_frequency).toBe(2);
    expect(derived).toEqual(['issuance_frequency']);
  });

  it('the total, exactly, from the amounts of the details', async () => {
    const { record, faults, derived, isRaw } = await read(
      `${needed},发放金额1,${inner('1')},发放金额2,${inner('2')}`,
      `${row},0.1,${detail},"1,000.20",${detail}`,
    );
    expect([faults, record?.total_amount, isRaw]).toEqual([[], '1000.30', true]);
    expect(derived).toEqual(['total_amount', 'issuance_frequency']);
  });

  it('the amount of a single detail from the total', async () => {
    const { record, faults, derived } = await read(
      `${needed},总金额,${inner()}`,
      `${row},"1,000.50",${detail}`,
    );
    expect(faults).toEqual([]);
    expect(record).toMatchObject({
      total_amount: '1000.50',
      issuance_frequency: 1,
      details: [{ issuance_amount: '1000.50' }],
    });
    expect(derived).toEqual(['issuance_frequency', 'details.issuance_amount']);
  });

  it('in a table with a row for each detail too', async () => {
    const { record, faults } = await read(
      `${needed},发放金额,${inner()}`,
      `${row},1,${detail}\n${row},2.5,${detail}`,
    );
    expect([faults, record?.total_amount, record?.issuance_frequency]).toEqual([[], '3.5', 2]);
  });

  it("with the API's names, and then the cells are kept", async () => {
    const names =
      'unique_id,user_id,currency_id,item_id,binding_period,total_amount,details.1.issuance_status,details.1.issuance_way,details.1.issuance_time,details.1.belong_time';
    const { record, faults, isRaw } = await read(
      names,
      `${row},5,to_be_issued,with_cash,2026-12-10,2026-12-01`,
    );
    expect([faults, isRaw, record?.issuance_frequency]).toEqual([[], true, 1]);
  });
});

describe('what does not follow rejects the record', () => {
  it('a total of details of which some are not issued, unless they are nothing', async () => {
    const header = `${needed},发放金额1,${inner('1')},发放金额2,${inner('2')}`;
    const other = detail.replace('应发放', '不发放');
    expect((await read(header, `${row},1,${detail},2,${other}`)).faults).toEqual([
      'total_amount is absent, and the details add up to 3 with those that are not issued, to 1 without: write the total that is meant',
    ]);
    expect((await read(header, `${row},1,${detail},2,${other}`, { language: 'zh' })).faults).toEqual([
      '没有填写总金额，而各条明细的合计，计入“不发放”的为 3，不计入的为 1：请填写总金额',
    ]);
    expect((await read(header, `${row},1,${detail},0.00,${other}`)).record?.total_amount).toBe('1.00');
  });

  it('the amounts of several details', async () => {
    const { faults } = await read(
      `${needed},总金额,${inner('1')},${inner('2')}`,
      `${row},3,${detail},${detail}`,
    );
    expect(faults).toEqual([
      'details.1.issuance_amount is absent, and the total cannot be divided among 2 details: write the amount of each',
    ]);
  });

  it('a row without any detail', async () => {
    expect((await read(`${needed},总金额,${inner()}`, `${row},3,,,,`)).faults).toEqual([
      'the row has no detail of issuance: fill in when and how it is to be issued',
    ]);
    expect((await read(`${needed},发放金额,${inner()}`, `${row},,,,,`)).faults).toEqual([
      'the row has no detail of issuance: fill in when and how it is to be issued',
    ]);
  });

  it('what has a fault itself, which is told once', async () => {
    expect((await read(`${needed},总金额,${inner()}`, `${row},3万,${detail}`)).faults).toEqual([
      '总金额 is "3万": if 30000 is meant, write it so',
    ]);
    expect((await read(`${needed},总金额,${inner()}`, `${row},,${detail}`)).faults).toEqual([
      '总金额 is required but absent',
    ]);
    expect((await read(`${needed},发放金额1,${inner('1')}`, `${row},x,${detail}`)).faults).toEqual([
      '发放金额1 is "x", expected a number in digits with an optional decimal point, like 2000.00',
    ]);
    const long = '9'.repeat(300);
    expect((await read(`${needed},总金额,${inner()}`, `${row},${long},${detail}`)).faults).toMatchObject([
      expect.stringMatching(/^总金额 is "9+…" \(300 characters\), expected at most 255 characters$/),
    ]);
  });
});

describe('a value that is given once for all', () => {
  const given = {
    'details.issuance_status': 'to_be_issued',
    'details.issuance_way': 'with_cash',
    'details.belong_time': '2026-12-01',
    binding_period: '0',
  };
  const header = '唯一标识,员工ID,币种ID,薪酬项ID,总金额,发放日期';

  it('stands in every record, and in every detail that there is', async () => {
    const { record, faults, defaults } = await read(header, 'a,ou_1,1,7,5,2026/12/10', { given });
    expect(faults).toEqual([]);
    expect(record).toEqual({
      unique_id: 'a',
      user_id: 'ou_1',
      currency_id: '1',
      item_id: '7',
      total_amount: '5',
      binding_period: 0,
      issuance_frequency: 1,
      details: [
        {
          issuance_time: '2026-12-10',
          issuance_amount: '5',
          issuance_status: 'to_be_issued',
          issuance_way: 'with_cash',
          belong_time: '2026-12-01',
        },
      ],
    });
    expect(defaults).toEqual(given);
  });

  it('keeps the digits of a number', async () => {
    const { record, defaults } = await read(header, 'a,ou_1,1,7,5,2026/12/10', {
      given: { ...given, binding_period: '2.0' },
    });
    expect([JSON.stringify(record?.binding_period), defaults?.binding_period]).toEqual(['2.0', '2.0']);
  });

  it('beside its column stops the file', async () => {
    expect((await read(`${header},发放方式`, 'a,ou_1,1,7,5,2026-12-10,现金发放', { given })).stopped).toBe(
      'the header (row 1) is wrong: default.issuance_way is given, and the file has the column "发放方式": leave one of them out',
    );
  });

  it('without it the columns are missing', async () => {
    expect((await read(header, 'a,ou_1,1,7,5,2026-12-10', { language: 'zh' })).stopped).toBe(
      '表头（第 1 行）有误：缺少“绑定期”列；缺少“发放状态”列；缺少“发放方式”列；缺少“申请发放日期”列',
    );
  });
});

it('an update derives nothing: each field may stay as it is', async () => {
  const { stopped } = await readTable('lump_sum_payment.batch_update', '记录ID,币种ID,发放金额\n7,1,5\n');
  expect(stopped).toBe(
    'the header (row 1) is wrong: the column total_amount (总金额) is missing; the column issuance_frequency (发放次数) is missing',
  );
});
