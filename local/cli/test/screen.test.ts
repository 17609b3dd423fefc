import { describe, expect, it } from 'vitest';

import { createScreen } from '../screen/screen.ts';
import { table } from '../screen/table.ts';

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
    table(columns, [
      ['张伟', '2000.00'],
      ['Ann', '50'],
    ]),
  ).toEqual(['who    amount', '张伟  2000.00', 'Ann        50']);
});

function aScreen({ isTTY }: { readonly isTTY: boolean }) {
  const written: string[] = [];
  const clock = { nowMs: 0 };
  const out = { isTTY, write: (text: string) => written.push(text) };
  return { written, clock, screen: createScreen(out, () => clock.nowMs) };
}
