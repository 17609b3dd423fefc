// docs/zh/prepare.md and docs/zh/result.md say what the program does: their examples are read by split, and their words are those of
// the terminal.

import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';

import { beforeAll, describe, expect, it } from 'vitest';

import { statusWord } from '../../local/cli/screen/status-words.ts';
import { render } from '../../local/cli/words/render.ts';
import { statuses } from '../../shared/job/outcomes.ts';
import { isJsonObject, type JsonObject } from '../../shared/values/json.ts';
import { readTable, type TableRead } from '../read-table.ts';
import { tableOperation } from '../table-operation.ts';

const pages = resolve(import.meta.dirname, '../../docs/zh');
const [lumpSum, recurring] = ['lump_sum_payment.batch_create', 'recurring_payment.batch_create'];
let [prepare, result] = ['', ''];

beforeAll(async () => {
  const read = (name: string) => readFile(resolve(pages, name), 'utf8');
  [prepare, result] = await Promise.all([read('prepare.md'), read('result.md')]);
});

function section(page: string, heading: string): string {
  const found = page.split(/^## /m).find((text) => text.startsWith(`${heading}\n`));
  if (found === undefined) throw new Error(`no section ${heading}`);
  return found;
}

/** The cells of the rows of all tables, without the code marks of Markdown; heads are among them. */
function rowsIn(text: string): readonly (readonly string[])[] {
  const lines = text.split('\n').filter((line) => line.startsWith('| ') && !line.startsWith('| ---'));
  return lines.map((line) =>
    line
      .slice(2, -2)
      .split(' | ')
      .map((cell) => cell.replaceAll('`', '')),
  );
}

function blocksIn(text: string, language: string): readonly string[] {
  return [...text.matchAll(new RegExp(`^ *\`\`\`${language}\\n([^]*?)^ *\`\`\`$`, 'gm'))].map(
    ([, block = '']) => block.trim(),
  );
}

const good: Readonly<Record<string, string>> = {
  唯一标识: 'bonus-1',
  员工ID: 'e00023',
  薪酬项ID: '7411039006180312620',
  币种ID: '6863329932261459464',
  总金额: '1500',
  绑定期: '0',
  发放状态: '应发放',
  发放方式: '随工资发放',
  发放日期: '2026-12-31',
  申请发放日期: '2026-01-01',
};

function ofCells(cells: Readonly<Record<string, string>>): Promise<TableRead> {
  const lines = [Object.keys(cells), Object.values(cells)].map((line) =>
    line.map((cell) => `"${cell}"`).join(','),
  );
  return readTable(lumpSum, lines.join('\n'), { language: 'zh' });
}

function detailsOf(record: JsonObject | undefined): readonly JsonObject[] {
  return Array.isArray(record?.['details']) ? record['details'].filter(isJsonObject) : [];
}

describe('prepare.md', () => {
  it('has a header to copy for each kind of payment, and both are read', async () => {
    const headers = blocksIn(section(prepare, '从空白工作簿开始'), '').filter((text) => text.includes('\t'));
    expect(headers).toHaveLength(2);
    for (const [at, header] of headers.entries()) {
      const read = await readTable(at === 0 ? lumpSum : recurring, header.replaceAll('\t', ','));
      expect(read.stopped).toBeUndefined();
    }
  });

  it('has examples of details: both are the same record, and nothing is wrong with it', async () => {
    const blocks = blocksIn(section(prepare, '一笔分几次发'), 'csv');
    const reads = await Promise.all(blocks.map((csv) => readTable(lumpSum, csv, { language: 'zh' })));
    const [first, second] = reads.map(({ records }) => records);
    expect(
      reads.flatMap(({ stopped, records }) => [stopped, ...records.map(({ faults }) => faults)]),
    ).toEqual([undefined, [], undefined, []]);
    expect(detailsOf(first?.[0]?.record)).toHaveLength(2);
    expect(second?.[0]?.record).toEqual(first?.[0]?.record);
  });

  it.each([
    ['金额', '总金额', (read: TableRead) => read.records[0]?.record?.['total_amount']],
    ['日期', '发放日期', (read: TableRead) => detailsOf(read.records[0]?.record)[0]?.['issuance_time']],
  ] as const)('tells of each cell under %s what becomes of it', async (heading, column, valueOf) => {
    const rows = rowsIn(section(prepare, heading)).filter(([cell = '']) => !cell.startsWith('这样写'));
    const isReason = (text = '') => /[\u4E00-\u9FFF]/.test(text);
    for (const [cell = '', outcome = ''] of rows) {
      const read = await ofCells({ ...good, [column]: cell });
      const faults = read.records.flatMap((each) => each.faults);
      if (isReason(outcome)) expect(faults.join('\n'), cell).toContain(outcome);
      else expect([faults, valueOf(read)], cell).toEqual([[], outcome]);
    }
    expect(rows.filter(([, outcome]) => isReason(outcome)).length).toBeGreaterThan(4);
    expect(rows.filter(([, outcome]) => !isReason(outcome)).length).toBeGreaterThan(3);
  });

  it.each([
    '序号',
    '姓名',
    '工号',
    '部门',
    '岗位',
    '职级',
    '成本中心',
    '入职日期',
    '_考核系数',
    '实发金额',
    '税后',
    '扣款',
    '个税',
    '社保',
    '申请发放曰期',
    '总金额（万元）',
    '奖金金额',
    '考核系数',
  ])('tells what becomes of a column 「%s」', async (title) => {
    const rows = rowsIn(section(prepare, '多出来的列'));
    const named = rows.filter(([cell = '']) => cell.split(/[、「」，\s和等]|一类/).includes(title));
    expect(named).toHaveLength(1);
    const [, told = ''] = named[0] ?? [];
    const { stopped, facts } = await ofCells({ ...good, [title]: 'x' });
    expect(told.startsWith('整个文件被拒绝')).toBe(stopped !== undefined);
    expect(told.includes('先看一眼')).toBe((facts?.hold.length ?? 0) > 0);
  });

  it('names the columns that are required: without one of them the file is stopped', async () => {
    const rows = rowsIn(section(prepare, '每一列填什么').split('经常性支付：')[0] ?? '').slice(1);
    expect(rows.length).toBeGreaterThan(10);
    for (const [title = '', need = ''] of rows) {
      const without = Object.fromEntries(Object.entries(good).filter(([name]) => name !== title));
      const cells = title === '总金额' ? { ...without, 发放金额: '1500' } : without;
      const { stopped, records } = await ofCells(cells);
      expect(stopped !== undefined, `${title}: ${stopped}`).toBe(need.startsWith('是'));
      if (stopped === undefined) expect(records[0]?.faults, title).toEqual([]);
    }
  });
});

describe('result.md', () => {
  it('has each status with its word and its file, and no other', () => {
    const rows = rowsIn(section(result, '每一笔的结果')).slice(1);
    const inCode = Object.entries(statuses).map(([status, { file }]) => {
      const names = ['lump_sum_payment', 'recurring_payment'].flatMap((resource) =>
        ['batch_create', 'batch_update', 'batch_remove'].map((action) => `${resource}.${action}`),
      );
      const operations = names.map(tableOperation).filter(({ done }) => !isDone(status) || done === status);
      const words = operations.map((operation) => render(statusWord(status, operation), 'zh'));
      return [[...new Set(words)].join('、'), status, file];
    });
    const onPage = rows.map(([word, status, file]) => [word, status, file]);
    expect(new Set(onPage.map(String))).toEqual(new Set(inCode.map(String)));
  });
});

function isDone(status: string): boolean {
  return status === 'created' || status === 'updated' || status === 'removed';
}
