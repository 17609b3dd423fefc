// The command in Chinese, by --language or by the locale: samples, help, faults, what a person is asked, and reports. What a
// program reads stays in no language.

import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { startSandbox } from '../../sandbox/start.ts';
import { widthOf } from '../screen/outside-text.ts';
import { bonusFile, create } from './bonus-file.ts';
import { aPlace, payferry, type Place } from './payferry-process.ts';
import { environmentOf } from './sandbox-environment.ts';
import { reportOf, reportsIn } from './rows-in-reports.ts';

const chinese = { LANG: 'zh_CN.UTF-8' };

describe('payferry in Chinese', { timeout: 120_000 }, () => {
  it('carries the samples, and all of them end as they should', async () => {
    await using place = await aPlace();
    const { code, stdout, stderr } = await place.run([], chinese);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('1. november-bonuses.csv：24 笔奖金，其中有几处常见的错误');
    expect(stdout).toMatch(/被拒绝 {2}第 15–16 行 .*总金额是 2000\.00，但各条明细合计为 1999\.50/);
    expect(stdout).toMatch(/被拒绝 {2}第 20 行 .*员工不在奖金项规则适用范围之内（21270217）。请换用/);
    expect(stdout).toMatch(/november-bonuses\.csv +28 +24 +17 笔已录入 +0 +7 +0 +被拒绝：第 14、/);
    expect(stdout).toContain('所有文件的结果都符合预期');
    for (const table of tablesIn(stdout)) expect(new Set(table.map(widthOf)).size).toBe(1);
  });

  it.each([
    [['--language', 'zh'], {}, '每个命令都可以加 --language en|zh'],
    [['sandbox', '--help'], chinese, '监听端口'],
  ])('tells its help: %j', async (args, environment, sentence) => {
    await using place = await aPlace();
    const { code, stdout, stderr } = await place.payferry(args, environment);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain(sentence);
    expect(stdout.split('\n').filter((line) => widthOf(line) > 120)).toEqual([]);
  });

  it('keeps the help within a narrow terminal', async () => {
    await using place = await aPlace();
    const line = `stty cols 80; '${process.execPath}' '${payferry}' carry --help --language zh`;
    const { stdout } = await place.program('script', ['-qec', line, '/dev/null']).ended;
    expect(stdout).toContain('只检查文件并出具报告，不提交');
    expect(stdout.split('\r\n').filter((each) => widthOf(each) > 80)).toEqual([]);
  });

  it.each([
    [['cary'], '命令“cary”无法识别，是不是“carry”？'],
    [['carry', 'a.csv', ...create], '找不到文件 a.csv'],
    [['sandbox', '--port', 'http'], '沙箱：--port 应为 0 到 65535 之间的整数，而不是“http”'],
  ])('refuses %j with a sentence', async (args, sentence) => {
    await using place = await aPlace();
    const { code, stdout, stderr } = await place.payferry(args, chinese);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(sentence);
    expect(stderr).toContain('--help');
  });

  it('shows a live service what would be sent, and asks at the terminal', async () => {
    await using place = await aPlace();
    await using sandbox = await startSandbox();
    await writeFile(join(place.dir, 'bonus.csv'), bonusFile([{}, {}]));
    const carry = ['carry', 'bonus.csv', ...create, '--live'];
    const no = await atTerminal(place, carry, 'no', { ...environmentOf(sandbox), ...chinese });
    expect(no.code).toBe(3);
    expect(no.stdout.replaceAll(/ {2,}/g, ' | ')).toContain(
      [
        '尚未提交任何记录。将要提交：',
        ` | 地址 | ${sandbox.baseUrl}`,
        ` | 应用 | ${sandbox.appId}`,
        ' | 文件 | 操作 | 记录数 | 将提交 | 合计（含被拒绝的行）',
        ' | bonus.csv | lump_sum_payment.batch_create | 2 | 2 | 20.00（币种 6863329932261459464）',
      ].join('\r\n'),
    );
    expect(no.stdout).toContain('没有提交任何记录。');
    expect(await sandbox.records()).toEqual([]);
    const yes = await atTerminal(place, carry, 'yes', { ...environmentOf(sandbox), ...chinese });
    expect(yes.code).toBe(0);
    expect(await sandbox.records()).toHaveLength(2);
  });

  it.each([
    ['the locale', [], chinese, '总金额是 11.00，但各条明细合计为 10.00'],
    ['--language', ['--language', 'zh'], {}, '总金额是 11.00，但各条明细合计为 10.00'],
    ['an option of the file before that', ['--option', 'language=en'], chinese, 'total_amount is 11.00, but'],
  ])('reports in the language of %s', async (_, flags, environment, message) => {
    await using place = await aPlace();
    const bonuses = [{ total: '11.00' }, {}, {}, {}, {}, {}];
    await writeFile(join(place.dir, 'bonus.csv'), bonusFile(bonuses));
    const { code } = await place.payferry(['carry', 'bonus.csv', ...create, ...flags], environment);
    expect(code).toBe(1);
    const [job = ''] = await reportsIn(place.out);
    expect(await readFile(join(place.out, 'reports', job, 'failed.csv'), 'utf8')).toContain(message);
    expect(await reportOf(place.out, job)).toMatchObject({ state: 'complete_with_errors' });
  });
});

describe('payferry in English', () => {
  it('is what a Chinese machine gets that asks for it', async () => {
    await using place = await aPlace();
    const { stderr } = await place.payferry(['cary', '--language', 'en'], chinese);
    expect(stderr).toContain('nobody knows the command "cary", is it carry?');
  });
});

/** The lines of each table of the summary: those with the title 文件 at their beginning, and those below it. Cut before the last column. */
function tablesIn(stdout: string): readonly (readonly string[])[] {
  const lines = stdout.split('\n');
  const at = lines.findIndex((line) => /^文件 +行数 /.test(line));
  const title = lines[at] ?? '';
  const columns = widthOf(title.slice(0, title.indexOf('原因')));
  return [lines.slice(at, at + 7).map((line) => upTo(line, columns))];
}

function upTo(line: string, columns: number): string {
  let text = '';
  for (const character of line) if (widthOf(text + character) <= columns) text += character;
  return text.padEnd(text.length + columns - widthOf(text));
}

/** Runs the command at a terminal of `script` (util-linux), and types the answer to its question. */
async function atTerminal(
  place: Place,
  args: readonly string[],
  answer: string,
  environment: Readonly<Record<string, string>>,
) {
  const line = [process.execPath, payferry, ...args].map((word) => `'${word}'`).join(' ');
  const terminal = place.program('script', ['-qec', line, '/dev/null'], environment, {
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  await terminal.said('输入 yes：');
  terminal.child.stdin?.write(`${answer}\n`);
  return terminal.ended;
}
