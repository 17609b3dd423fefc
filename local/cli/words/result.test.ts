// Why a row did not go through, as the terminal says it in Chinese: Feishu's sentences come in English.

import { expect, it } from 'vitest';

import { render } from './render.ts';
import { say } from './say.ts';

const known = { en: 'No data', zh: '没有数据', advice: { en: 'Look.', zh: '请核对。' } };

it.each([
  ["Feishu's sentence about the code", 'No data', known, '没有数据（9）。请核对。'],
  ["another of Feishu's sentences", 'row 1: no', known, '没有数据（9，row 1: no）。请核对。'],
  ['a sentence that is Chinese already', '没有这条记录', known, '没有这条记录（9）。请核对。'],
  ['a code that nobody knows', 'No data', undefined, 'No data（9）'],
])('tells %s', (_, message, words, told) => {
  expect(render(say('result.why', { message, code: 9, known: words }), 'zh')).toBe(told);
});

it('has no brackets where Feishu gave no code', () => {
  const facts = { message: '第 2 行：x', code: undefined, known: undefined };
  expect(render(say('result.why', facts), 'zh')).toBe('第 2 行：x');
});
