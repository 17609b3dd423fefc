// Workbooks as tables: which sheet is read, what stops it, and what a person has to look at.

import { describe, expect, it } from 'vitest';

import { judgeRecord } from '../../../../../shared/feishu/rules/judge.ts';
import { say } from '../../../../../shared/words/say.ts';
import { render } from '../../../../../shared/words/render.ts';
import { tableOperation } from '../../../../../test/table-operation.ts';
import { StopFile } from '../../stop-file.ts';
import type { CellMark, Range, Sheet, SheetRow, Workbook } from '../../workbook/open-workbook.ts';
import { givenOf } from '../given-once.ts';
import type { TableFacts } from '../table-facts.ts';
import { recordsOfWorkbook } from './records-of-workbook.ts';

const create = 'recurring_payment.batch_create';
const header = [
  '唯一标识',
  '员工ID',
  '薪酬项ID',
  '每次发放金额',
  '发放开始日期',
  '发放结束日期',
  '币种ID',
  '发放方式',
  '发放频率',
];
const row = (id: string, changes: Readonly<Record<number, string>> = {}) =>
  ['', 'ou_1', '7', '20.00', '2026-12-01', '2027-11-30', '1', '随工资发放', '月'].map(
    (cell, at) => changes[at] ?? (at === 0 ? id : cell),
  );

interface SheetOptions {
  readonly visible?: boolean;
  readonly merged?: readonly Range[];
  readonly hiddenColumns?: readonly number[];
  readonly hiddenRows?: readonly number[];
  /** By row, then by column from 0. */
  readonly marks?: Readonly<Record<number, Readonly<Record<number, CellMark>>>>;
}

function sheet(name: string, rows: readonly (readonly string[])[], options: SheetOptions = {}): Sheet {
  const { visible = true, merged = [], hiddenColumns = [], hiddenRows = [], marks = {} } = options;
  return {
    name,
    visible,
    rows: async function* rowsOfSheet() {
      // Empty rows are left out, as the reader does.
      const all = rows.flatMap((cells, at): readonly SheetRow[] => {
        const number = at + 1;
        const marked = marks[number];
        if (cells.every((cell) => cell === '')) return [];
        const hidden = hiddenRows.includes(number);
        const of = marked && new Map(Object.entries(marked).map(([column, mark]) => [Number(column), mark]));
        return [{ row: number, cells, hidden, ...(of ? { marks: of } : {}) }];
      });
      for (const each of all) yield [each];
      return { merged, filtered: false, hiddenColumns };
    },
  };
}

interface BookOptions {
  readonly names?: Readonly<Record<string, string>>;
  readonly asked?: string;
  readonly operation?: string;
  readonly given?: Readonly<Record<string, string>>;
}

async function read(
  sheets: readonly Sheet[],
  { names = {}, asked, operation: name = create, given }: BookOptions = {},
) {
  const operation = tableOperation(name);
  const book: Workbook = { sheets, definedNames: new Map(Object.entries(names)) };
  let facts: TableFacts | undefined;
  const records = [];
  try {
    const reading = {
      operation,
      given: givenOf(operation, given),
      onTable: (found: TableFacts) => (facts = found),
    };
    for await (const several of recordsOfWorkbook(reading, book, asked)) records.push(...several);
  } catch (error) {
    if (error instanceof StopFile)
      return { stopped: render(error.said, 'en'), faults: [], records: [], facts };
    throw error;
  }
  const faults = records.map(({ record, faults: found, inFile }) =>
    [...found, ...(inFile?.(record ? judgeRecord(operation, record) : []) ?? [])].map(({ message }) =>
      render(message, 'en'),
    ),
  );
  return { stopped: undefined, faults, records, facts };
}

const good = sheet('奖金', [['2026年补贴'], header, row('a'), row('b')]);
const notes = sheet('说明', [['请填写奖金表'], ['备注', '无']]);

