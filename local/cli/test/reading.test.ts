// What a person sees of how a table was read: before it is sent, and where it is only checked.

import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { create } from './bonus-file.ts';
import { aPlace, type Place } from './payferry-process.ts';

const given = ['--option', 'default.发放方式=with_salary'];

describe('a table with a title, departments, a total and a signature', { timeout: 120_000 }, () => {
  it('is told as it was read by check, in Chinese', async () => {
    await using place = await aPlace();
    await writeTable(place);
    const check = ['check', '奖金.csv', ...create, ...given, '--language', 'zh'];
    const { code, stdout } = await place.payferry(check);
    expect(code).toBe(0);
    expect(stdout).toContain(
      [
        '奖金.csv 的读取情况：',
        '  表头在第 2 行，上方内容："2026年11月绩效奖金发放表"',
        '  未读取的列："姓名"、"部门"',
        '  跳过 2 行：第 5 行（合计行，核对一致）、第 6 行（只填了不读取的列）',
        '  由其他列得出：总金额、发放次数',
        '  所有记录统一取值：发放方式为随工资发放',
        '',
      ].join('\n'),
    );
  });

  it('is told by carry before the file, with the amounts that follow from others', async () => {
    await using place = await aPlace();
    await writeTable(place);
    const { code, stdout } = await place.payferry(['carry', '奖金.csv', ...create, ...given]);
    expect(code).toBe(0);
    const [told, file] = [stdout.indexOf('奖金.csv was read like this:'), stdout.indexOf('奖金.csv: lump')];
    expect(told).toBeGreaterThan(-1);
    expect(file).toBeGreaterThan(told);
    expect(stdout).toContain('  worked out from other columns: Total amount, Number of issuances\n');
    expect(stdout).toMatch(/paid +row 3 .*b-1 +2000\.00 CNY/);
    expect(stdout).toMatch(/paid +row 4 .*b-2 +1500\.50 CNY/);
  });
});

async function writeTable({ dir }: Place): Promise<void> {
  const row = (number: number, name: string, amount: string) =>
    `${name},销售部,b-${number},e0000${number},"${amount}",6863329932261459464,7411039006180312620,0,应发放,2026/12/10,2026/11/20`;
  const lines = [
    '2026年11月绩效奖金发放表,,,,,,,,,,',
    '姓名,部门,唯一标识,员工ID,发放金额,币种ID,薪酬项ID,绑定期,发放状态,发放日期,申请发放日期',
    row(1, '张三', '2,000.00'),
    row(2, '李四', '1,500.50'),
    '合计,,,,"3,500.50",,,,,,',
    '制表人：王芳,,,,,,,,,,',
    '',
  ];
  await writeFile(join(dir, '奖金.csv'), lines.join('\r\n'));
}
