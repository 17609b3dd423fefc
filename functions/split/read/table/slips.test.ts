// Tables whose payments would go out wrong and well-formed.

import { describe, expect, it } from 'vitest';

import { readTable } from '../../../../test/read-table.ts';

const create = 'lump_sum_payment.batch_create';
const header =
  '唯一标识,员工ID,总金额,绑定期,币种ID,薪酬项ID,发放次数,发放金额,发放状态,发放方式,发放日期,申请发放日期';
const row = (id: string, amount: string) =>
  `${id},ou_1,${amount},0,1,7,1,${amount},应发放,现金发放,2026-12-10,2026-12-01`;

describe('a unit above the header', () => {
  it.each([
    ['单位：万元', '单位:万元'],
    ['金额单位: 千元', '单位:千元'],
    ['奖金发放表（万元）', '(万元)'],
    ['万元', '万元'],
  ])('%s stops the file', async (above, told) => {
    const { stopped } = await readTable(create, `奖金发放表\n${above}\n${header}\n${row('a', '1.5')}`);
    expect(stopped).toContain(`row 2 says "${told}"`);
  });

  it.each(['单位：元', '金额单位为元', '共 3 万字', '2026年12月'])('%s is none', async (above) => {
    const { stopped } = await readTable(create, `奖金发放表\n${above}\n${header}\n${row('a', '1.5')}`);
    expect(stopped).toBeUndefined();
  });
});

describe('rows of one payment', () => {
  const derived = '唯一标识,员工ID,绑定期,币种ID,薪酬项ID,发放金额,发放状态,发放方式,发放日期,申请发放日期';
  const part = (id: string, amount: string) =>
    `${id},ou_1,0,1,7,${amount},应发放,现金发放,2026-12-10,2026-12-01`;

  it('that stand apart stop the file where the total is their sum', async () => {
    const { stopped } = await readTable(
      create,
      [derived, part('b-1', '1000'), part('b-2', '5'), part('b-1', '500')].join('\n'),
    );
    expect(stopped).toContain('"b-1" stands in row 2 and again in row 4');
  });

  it('that follow each other are one record', async () => {
    const { records, stopped } = await readTable(
      create,
      [derived, part('b-1', '1000'), part('b-1', '500'), part('b-2', '5')].join('\n'),
    );
    expect(stopped).toBeUndefined();
    expect(records.map(({ record }) => record?.total_amount)).toEqual(['1500', '5']);
  });
});

describe('a period', () => {
  const withPeriod = (start: string) => `${header},所属期开始日期\n${row('a', '1.5')},${start}`;

  it.each(['2026年1月', '2026-02-30', 'Dec 2026'])('%s is no date', async (start) => {
    const { records } = await readTable(create, withPeriod(start));
    expect(records.map(({ faults }) => faults)).toEqual([[expect.stringContaining('所属期开始日期 is')]]);
  });

  it('that is a date is taken', async () => {
    const { records } = await readTable(create, withPeriod('2026/1/5'));
    expect(records.map(({ faults }) => faults)).toEqual([[]]);
  });
});

it('a removal that has lost its id is a record, and will be rejected', async () => {
  const { records } = await readTable('lump_sum_payment.batch_remove', 'id,reason\n1,x\n,多发了李四的');
  expect(records).toHaveLength(2);
});
