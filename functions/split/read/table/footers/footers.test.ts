import { describe, expect, it } from 'vitest';

import { readTable } from '../../../../../test/read-table.ts';

const create = 'lump_sum_payment.batch_create';
const header = '唯一标识,姓名,员工ID,总金额,绑定期,币种ID,薪酬项ID,发放状态,发放方式,发放日期,申请发放日期';
const cells = (id: string, amount: string, person = 'ou_1') =>
  `${id},张三,${person},${amount},0,1,7,应发放,现金发放,2026-12-10,2026-12-01`;
const table = (...rows: readonly string[]) =>
  [header, cells('a', '100.10'), cells('b', '"1,000.20"'), ...rows].join('\n');
const row = (...filled: readonly (readonly [at: number, cell: string])[]) => {
  const all = Array.from({ length: 11 }, () => '');
  for (const [at, cell] of filled) all[at] = cell;
  return all.map((cell) => (cell.includes(',') ? `"${cell}"` : cell)).join(',');
};
const read = (...rows: readonly string[]) => readTable(create, table(...rows));
const passed = async (...rows: readonly string[]) => {
  const { facts, records, stopped } = await read(...rows);
  return {
    stopped,
    records: records.length,
    faults: records.flatMap(({ faults }) => faults),
    passed: facts?.passed_over?.rows.map(({ row: at, why }) => [at, why.say]),
  };
};

describe('a total behind the records', () => {
  it.each([
    ['in the first column', row([0, '合计'], [3, '1100.30'])],
    ['in another column', row([1, '总计：'], [3, '1,100.3'])],
    ['in full width', row([1, '合 计'], [3, '１１００．３０'])],
    ['in English', row([1, 'Total'], [3, '1100.30'])],
    ['of a name', row([1, '本月奖金合计'], [3, '1100.30'])],
    ['as 合计金额', row([2, '合计金额'], [3, '1100.30'])],
    ['with a count', row([0, '合计'], [1, '共2笔'], [3, '1100.30'])],
    ['with a count beside its label', row([0, '合计'], [1, '总笔数'], [2, '2'], [3, '1100.30'])],
    ['in one cell', row([0, '合计：1,100.30元'])],
    ['with its amount in words', row([0, '合计（大写）'], [3, '1100.30'])],
    ['with the people counted, who are not compared', row([0, '合计：12人'], [3, '1100.30'])],
    ['with the people beside it', row([0, '合计'], [2, '12人'], [3, '1100.30'])],
    ['as 汇总', row([0, '汇总'], [3, '1100.30'])],
    ['as 累计', row([0, '累计'], [3, '1100.30'])],
    ['as the title of the amount', row([0, '总金额'], [3, '1100.30'])],
    ['that only counts', row([1, '共 2 笔'])],
  ])('%s is passed over if it agrees', async (_, total) => {
    expect(await passed(total)).toEqual({
      stopped: undefined,
      records: 2,
      faults: [],
      passed: [[4, 'table.row_of_total']],
    });
  });

  it('without an amount is told to have none', async () => {
    expect(await passed(row([0, '合计']))).toMatchObject({
      stopped: undefined,
      passed: [[4, 'table.row_of_total_without_amount']],
    });
  });

  it.each([
    [
      row([0, '合计'], [5, '9999999']),
      'row 4 is a total and holds "9999999" in the column "币种ID", which has no amounts: has a column slipped?',
    ],
    [
      row([0, '合计数（CNY）'], [3, '99999']),
      'row 4 says a total of 99999 in the column "总金额", the rows above add up to 1100.30',
    ],
    [
      row([0, '合计'], [3, '1100.31']),
      'row 4 says a total of 1100.31 in the column "总金额", the rows above add up to 1100.30',
    ],
    [
      row([0, '合计'], [3, '一千']),
      'row 4 says a total of "一千" in the column "总金额", which cannot be read: write it like 12345.60',
    ],
    [
      row([0, '合计'], [3, '¥1100.30']),
      'row 4 says a total of "¥1100.30" in the column "总金额", which cannot be read: write it like 12345.60',
    ],
    [
      row([0, '合计：1100']),
      'row 4 says a total of 1100 in the column "总金额", the rows above add up to 1100.30',
    ],
    [row([0, '合计'], [1, '共3笔'], [3, '1100.30']), 'row 4 says 3 records, the table has 2'],
    [row([1, '总笔数'], [2, '3']), 'row 4 says 3 records, the table has 2'],
  ])('%s stops the file', async (total, sentence) => {
    expect((await read(total)).stopped).toBe(sentence);
  });

  it('counts rows that are rejected, and cannot agree while an amount cannot be read', async () => {
    const rejected = cells('c', '5', '').replace(',ou_1', ',');
    expect((await passed(rejected, row([0, '合计'], [3, '1105.30']))).stopped).toBeUndefined();
    expect((await read(cells('c', '3万'), row([0, '合计'], [3, '1100.30']))).stopped).toBe(
      'row 5 says a total of 1100.30 in the column "总金额", the rows above add up to 1100.30; 1 of its amounts cannot be read',
    );
  });

  it('with a record behind it stops the file', async () => {
    expect((await read(row([0, '合计'], [3, '1100.30']), cells('c', '5'))).stopped).toBe(
      'row 4 is a total, and rows follow it (row 5): a total is the last row of a table',
    );
  });

  it('may have others and who made the table behind it', async () => {
    const rows = [
      row([0, '合计'], [3, '1100.30']),
      row([0, '制表人：李四'], [3, '']),
      row([1, '审核']),
      row([1, '日期'], [2, '']),
      row([0, '备注：无']),
    ];
    expect((await passed(...rows)).passed).toEqual([
      [4, 'table.row_of_total'],
      [5, 'table.row_behind'],
      [6, 'table.row_beside_pay'],
      [7, 'table.row_beside_pay'],
      [8, 'table.row_behind'],
    ]);
  });
});

