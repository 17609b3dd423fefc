import { describe, expect, it } from 'vitest';

import { render } from '../../../../../shared/words/render.ts';
import { tableOperation } from '../../../../../test/table-operation.ts';
import { KnownTitles } from './known-titles.ts';
import { readColumns } from './read-columns.ts';

const create = tableOperation('lump_sum_payment.batch_create');
const known = new KnownTitles(create);

/** What a column of this title is, in a word or as the sentence that stops the file. */
function told(title: string, operation = create): string {
  const columns = readColumns(operation, new KnownTitles(operation), [title]);
  const [meaning] = columns.known;
  const path = [meaning?.list, meaning?.number, meaning?.name].filter((part) => part !== undefined).join('.');
  if (meaning) return path;
  if (columns.besidePay.length > 0) return 'beside pay';
  if (columns.unknown.length > 0) return 'unknown';
  if (columns.untitledAt.length > 0) return 'untitled';
  return columns.faults.map((fault) => render(fault, 'en')).join('; ');
}

describe('a title', () => {
  it.each([
    ['总金额', 'total_amount'],
    [' 总 金 额 ', 'total_amount'],
    ['总金额*', 'total_amount'],
    ['*总金额', 'total_amount'],
    ['＊总金额（必填）', 'total_amount'],
    ['总金额*（必填）', 'total_amount'],
    ['【必填】总金额', 'total_amount'],
    ['总金额（元）', 'total_amount'],
    ['总金额(人民币元)', 'total_amount'],
    ['总金额[单位：元]', 'total_amount'],
    ['发放日期（yyyy-mm-dd）', 'details.issuance_time'],
    ['发放日期(YYYY/MM/DD)', 'details.issuance_time'],
    ['发放金额1', 'details.1.issuance_amount'],
    ['发放金额（元）２', 'details.2.issuance_amount'],
    ['发放金额12*', 'details.12.issuance_amount'],
    ['明细1.发放金额', 'details.1.issuance_amount'],
    ['发放明细 3. 发放方式', 'details.3.issuance_way'],
    ['明细.发放方式', 'details.issuance_way'],
    ['detail 2. Issuance amount', 'details.2.issuance_amount'],
    ['Issuance amount 2', 'details.2.issuance_amount'],
    ['details.1.issuance_amount', 'details.1.issuance_amount'],
    ['details.1.发放金额', 'details.1.issuance_amount'],
    ['USER_ID', 'user_id'],
    ['员工id', 'user_id'],
    ['员工ＩＤ', 'user_id'],
    ['EMPLOYEE ID', 'user_id'],
    ['绑定期（月）', 'binding_period'],
    ['发放国家／地区ID', 'details.issuance_country_region_id'],
    ['总\u200b金额', 'total_amount'],
    ['', 'untitled'],
    ['_note', 'beside pay'],
    ['＿备注', 'beside pay'],
    ['序号', 'beside pay'],
    ['部门', 'beside pay'],
    ['姓名*', 'beside pay'],
    ['工号（必填）', 'beside pay'],
    ['Department', 'beside pay'],
    ['No.', 'beside pay'],
    ['Employee No.', 'beside pay'],
    ['入职日期', 'beside pay'],
    ['币种', 'unknown'],
    ['薪酬项', 'unknown'],
    ['绩效系数', 'unknown'],
    ['开户行', 'unknown'],
    ['备注1', 'nobody knows the column "备注1", is it 备注?'],
    ['x', 'unknown'],
    ['奖金批次', 'unknown'],
    ['税号', 'unknown'],
    ['奖金系数', 'unknown'],
    ['_税后实发金额', 'beside pay'],
    ['发薪主体', 'beside pay'],
  ])('%j is %s', (title, meaning) => {
    expect(told(title)).toBe(meaning);
  });

  it.each<readonly [string, string]>([
    [
      '总金额(万元)',
      'the amounts in the column "总金额(万元)" are in "万元": write them in full, and take the unit out of the title',
    ],
    [
      '发放金额1（千元）',
      'the amounts in the column "发放金额1（千元）" are in "千元": write them in full, and take the unit out of the title',
    ],
    [
      '总金额【单位：万】',
      'the amounts in the column "总金额【单位：万】" are in "单位:万": write them in full, and take the unit out of the title',
    ],
    [
      'Total amount (thousands)',
      'the amounts in the column "Total amount (thousands)" are in "thousands": write them in full, and take the unit out of the title',
    ],
    ['总金额(美元)', 'nobody knows the column "总金额(美元)", is it 总金额?'],
    ['发放金额(1)', 'nobody knows the column "发放金额(1)", is it 发放金额?'],
    ['发放金额01', 'nobody knows the column "发放金额01", is it 发放金额?'],
    ['发放金额1001', 'nobody knows the column "发放金额1001", is it 发放金额?'],
    ['总金额1', 'nobody knows the column "总金额1", is it 总金额?'],
    ['发放日其', 'nobody knows the column "发放日其", is it 发放日期?'],
    ['申请发放日', 'nobody knows the column "申请发放日", is it 申请发放日期?'],
    ['发放金鄂2', 'nobody knows the column "发放金鄂2", is it 发放金额2?'],
    ['职工ID', 'nobody knows the column "职工ID", is it 员工ID?'],
    ['Totl amount', 'nobody knows the column "Totl amount", is it total_amount?'],
    ['user', 'unknown'],
    ['明细', 'nobody knows the column "明细"'],
    ...[
      '实发',
      '实发金额',
      '税后（元）',
      '税前',
      '余额',
      '扣款',
      '应扣',
      '代扣',
      '个税',
      '社保',
      '公积金',
      'Net pay',
      'Deduction',
      '税后实发金额',
      '本月实发数',
      '本月税后',
      '净额',
      '净额（美元）',
      '总金额（税后）',
      '应扣税',
      '扣税额',
      '社保扣款',
      '扣款合计',
      '代扣社保',
      '账户余额',
      '第二笔发放金额',
      '每次发放金额',
      '本月实发金额',
      '奖金总额合计',
      'Amount of the second half year',
    ].map(
      (title) =>
        [
          title,
          `the column "${title}" holds money that would not be paid as it stands: take it out, or begin its title with _ if it is a note`,
        ] as const,
    ),
  ])('%j: %s', (title, sentence) => {
    expect(told(title)).toBe(sentence);
  });

  it.each([
    ['每次发放金额', 'each_amount'],
    ['发放金额', 'each_amount'],
    ['发放方式', 'issuance_type'],
    ['开始日期', 'start_date'],
    ['结束日期', 'end_date'],
    ['开始日朋', 'nobody knows the column "开始日朋", is it 开始日期?'],
  ])('of a recurring payment: %j is %s', (title, meaning) => {
    expect(told(title, tableOperation('recurring_payment.batch_create'))).toBe(meaning);
  });
});

describe('several titles', () => {
  const faults = (titles: readonly string[]) =>
    readColumns(create, known, titles).faults.map((fault) => render(fault, 'en'));

  it.each([
    [['员工ID', 'user_id'], 'the columns "员工ID" and "user_id" mean the same: leave one of them'],
    [['总金额', '金额'], 'the columns "总金额" and "金额" mean the same: leave one of them'],
    [
      ['发放金额1', '明细1.发放金额'],
      'the columns "发放金额1" and "明细1.发放金额" mean the same: leave one of them',
    ],
    [['总金额', '总金额'], 'the column "总金额" stands there twice'],
    [['币种', '币种'], 'the column "币种" stands there twice'],
    [['_note', '_note'], 'the column "_note" stands there twice'],
  ])('%j are refused', (titles, sentence) => {
    expect(faults(titles)).toEqual([sentence]);
  });

  it.each([[['姓名', '姓名']], [['发放金额1', '发放金额2']], [['总金额', '发放金额']], [['', '']]])(
    '%j go through',
    (titles) => {
      expect(faults(titles)).toEqual([]);
    },
  );
});
