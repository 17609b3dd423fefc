import { describe, expect, it } from 'vitest';

import { render } from '../../../../shared/words/render.ts';
import { tableOperation } from '../../../../test/table-operation.ts';
import { givenOf, readGivenOnce } from './given-once.ts';

function told(name: string, value: unknown, operation = 'lump_sum_payment.batch_create') {
  const read = readGivenOnce(tableOperation(operation), name, value);
  return read.kind === 'given' ? [read.path, read.text] : render(read.fault, 'en');
}

describe('a value that is given once', () => {
  it.each([
    ['issuance_way', 'with_cash', ['details.issuance_way', 'with_cash']],
    ['发放方式', '随工资发放', ['details.issuance_way', 'with_salary']],
    ['details.issuance_way', '现金发放', ['details.issuance_way', 'with_cash']],
    ['Issuance method', 'with_salary', ['details.issuance_way', 'with_salary']],
    ['申请发放日期', '2026/12/1', ['details.belong_time', '2026-12-01']],
    ['绑定期', '０', ['binding_period', '0']],
    ['发放状态', '应发放', ['details.issuance_status', 'to_be_issued']],
  ])('%s=%s is taken like a cell', (name, value, given) => {
    expect(told(name, value)).toEqual(given);
  });

  it.each([
    [
      '发放方式',
      '刷卡',
      'default.issuance_way is "刷卡", expected one of 随工资发放, 现金发放, 随年终奖发放',
    ],
    ['发放方式', '', 'default.issuance_way is empty, expected one of 随工资发放, 现金发放, 随年终奖发放'],
    ['发放方式', 7, 'default.issuance_way is 7, expected one of 随工资发放, 现金发放, 随年终奖发放'],
    [
      '申请发放日期',
      '5/1/2026',
      'default.belong_time is "5/1/2026", which may mean 2026-05-01 or 2026-01-05: write the one that is meant',
    ],
    [
      '申请发放日期',
      '2026-02-30',
      'default.belong_time is "2026-02-30", expected a date that exists, written YYYY-MM-DD',
    ],
    ['绑定期', 'x', 'default.binding_period is "x", expected an integer'],
    [
      '总金额',
      '5',
      '"总金额" cannot be given once for all: only binding_period (绑定期), issuance_status (发放状态), issuance_way (发放方式), belong_time (申请发放日期) can',
    ],
    [
      '颜色',
      '5',
      '"颜色" cannot be given once for all: only binding_period (绑定期), issuance_status (发放状态), issuance_way (发放方式), belong_time (申请发放日期) can',
    ],
  ])('%s=%s is refused', (name, value, sentence) => {
    expect(told(name, value)).toBe(sentence);
  });

  it.each([
    [
      'recurring_payment.batch_create',
      '发放方式',
      '实物发放',
      ['issuance_type', 'with_physical_distribution'],
    ],
    [
      'recurring_payment.batch_update',
      '发放方式',
      '实物发放',
      '"发放方式" cannot be given once for all: of this operation nothing can',
    ],
    [
      'lump_sum_payment.batch_remove',
      '原因',
      'x',
      '"原因" cannot be given once for all: of this operation nothing can',
    ],
  ])('of %s: %s=%s', (operation, name, value, result) => {
    expect(told(name, value, operation)).toEqual(result);
  });

  it('becomes a number where the API has one', () => {
    const operation = tableOperation('lump_sum_payment.batch_create');
    expect(givenOf(operation, { binding_period: '3', 'details.belong_time': '2026-12-01' })).toEqual([
      { path: 'binding_period', value: 3 },
      { path: 'details.belong_time', value: '2026-12-01' },
    ]);
  });
});