describe('a subtotal', () => {
  it.each([row([1, '小计'], [3, '1100.30']), row([0, '销售部小计'], [3, '5']), row([1, 'Subtotal'])])(
    '%s stops the file',
    async (subtotal) => {
      expect((await read(subtotal, cells('c', '5'))).stopped).toBe(
        'row 4 is a subtotal: take it out, for it is no payment',
      );
    },
  );

  it('is a word like any other beside a person', async () => {
    expect((await passed(cells('小计', '5').replace('张三', '小计'))).stopped).toBeUndefined();
  });
});

describe('rows without person and amount', () => {
  it('are passed over behind the records, and are records before one', async () => {
    const dragged = row([4, '0'], [5, '1'], [8, '现金发放']);
    expect(await passed(dragged, dragged)).toMatchObject({
      records: 2,
      passed: [
        [4, 'table.row_behind'],
        [5, 'table.row_behind'],
      ],
    });
    expect(await passed(dragged, cells('c', '5'))).toMatchObject({ records: 4, passed: [] });
  });

  it('are records if they have an identity or an amount', async () => {
    expect(await passed(row([0, 'c']))).toMatchObject({ records: 3, passed: [] });
    expect(await passed(row([3, '5']))).toMatchObject({ records: 3, passed: [] });
  });

  it('are records if there are more than fifty in a row', async () => {
    const dragged = row([4, '0']);
    const rows = (count: number) => Array.from({ length: count }, () => dragged);
    expect((await read(...rows(50))).facts?.passed_over).toMatchObject({ count: 50, rows: { length: 20 } });
    expect(await passed(...rows(51))).toMatchObject({ records: 53, passed: [] });
    expect(await passed(...rows(120))).toMatchObject({ records: 122, passed: [] });
    expect((await read(row([0, '合计']), ...rows(51))).stopped).toMatch(
      /^row 4 is a total, and rows follow it/,
    );
  });

  it('are records if they are as long as no end of a table', async () => {
    const long = row([4, 'x'.repeat(600_000)]);
    expect((await read(long)).records).toHaveLength(2);
    expect((await read(long, long)).records).toHaveLength(4);
  });

  it('that hold a person alone, or nothing that is read, are passed over anywhere', async () => {
    const person = row([1, '李四'], [2, 'ou_2']);
    const name = row([1, '李四']);
    expect(await passed(person, name, cells('c', '5'), person)).toMatchObject({
      records: 3,
      faults: [],
      passed: [
        [4, 'table.row_of_person'],
        [5, 'table.row_beside_pay'],
        [7, 'table.row_of_person'],
      ],
    });
  });

  it('are no such rows with anything else', async () => {
    expect(await passed(row([2, 'ou_2'], [4, '0']), cells('c', '5'))).toMatchObject({
      records: 4,
      passed: [],
    });
    const unknown = await readTable(create, `${header},加班\n${cells('a', '5')},\n,李四,ou_2,,,,,,,,,500\n`);
    expect(unknown.records).toHaveLength(2);
  });

  it('of too few cells are half a record, unless they say who made the table', async () => {
    expect(await passed(',李四')).toMatchObject({ records: 3, passed: [] });
    expect(await passed('制表人：李四')).toMatchObject({ records: 2, passed: [[4, 'table.row_behind']] });
  });
});

describe('in a table with a row for each detail', () => {
  const perDetail =
    '唯一标识,员工ID,总金额,绑定期,币种ID,薪酬项ID,发放金额,发放状态,发放方式,发放日期,申请发放日期';
  const detail = (id: string, total: string, amount: string) =>
    `${id},ou_1,${total},0,1,7,${amount},应发放,现金发放,2026-12-10,2026-12-01`;
  const details = (...rows: readonly string[]) =>
    readTable(
      create,
      [perDetail, detail('a', '3', '1'), detail('a', '3', '2'), detail('b', '4', '4'), ...rows].join('\n'),
    );

  it.each([
    ['each row', '合计,,10,,,,7,,,,'],
    ['each record', '合计,,7,,,,7,,,,'],
    ['records', '合计,共2笔,,,,,7,,,,'],
    ['rows', '合计,共3笔,,,,,7,,,,'],
  ])('a total may count %s', async (_, total) => {
    const { stopped, records } = await details(total);
    expect([stopped, records.map(({ faults }) => faults)]).toEqual([undefined, [[], []]]);
  });

  it('a total of the details must be of all', async () => {
    expect((await details('合计,,10,,,,10,,,,')).stopped).toBe(
      'row 5 says a total of 10 in the column "发放金额", the rows above add up to 7',
    );
  });
});

describe('in a table of updates or removes', () => {
  it('the id is the person', async () => {
    const { facts, records } = await readTable(
      'lump_sum_payment.batch_remove',
      '记录ID,原因\n7,a\n8,\n合计,共2笔\n,制表人：李四\n',
    );
    expect(records.map(({ record }) => record)).toEqual([{ id: '7', reason: 'a' }, { id: '8' }]);
    expect(facts?.passed_over?.rows.map(({ row: at }) => at)).toEqual([4, 5]);
  });

  it('a row with an id alone is a record', async () => {
    const { records } = await readTable('lump_sum_payment.batch_remove', 'id,reason\n7,a\nabc,\n');
    expect(records).toHaveLength(2);
  });
});
