import { describe, expect, it } from 'vitest';

import { aPlan } from '../../test/plan.ts';
import { say } from '../words/say.ts';
import { shown } from '../words/show.ts';
import type { Plan } from './plan.ts';
import { tellHold, tellTable } from './tell-table.ts';

const nothing = {
  above_header: [],
  ignored_columns: [],
  passed_over: { count: 0, rows: [] },
  derived: [],
  defaults: {},
} satisfies Partial<Plan>;

describe('what is told of a table', () => {
  it.each<Partial<Plan>>([{}, { encoding: 'utf-8', header_row: 1, ...nothing }, { header_row: 1 }])(
    'is nothing for %j',
    (table) => {
      expect(tellTable({ ...aPlan({}), ...table }, 'en')).toBeUndefined();
    },
  );

  it.each<Partial<Plan>>([
    { encoding: 'gb18030', header_row: 1 },
    { encoding: 'utf-8', header_row: 2 },
    { sheet: '奖金', header_row: 1 },
    { encoding: 'utf-8', header_row: 1, above_header: ['奖金'] },
    { encoding: 'utf-8', header_row: 1, ignored_columns: ['姓名'] },
    { encoding: 'utf-8', header_row: 1, derived: ['issuance_frequency'] },
    { encoding: 'utf-8', header_row: 1, defaults: { 'details.issuance_way': 'with_salary' } },
  ])('is %j, without what is empty', (table) => {
    expect(tellTable({ ...aPlan({}), ...nothing, ...table }, 'en')).toEqual(table);
  });

  it.each([
    ['en', 'a total, which agrees'],
    ['zh', '合计行，核对一致'],
  ] as const)('says in the language %s why a row was passed over', (language, text) => {
    const why = say('table.row_of_total');
    const plan: Plan = { ...aPlan({}), passed_over: { count: 21, rows: [{ row: 6, why }] } };
    expect(tellTable(plan, language)).toEqual({
      passed_over: { count: 21, rows: [{ row: 6, why: { ...why, text } }] },
    });
  });
});

it('a reason to look is told with its kind', () => {
  const reason = say('table.columns_unknown', { columns: [shown('开户行')], more: 0 });
  expect(tellHold({ ...aPlan({}), hold: [{ kind: 'columns', say: reason }] }, 'zh')).toEqual([
    { kind: 'columns', ...reason, text: '以下列无法识别，没有读取："开户行"' },
  ]);
  expect(tellHold(aPlan({}), 'zh')).toEqual([]);
});
