import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { widthOf } from './outside-text.ts';
import { wrapped } from './wrap.ts';

describe('text in lines', () => {
  it.each([
    ['none of its words is cut', 13, ['none of its', 'words is cut']],
    [
      'a path like …/lump_sum_payment/batch_create stays whole',
      12,
      ['a path like', '…/lump_sum_payment/batch_create', 'stays whole'],
    ],
    ['', 10, ['']],
    ['报告和快照的目录', 8, ['报告和快', '照的目录']],
    ['只检查文件，不提交', 10, ['只检查文', '件，不提交']],
    ['详见（docs/run.md）一页', 8, ['详见', '（docs/run.md）', '一页']],
    ['默认 out：目录', 10, ['默认 out：', '目录']],
  ])('%j in %i columns', (text, width, lines) => {
    expect(wrapped(text, width)).toEqual(lines);
  });

  it('is whole, breaks before no closing mark, and is wider than asked only where it cannot be broken', () => {
    const unit = fc.constantFrom('文', '件，', '（文a）', '“文件”', 'a/b-c', ' ', '…/d', '。）');
    const unbroken = /^[“（]*(?:[^\p{Script=Han} “（]+|\p{Script=Han})[，。）”]*$/u;
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 40 }), fc.integer({ min: 4, max: 30 }), (end, width) => {
        const text = `文${end}`;
        const lines = wrapped(text, width);
        expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
        for (const line of lines) if (widthOf(line) > width) expect(line).toMatch(unbroken);
        for (const [at, line] of lines.entries())
          if (/^[，。）”]/u.test(line)) expect(text).toContain(`${at === 0 ? '' : ' '}${line}`);
      }),
    );
  });
});