describe('the sheet that is read', () => {
  it('is the only visible one with a header', async () => {
    const { facts, faults, records } = await read([
      notes,
      good,
      sheet('旧', [header, row('z')], { visible: false }),
    ]);
    expect(faults).toEqual([[], []]);
    expect(records.map(({ rows }) => rows)).toEqual([[3], [4]]);
    expect(facts).toMatchObject({ sheet: '奖金', header_row: 2, above_header: ['2026年补贴'], hold: [] });
  });

  it('is the only visible one, whatever its header', async () => {
    expect((await read([sheet('a', [['x'], ['y']])])).stopped).toMatch(
      /^the header \(row 1\) is wrong: nobody knows the column "x"/,
    );
  });

  it('is the one that is asked for, hidden or not', async () => {
    const other = sheet('另一', [header, row('z')], { visible: false });
    expect((await read([good, other], { asked: '另一' })).records[0]?.record).toMatchObject({
      unique_id: 'z',
    });
    expect((await read([good, other], { asked: '第三' })).stopped).toBe(
      'the workbook has no sheet "第三"; there are "奖金", "另一"',
    );
  });

  it.each([
    [[], 'the workbook has no visible sheet with cells'],
    [[sheet('a', [header], { visible: false })], 'the workbook has no visible sheet with cells'],
    [
      [notes, sheet('b', [['x']])],
      'none of the sheets "说明", "b" has a header with known titles in its first 20 rows',
    ],
    [
      [good, notes, sheet('补发', [header, row('z')])],
      'the sheets "奖金", "补发" each have a header: leave one of them, or say which with the option sheet=',
    ],
  ])('of %#: is told by name where it cannot be told', async (sheets, sentence) => {
    expect((await read(sheets)).stopped).toBe(sentence);
  });

  it('of an operation with one column is found by that', async () => {
    const operation = 'lump_sum_payment.batch_remove';
    const { records } = await read([sheet('说明', [['删除']]), sheet('名单', [['记录ID'], ['7']])], {
      operation,
    });
    expect(records.map(({ record }) => record)).toEqual([{ id: '7' }]);
  });
});

describe('a fault', () => {
  it('names the title and the cell', async () => {
    const rows = [['补贴'], header, row('a', { 3: '3万', 5: '2026-02-30' }), row('b', { 1: '' })];
    expect((await read([sheet('奖金', rows)])).faults).toEqual([
      [
        '每次发放金额 (奖金!D3) is "3万": if 30000 is meant, write it so',
        '发放结束日期 (奖金!F3) is "2026-02-30", expected a date that exists, written YYYY-MM-DD',
      ],
      ['员工ID (奖金!B4) is required but absent'],
    ]);
  });

  it("names the cell also in columns with the API's names, and puts quotes around the name of a sheet", async () => {
    const names = [
      'unique_id',
      'user_id',
      'item_id',
      'each_amount',
      'start_date',
      'end_date',
      'currency_id',
      'issuance_type',
      'issuance_period',
    ];
    expect((await read([sheet("Bob's sheet", [names, row('a', { 3: 'x' })])])).faults).toEqual([
      [expect.stringMatching(/^each_amount \('Bob''s sheet'!D2\) is "x", expected a number/)],
    ]);
  });

  it('of a detail names its own row', async () => {
    const titles = [
      '唯一标识',
      '员工ID',
      '绑定期',
      '币种ID',
      '薪酬项ID',
      '发放金额',
      '发放状态',
      '发放方式',
      '发放日期',
      '申请发放日期',
    ];
    const detail = (amount: string) => [
      'a',
      'ou_1',
      '0',
      '1',
      '7',
      amount,
      '应发放',
      '现金发放',
      '2026-12-10',
      '2026-12-01',
    ];
    const { faults } = await read([sheet('奖金', [titles, detail('1'), detail('x')])], {
      operation: 'lump_sum_payment.batch_create',
    });
    expect(faults[0]?.[0]).toMatch(/^发放金额 \(奖金!F3\) is "x", expected a number/);
  });
});

