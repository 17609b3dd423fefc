import { describe, expect, it } from 'vitest';

import type { Plan } from '../../../shared/job/plan.ts';
import { say } from '../../../shared/words/say.ts';
import { aPlan } from '../../../test/plan.ts';
import type { Language } from '../../language.ts';
import { createScreen } from './screen.ts';
import { tellReading, tellReadingOf } from './tell-reading.ts';

const asPeopleHaveIt = {
  encoding: 'gb18030',
  header_row: 3,
  above_header: ['2026年11月奖金', '', '单位：元'],
  ignored_columns: ['姓名', '部门'],
  passed_over: {
    count: 5,
    rows: [
      { row: 5, why: say('table.row_of_person') },
      { row: 6, why: say('table.row_of_total') },
      { row: 7, why: say('table.row_beside_pay') },
      { row: 8, why: say('table.row_beside_pay') },
    ],
  },
  derived: ['issuance_frequency', 'details.issuance_amount'],
  defaults: { binding_period: '0', 'details.issuance_way': 'with_salary' },
} satisfies Partial<Plan>;

describe('how a table was read', () => {
  it('is told in English', () => {
    expect(linesOf(asPeopleHaveIt, 'en')).toEqual([
      'encoding GB18030',
      'row 3 is the header; above it: "2026年11月奖金", and 1 more',
      'columns that were not read: "姓名", "部门"',
      '5 rows passed over: row 5 (only a person is filled in), row 6 (a total, which agrees), row 7 (only columns that are not read are filled in), and 2 more',
      'worked out from other columns: Number of issuances, Issuance amount',
      'given once for all records: Binding period 0, Issuance way with_salary',
    ]);
  });

  it('is told in Chinese, with the labels that cells have', () => {
    expect(linesOf(asPeopleHaveIt, 'zh')).toEqual([
      '文件编码：GB18030',
      '表头在第 3 行，上方内容："2026年11月奖金"，另有 1 行',
      '未读取的列："姓名"、"部门"',
      '跳过 5 行：第 5 行（只填了人员，其他都是空的）、第 6 行（合计行，核对一致）、第 7 行（只填了不读取的列），另有 2 行',
      '由其他列得出：发放次数、发放金额',
      '所有记录统一取值：绑定期为 0、发放方式为随工资发放',
    ]);
  });

  it('names the sheet of a workbook, and cuts a long list of columns', () => {
    const ignored_columns = Array.from({ length: 12 }, (_, index) => `c${index}`);
    expect(linesOf({ sheet: '奖金', header_row: 1, ignored_columns }, 'en')).toEqual([
      'sheet "奖金"',
      'columns that were not read: "c0", "c1", "c2", "c3", "c4", "c5", "c6", "c7", "c8", "c9", and 2 more',
    ]);
  });

  it.each<Partial<Plan>>([
    {},
    {
      encoding: 'utf-8',
      header_row: 1,
      above_header: [],
      ignored_columns: [],
      passed_over: { count: 0, rows: [] },
      derived: [],
      defaults: {},
    },
  ])('is not told where there is nothing to tell: %j', (table) => {
    expect(linesOf(table, 'en')).toEqual([]);
    expect(linesUnderName(table)).toEqual([]);
  });

  it('is told of a table that was read to its end and refused, and of none that was stopped', () => {
    const rejected = { state: 'rejected', encoding: 'utf-16' } as const;
    expect(linesOf({ ...rejected, passed_over: { count: 0, rows: [] } }, 'en')).toEqual(['encoding UTF-16']);
    expect(linesOf(rejected, 'en')).toEqual([]);
  });

  it('stands under the name of its file', () => {
    expect(linesUnderName({ encoding: 'utf-16' })).toEqual([
      'bonus.csv was read like this:',
      '  encoding UTF-16',
    ]);
  });

  it('shows the names of fields where the operation is unknown', () => {
    expect(linesOf({ operation: 'other', derived: ['a.b'], defaults: { c: 'd' } }, 'en')).toEqual([
      'worked out from other columns: a.b',
      'given once for all records: c d',
    ]);
  });
});

function linesOf(table: Partial<Plan>, language: Language): readonly string[] {
  return told(language, (screen) => tellReading({ ...aPlan({}), ...table }, screen, 0));
}

function linesUnderName(table: Partial<Plan>): readonly string[] {
  return told('en', (screen) => tellReadingOf('bonus.csv', { ...aPlan({}), ...table }, screen, 0));
}

function told(language: Language, tell: (screen: ReturnType<typeof createScreen>) => void) {
  const lines: string[] = [];
  tell(createScreen({ write: (text: string) => lines.push(text.trimEnd()) }, () => 0, language));
  return lines;
}
