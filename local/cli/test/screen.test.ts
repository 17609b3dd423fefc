import { describe, expect, it } from 'vitest';

import type { Language } from '../../language.ts';
import { widthOf } from '../screen/outside-text.ts';
import { createScreen } from '../screen/screen.ts';
import { table } from '../screen/table.ts';
import { say } from '../words/say.ts';

describe('progress', () => {
  it('is a bar in one line on a terminal, cleared before the next sentence', () => {
    const { written, screen } = aScreen({ isTTY: true });
    screen.progress('5 of 10 calls done', 5, 10);
    screen.say('done');
    expect(written.join('')).toBe(
      `\r\u001B[K  ${'█'.repeat(15)}${'░'.repeat(15)} 5 of 10 calls done\r\u001B[Kdone\n`,
    );
  });

  it('is a plain line every other second elsewhere', () => {
    const { written, screen, clock } = aScreen({ isTTY: false });
    for (let done = 0; done < 50; done += 1) {
      screen.progress(`${done} of 50 calls done`, done, 50);
      clock.nowMs += 100;
    }
    expect(written).toEqual(['  20 of 50 calls done\n', '  40 of 50 calls done\n']);
  });
});

it('columns stand below one another, Chinese names or not', () => {
  const columns = [{ title: 'who' }, { title: 'amount', right: true }];
  expect(
    table(
      columns,
      [
        ['张伟', '2000.00'],
        ['Ann', '50'],
      ],
      'en',
    ),
  ).toEqual(['who    amount', '张伟  2000.00', 'Ann        50']);
});

it('columns stand below one another with sentences in them, in either language', () => {
  const columns = [{ title: say('summary.column_file') }, { title: say('summary.column_rows'), right: true }];
  const rows = [
    ['bonus.csv', '3'],
    [say('status.unclear'), say('result.rows', { numbers: '3–4' })],
  ];
  expect(table(columns, rows, 'en')).toEqual([
    'file           rows',
    'bonus.csv         3',
    'unclear    rows 3–4',
  ]);
  expect(table(columns, rows, 'zh')).toEqual([
    '文件            行数',
    'bonus.csv          3',
    '待核对     第 3–4 行',
  ]);
  for (const line of table(columns, rows, 'zh')) expect(widthOf(line)).toBe(20);
});

describe('a screen', () => {
  it.each([
    ['en', '  a\\u{1b}[2J.csv is empty\n'],
    ['zh', '  a\\u{1b}[2J.csv 是空的\n'],
  ] as const)('says a sentence in %s, and nothing in it controls the terminal', (language, line) => {
    const { written, screen } = aScreen({ isTTY: true }, language);
    screen.say(say('input.empty', { file: 'a\u001B[2J.csv' }), 2);
    expect(written).toEqual([line]);
  });

  it('says a sentence within a sentence in the same language', () => {
    const { written, screen } = aScreen({ isTTY: false }, 'zh');
    screen.say(say('home.unusable', { out: 'out', why: say('machine.disk_full', { code: 'ENOSPC' }) }));
    expect(written).toEqual(['--out out：磁盘已满（ENOSPC）\n']);
  });
});

function aScreen({ isTTY }: { readonly isTTY: boolean }, language: Language = 'en') {
  const written: string[] = [];
  const clock = { nowMs: 0 };
  const out = { isTTY, write: (text: string) => written.push(text) };
  return { written, clock, screen: createScreen(out, () => clock.nowMs, language) };
}
