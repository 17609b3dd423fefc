import { describe, expect, it } from 'vitest';

import { joinChinese } from './join-chinese.ts';

describe('Chinese text with facts', () => {
  it.each([
    ['列', '空', '是列，空的空列'],
    ['id', 'x', '是 id，x 的 x id'],
    ['“id”', '（空）', '是“id”，（空）的（空）“id”'],
    ['"id"', '7', '是 "id"，7 的 7 "id"'],
  ])('has its blanks where they belong: %s, %s', (one, other, text) => {
    expect(joinChinese`是 ${one}，${other}的${other} ${one}`).toBe(text);
    expect(joinChinese`是${one}，${other} 的 ${other} ${one}`).toBe(text);
  });

  it('keeps what stands between two Latin facts', () => {
    expect(joinChinese`${20}%、${'L'}-${7}`).toBe('20%、L-7');
    expect(joinChinese`是 ${''}，${'x'}${''}`).toBe('是，x');
  });
});