describe('a cell with a mark', () => {
  const mark = (kind: CellMark['kind']): CellMark => ({ kind, say: say('expectations.integer') });

  it.each(['error', 'uncalculated'] as const)('of %s stops the file if its column is read', async (kind) => {
    expect(
      (await read([sheet('奖金', [header, row('a')], { marks: { 2: { 3: mark(kind) } } })])).stopped,
    ).toBe('每次发放金额 (奖金!D2): an integer');
  });

  it.each(['digits', 'decimals', 'scaled', 'bad_date'] as const)('of %s rejects the record', async (kind) => {
    const { faults } = await read([
      sheet('奖金', [header, row('a'), row('b')], { marks: { 2: { 3: mark(kind) } } }),
    ]);
    expect(faults).toEqual([['每次发放金额 (奖金!D2): an integer'], []]);
  });

  it('of a formula without a result is not taken for an empty cell, as in a row with only a person', async () => {
    const cells = ['', 'ou_2', '', '', '', '', '', '', ''];
    const marks = { 3: { 3: mark('uncalculated') } };
    const { stopped } = await read([sheet('奖金', [header, row('a'), cells], { marks })]);
    expect(stopped).toBe('每次发放金额 (奖金!D3): an integer');
  });

  it('is passed over in a column that is not read', async () => {
    const titles = [...header, '姓名'];
    const { faults } = await read([
      sheet('奖金', [titles, [...row('a'), '#N/A']], { marks: { 2: { 9: mark('error') } } }),
    ]);
    expect(faults).toEqual([[]]);
  });
});

it('a hidden sheet that is asked for is a reason to look', async () => {
  const { facts } = await read([sheet('奖金', [header, row('a')], { visible: false })], { asked: '奖金' });
  expect(facts?.hold.map(({ say: { say: id } }) => id)).toEqual(['table.sheet_hidden']);
});

describe('rows of a sheet', () => {
  it('may end before or behind the header', async () => {
    const { faults, records } = await read([
      sheet('奖金', [[...header, '备注'], row('a'), [...row('b'), 'x', '', ' ']]),
    ]);
    expect(faults).toEqual([[], []]);
    expect(records.map(({ record, raw }) => [record?.remark, raw?.[0]?.length])).toEqual([
      [undefined, 10],
      ['x', 10],
    ]);
  });

  it('may not have a value where there is no title', async () => {
    expect((await read([sheet('奖金', [header, [...row('a'), '', '5']])])).stopped).toBe(
      '"奖金!K2" holds "5", and its column has no title: give it a title, or empty it',
    );
    expect(
      (
        await read([
          sheet('奖金', [
            [...header, '', '姓名'],
            [...row('a'), '5', '张三'],
          ]),
        ])
      ).stopped,
    ).toBe('"奖金!J2" holds "5", and its column has no title: give it a title, or empty it');
  });

  it('that are hidden are a reason to look, and so are hidden columns that are read', async () => {
    const { facts, faults } = await read([
      sheet('奖金', [[...header, '姓名'], row('a'), row('b'), row('c'), ['合计', '', '', '60.00']], {
        hiddenRows: [3, 4, 5],
        hiddenColumns: [3, 9],
      }),
    ]);
    expect(faults).toHaveLength(3);
    expect(facts?.hold.map(({ kind, say: sentence }) => [kind, render(sentence, 'en')])).toEqual([
      ['hidden_rows', 'hidden rows would be paid: 3, 4'],
      ['hidden_rows', 'hidden columns were read: "每次发放金额"'],
    ]);
  });
});

