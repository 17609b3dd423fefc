import { describe, expect, it } from 'vitest';

import { outcomesPage } from '../docs/outcomes-page.ts';
import { queryOperations } from '../shared/feishu/operations/queries.ts';
import { writeOperations } from '../shared/feishu/operations/writes.ts';
import { lumpSumCreate } from '../shared/feishu/operations/lump-sum-create.ts';
import { recordWords } from '../shared/words/codes/words-of-codes.ts';
import { documented } from './documented/index.ts';

const page = outcomesPage(writeOperations, queryOperations);
const rows = page.split('\n').filter((line) => line.startsWith('|'));

describe('the page of outcomes', () => {
  it.each(documented)('holds every code of $name in both languages, with what to do', ({ codes }) => {
    for (const { code, en, zh } of codes) {
      expect(
        rows.some((row) => row.startsWith(`| ${code} | ${en} | ${zh} | `)),
        `${code}`,
      ).toBe(true);
    }
  });

  it.each(documented)('links the page of $name', ({ name }) => {
    expect(page).toContain(`[${name}](https://open.feishu.cn/document/`);
  });

  it.each([2290001, 2290002, 99991400, 99991663, 99991672, 99992351, 10014])(
    'holds %i, a code of calls',
    (code) => {
      expect(rows.some((row) => row.startsWith(`| ${code} | `))).toBe(true);
    },
  );

  it('a new operation with its own codes gets a section of its own', () => {
    const codes = [7];
    const words = { 7: { en: 'a | b', zh: '甲', advice: { en: 'Look.', zh: '请核对。' } } };
    const grown = outcomesPage(
      [...writeOperations, { ...lumpSumCreate, name: 'stock_grant.batch_create', codes }],
      [],
      (of) => (of === codes ? words : recordWords(of)),
    );
    expect(grown).toContain('## Records: stock_grant\n');
    expect(grown).toContain(String.raw`| 7 | a \| b | 甲 | Look. | 请核对。 |`);
  });
});
