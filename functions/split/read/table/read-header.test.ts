import { describe, expect, it } from 'vitest';

import type { TableOperation } from '../../../../shared/feishu/titles/operation-table.ts';
import { render } from '../../../../shared/words/render.ts';
import { tableOperation } from '../../../../test/table-operation.ts';
import { StopFile } from '../stop-file.ts';
import { readHeader } from './read-header.ts';
import { KnownTitles } from './titles/known-titles.ts';

const lumpSumCreate = tableOperation('lump_sum_payment.batch_create');
const lumpSumRemove = tableOperation('lump_sum_payment.batch_remove');

const needed = [
  'unique_id',
  'user_id',
  'total_amount',
  'binding_period',
  'currency_id',
  'issuance_frequency',
  'item_id',
];
const inner = ['issuance_amount', 'issuance_status', 'issuance_way', 'issuance_time', 'belong_time'];
const inOneRow = [...needed, ...inner.map((name) => `details.1.${name}`)];
const inRows = [...needed, ...inner.map((name) => `details.${name}`)];

const read = (cells: readonly string[], operation: TableOperation = lumpSumCreate) =>
  readHeader({ operation, known: new KnownTitles(operation), given: [] }, { row: 1, cells });

function fault(cells: readonly string[], operation?: TableOperation): string {
  try {
    read(cells, operation);
    return 'none';
  } catch (error) {
    if (error instanceof StopFile) return render(error.said, 'en');
    throw error;
  }
}

describe('a header', () => {
  it('with all that is needed goes through, in any order, blanks around names aside', () => {
    expect(fault(inOneRow)).toBe('none');
    expect(fault(inRows.toReversed())).toBe('none');
    expect(fault(inOneRow.map((name) => ` ${name} `))).toBe('none');
    expect(fault(['id'], lumpSumRemove)).toBe('none');
    expect(fault(['reason', 'id', '_note'], lumpSumRemove)).toBe('none');
  });

  it.each([
    ['usr_id', 'nobody knows the column "usr_id", is it user_id?; the column user_id (员工ID) is missing'],
    ['user-id', 'nobody knows the column "user-id", is it user_id?; the column user_id (员工ID) is missing'],
    ['员工', 'nobody knows the column "员工"; the column user_id (员工ID) is missing'],
    ['', 'column 2 has no name; the column user_id (员工ID) is missing'],
    ['item_id', 'the column "item_id" stands there twice; the column user_id (员工ID) is missing'],
  ])('with %j for user_id is refused by name', (name, sentence) => {
    expect(fault(inOneRow.map((column) => (column === 'user_id' ? name : column)))).toBe(
      `the header (row 1) is wrong: ${sentence}`,
    );
  });

  it.each([
    ['details.2.issuance_wy', 'details.2.issuance_way'],
    ['details.issuance_amout', 'details.issuance_amount'],
    ['remarx', 'remark'],
    ['binding_period_decimals', 'binding_period_decimal'],
  ])('with %s besides is refused, and told of %s', (name, meant) => {
    expect(fault([...inOneRow, name])).toBe(
      `the header (row 1) is wrong: nobody knows the column ${JSON.stringify(name)}, is it ${meant}?`,
    );
  });

  it.each([
    'details',
    '明细',
    'details.0.issuance_way',
    'details.01.issuance_way',
    'details.1.issuance_way.x',
    'user_id.x',
    'details.1',
  ])('with %s besides is refused', (name) => {
    expect(fault([...inOneRow, name])).toContain('nobody knows the column');
  });

  it.each(['__proto__x', 'constructor', 'toString', '__proto__'])('with %s besides goes through', (name) => {
    const { unknown, besidePay } = read([...inOneRow, name]);
    expect([...unknown, ...besidePay]).toEqual([{ at: inOneRow.length, title: name }]);
  });

  it('that mixes the two forms of details is refused', () => {
    expect(fault([...inOneRow, 'details.issuance_way'])).toContain(
      'details stand in one row (details.1.…) or in a row each (details.…), not both',
    );
  });

  it('without columns for details is refused with each column that they need and that does not follow', () => {
    const titles = {
      issuance_status: '发放状态',
      issuance_way: '发放方式',
      issuance_time: '发放日期',
      belong_time: '申请发放日期',
    };
    const missing = Object.entries(titles).map(
      ([name, title]) => `the column details.${name} (${title}) is missing`,
    );
    expect(fault(needed)).toBe(`the header (row 1) is wrong: ${missing.join('; ')}`);
  });

  it('with more than ten faults is refused with ten of them', () => {
    const unknown = Array.from({ length: 30 }, (_, index) => `details.1.x${index}`);
    const told = unknown.slice(0, 10).map((name) => `nobody knows the column "${name}"`);
    expect(fault([...inOneRow, ...unknown])).toBe(
      `the header (row 1) is wrong: ${told.join('; ')}; and 20 more`,
    );
  });

  it('with one name many times is refused with one fault', () => {
    expect(fault([...inOneRow, 'remark', 'remark', 'remark'])).toBe(
      'the header (row 1) is wrong: the column "remark" stands there twice',
    );
  });

  it('with a very long name is refused with the beginning of the name', () => {
    expect(fault(['x'.repeat(1_000_000)], lumpSumRemove)).toContain('x…" (1000000 characters)');
  });

  it.each([';', ',', '\t', '|'])('that is one cell with %j in it names the delimiters', (separator) => {
    expect(fault([['id', 'reason'].join(separator)], lumpSumRemove)).toBe(
      `the header (row 1) is wrong: its cells seem to be parted by ${JSON.stringify(separator)}: CSV has commas, TSV has tabs`,
    );
  });

  it('has a thousand details at most, in the order of their numbers', () => {
    expect(fault([...inOneRow, 'details.1000.issuance_way'])).toBe('none');
    expect(fault([...inOneRow, 'details.1001.issuance_way'])).toContain('nobody knows the column');
    const numbers = [10, 2, 1000, 1];
    const columns = numbers.flatMap((number) => inner.map((name) => `details.${number}.${name}`));
    const [details] = read([...needed, ...columns]).lists;
    expect(details?.elements.map(({ path }) => path)).toEqual([
      'details.1',
      'details.2',
      'details.10',
      'details.1000',
    ]);
  });

  it('that is the first row of records says what it is not', () => {
    expect(fault(['b-1', 'ou_1'], lumpSumRemove)).toContain(
      'nobody knows the column "b-1"; nobody knows the column "ou_1"; the column id (一次性支付记录ID) is missing',
    );
  });
});