describe('merged cells', () => {
  const range = (firstRow: number, lastRow: number, firstColumn: number, lastColumn: number): Range => ({
    firstRow,
    lastRow,
    firstColumn,
    lastColumn,
  });
  const rows = [['2026年补贴'], ['姓名', ...header], ['', ...row('a')], ['', ...row('b')], ['制表人：李四']];
  const readMerged = async (merged: Range) =>
    (await read([sheet('奖金', rows, { merged: [merged] })])).stopped;

  it.each([
    [range(3, 4, 2, 2), '奖金!C3:C4'],
    [range(2, 2, 4, 5), '奖金!E2:F2'],
    [range(1, 2, 2, 2), '奖金!C1:C2'],
    [range(4, 5, 0, 3), '奖金!A4:D5'],
  ])('in a column that is read stop the file: %#', async (merged, name) => {
    expect(await readMerged(merged)).toBe(
      `the cells "${name}" are merged, so only one of them has a value: unmerge them, and fill in each`,
    );
  });

  it.each([range(1, 1, 0, 9), range(5, 5, 0, 9), range(3, 4, 0, 0)])(
    'elsewhere do not: %#',
    async (merged) => {
      expect(await readMerged(merged)).toBeUndefined();
    },
  );
});

describe('a workbook of the template', () => {
  const names = { payferry_template: "'数据'!$A$1:$I$1" };
  const short = header.filter((title) => title !== '发放方式');
  const data = (...rows: readonly (readonly string[])[]) =>
    sheet('数据', [short, ...rows.map((cells) => cells.toSpliced(7, 1))]);
  const constants = (value: string) =>
    sheet('填写说明', [['填写说明'], ['发放方式', value], ['总金额', '5']]);
  const totals = (count: string, amount: string) =>
    sheet('汇总', [['汇总'], ['总笔数', count], ['总金额：', amount]]);

  it('reads its data with the constants, and holds it against the totals', async () => {
    const { stopped, records, facts } = await read(
      [constants('现金发放'), data(row('a'), row('b', { 1: '' }), ['', 'ou_2']), totals('2', '40.00')],
      { names },
    );
    expect(stopped).toBeUndefined();
    expect(records.map(({ record }) => record?.issuance_type)).toEqual(['with_cash', 'with_cash']);
    expect(facts).toMatchObject({
      sheet: '数据',
      defaults: { issuance_type: 'with_cash' },
      passed_over: { count: 1 },
    });
  });

  it.each([
    [totals('3', '40.00'), '汇总!B2 says 3 records, the table has 2'],
    [
      totals('2', '39.99'),
      '汇总!B3 says a total of 39.99 in the column "每次发放金额", the rows above add up to 40.00',
    ],
  ])('with other totals is stopped: %#', async (sums, sentence) => {
    expect((await read([constants('现金发放'), data(row('a'), row('b')), sums], { names })).stopped).toBe(
      sentence,
    );
  });

  it('with a total that was never calculated is stopped', async () => {
    const marks = { 2: { 1: { kind: 'uncalculated' as const, say: say('expectations.integer') } } };
    const sums = sheet('汇总', [[''], ['总笔数', '0']], { marks });
    expect((await read([constants('现金发放'), data(row('a')), sums], { names })).stopped).toBe(
      '总笔数 (汇总!B2): an integer',
    );
  });

  it('with a wrong constant is stopped at its cell', async () => {
    expect((await read([constants('刷卡'), data(row('a'))], { names })).stopped).toBe(
      '发放方式 (填写说明!B2): default.issuance_type is "刷卡", expected one of 随工资发放, 现金发放, 实物发放, 随年终奖发放',
    );
  });

  it('and an option may say the same, and nothing else', async () => {
    const sheets = [constants('现金发放'), data(row('a'))];
    expect((await read(sheets, { names, given: { issuance_type: 'with_cash' } })).stopped).toBeUndefined();
    expect((await read(sheets, { names, given: { issuance_type: 'with_salary' } })).stopped).toBe(
      'default.issuance_type is given twice, as "with_salary" and "with_cash"',
    );
  });

  it('of which the data is gone is stopped', async () => {
    expect((await read([constants('')], { names: { payferry_template: '#REF!' } })).stopped).toBe(
      'the workbook has no sheet "#REF"; there are "填写说明"',
    );
  });
});
