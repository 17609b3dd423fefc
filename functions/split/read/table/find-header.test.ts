import { describe, expect, it } from 'vitest';

import { readTable } from '../../../../test/read-table.ts';

const create = 'recurring_payment.batch_create';
const header = '唯一标识,员工ID,薪酬项ID,每次发放金额,发放开始日期,发放结束日期,币种ID,发放方式,发放频率';
const row = (id: string) => `${id},ou_1,7,20.00,2026-12-01,2027-11-30,1,随工资发放,月`;
const lines = (...all: readonly string[]) => all.join('\n');

describe('the header', () => {
  it.each([1, 7, 100_000])(
    'may stand below other rows, which are listed, in chunks of %i bytes',
    async (chunkBytes) => {
      const above = [
        '2026年11月补贴发放表,,,,,,,,',
        '制表单位：人力资源部,,,,,,,,',
        '员工信息,,,发放信息,,,,,',
      ];
      const { records, facts, stopped } = await readTable(
        create,
        lines(...above, '', header, row('a'), row('b')),
        { chunkBytes },
      );
      expect(stopped).toBeUndefined();
      expect(records.map(({ rows, record, faults }) => [rows, record?.unique_id, faults])).toEqual([
        [[6], 'a', []],
        [[7], 'b', []],
      ]);
      expect(facts).toMatchObject({
        header_row: 5,
        header: header.split(','),
        above_header: ['2026年11月补贴发放表', '制表单位：人力资源部', '员工信息 发放信息'],
      });
    },
  );

  it('may have a word above it that is a title', async () => {
    const { records, facts } = await readTable(create, lines('备注,只发在职人员,,,,,,,', header, row('a')));
    expect(facts?.header_row).toBe(2);
    expect(records).toMatchObject([{ rows: [3], faults: [] }]);
  });

  it('may stand in row 20, and not below it', async () => {
    const title = ['补贴'];
    const at = async (row20: number) => {
      const above = Array.from({ length: row20 - 1 }, (_, index) => (index === 0 ? title.join() : ''));
      return readTable(create, lines(...above, header, row('a')));
    };
    expect((await at(20)).records).toMatchObject([{ rows: [21], faults: [] }]);
    expect((await at(21)).stopped).toMatch(
      /^the header \(row 1\) is wrong: nobody knows the column "补贴"; the column unique_id/,
    );
  });

  it.each([65_536, 1_000_000_000])(
    'is not looked for behind millions of characters, in chunks of %i bytes',
    async (chunkBytes) => {
      const { stopped } = await readTable(
        create,
        lines(`${'x'.repeat(3_500_000)},`, `${'y'.repeat(3_500_000)},`, ',', header),
        { chunkBytes },
      );
      expect(stopped).toMatch(/^the header \(row 1\) is wrong/);
    },
  );

  it('that stands there twice stops the file', async () => {
    expect((await readTable(create, lines(header, row('a'), header, row('b')))).stopped).toBe(
      'rows 1 and 3 have the same number of known titles: which is the header? Leave one of them',
    );
  });

  it("with the API's names below titles stops the file, if as many are known", async () => {
    const names =
      'unique_id,user_id,item_id,each_amount,start_date,end_date,currency_id,issuance_type,issuance_period';
    expect((await readTable(create, lines(header, names, row('a')))).stopped).toBe(
      'rows 1 and 2 have the same number of known titles: which is the header? Leave one of them',
    );
  });

  it('with wrong titles is told by its own row', async () => {
    const wrong = header.replace('员工ID', '职工ID');
    expect((await readTable(create, lines('补贴,', wrong, row('a')))).stopped).toBe(
      'the header (row 2) is wrong: nobody knows the column "职工ID", is it 员工ID?; the column user_id (员工ID) is missing',
    );
    expect((await readTable(create, lines('补贴,', wrong, row('a')), { language: 'zh' })).stopped).toBe(
      '表头（第 2 行）有误：列 "职工ID" 无法识别，是不是“员工ID”？缺少“员工ID”列',
    );
  });

  it('of one column is the first row', async () => {
    const remove = 'lump_sum_payment.batch_remove';
    expect((await readTable(remove, lines('记录ID', '7', '8'))).records.map(({ record }) => record)).toEqual([
      { id: '7' },
      { id: '8' },
    ]);
    expect((await readTable(remove, lines('id,_note', '7,x'))).records).toMatchObject([
      { record: { id: '7' } },
    ]);
    expect((await readTable(remove, lines('7', '8'))).stopped).toBe(
      'the header (row 1) is wrong: nobody knows the column "7"; the column id (一次性支付记录ID) is missing',
    );
  });

  it('is told by its separator where all stands in one cell', async () => {
    expect((await readTable(create, lines(header.replaceAll(',', ';'), 'a;b'))).stopped).toBe(
      'the header (row 1) is wrong: its cells seem to be parted by ";": CSV has commas, TSV has tabs',
    );
  });

  it.each(['', '\n\n'])('of no row at all is an empty file', async (csv) => {
    expect((await readTable(create, csv)).stopped).toBe('the file is empty');
  });
});

describe('other columns', () => {
  it('that stand beside pay are passed over and listed, unknown ones are a reason to look', async () => {
    const { facts, records } = await readTable(
      create,
      lines(`序号,姓名,${header},部门,_备查,开户行,币种`, `1,张三,${row('a')},销售部,x,招行,人民币`),
    );
    expect(records).toMatchObject([{ faults: [], isRaw: true }]);
    expect(Object.keys(records[0]?.record ?? {})).toEqual([
      'unique_id',
      'user_id',
      'item_id',
      'each_amount',
      'start_date',
      'end_date',
      'currency_id',
      'issuance_type',
      'issuance_period',
    ]);
    expect(facts?.ignored_columns).toEqual(['序号', '姓名', '部门', '_备查', '开户行', '币种']);
    expect(facts?.hold).toEqual([
      {
        kind: 'columns',
        say: {
          say: 'table.columns_unknown',
          with: { columns: [{ text: '开户行' }, { text: '币种' }], more: 0 },
        },
      },
    ]);
  });

  it('without a title must be empty', async () => {
    const spare = (cell: string) =>
      readTable(create, lines(`${header},`, `${row('a')},`, `${row('b')},${cell}`));
    expect((await spare(' ')).records).toMatchObject([{ faults: [] }, { faults: [] }]);
    expect((await spare('5')).stopped).toBe(
      'column 10 has no title, and holds "5" in row 3: give it a title, or empty it',
    );
  });

  it('of money stop the file', async () => {
    expect((await readTable(create, lines(`${header},实发金额`, `${row('a')},20.00`))).stopped).toBe(
      'the header (row 1) is wrong: the column "实发金额" holds money that would not be paid as it stands: take it out, or begin its title with _ if it is a note',
    );
  });
});
