// Each entry in both languages, with facts as they come.

import { globSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { sampleSentences } from '../../test/sample-sentences.ts';
import { catalogue } from './catalogue.ts';
import { render } from './render.ts';
import { languages } from './sentences.ts';

const told = sampleSentences.flatMap((sentence) =>
  languages.map((language) => ({ id: sentence.say, language, text: render(sentence, language) })),
);
const inEnglish = told.filter(({ language }) => language === 'en');
const inChinese = told.filter(({ language }) => language === 'zh');
const ids = Object.entries(catalogue).flatMap(([group, entries]) =>
  Object.keys(entries).map((entry) => `${group}.${entry}`),
);
/** Its words are all Feishu's. */
const isFeishus = (id: string) => id === 'outcome.refused_for';

describe('the catalogue', () => {
  it('has every group of its folder', async () => {
    const groups: unknown[] = [];
    for (const file of globSync('*.ts', { cwd: import.meta.dirname })) {
      if (/(catalogue|\.test)\.ts$/.test(file)) continue;
      const exported: Readonly<Record<string, unknown>> = await import(join(import.meta.dirname, file));
      groups.push(...Object.values(exported).filter(isGroup));
    }
    expect(groups.length).toBeGreaterThan(6);
    expect(new Set(groups)).toEqual(new Set<unknown>(Object.values(catalogue)));
  });

  it('has ids in snake_case, each with a sample', () => {
    expect(ids.filter((id) => !/^[a-z]+\.[a-z][a-z0-9]*(_[a-z0-9]+)*$/.test(id))).toEqual([]);
    expect(new Set(told.map(({ id }) => id))).toEqual(new Set(ids));
  });

  it('says every entry in full', () => {
    const isFaulty = (text: string) => /^\s*$|\bundefined\b|\[object |\bNaN\b|=>|^\w+\.\w+ \{/.test(text);
    expect(told.filter(({ text }) => isFaulty(text))).toEqual([]);
  });

  it('has no Chinese in English', () => {
    const isMixed = (text: string) => /[\p{Script=Han}，。；：、！？（）“”]/u.test(text);
    expect(inEnglish.filter(({ id, text }) => isMixed(text) && !isFeishus(id))).toEqual([]);
  });

  it('has Chinese in Chinese', () => {
    expect(inChinese.filter(({ id, text }) => !/\p{Script=Han}/u.test(text) && !isFeishus(id))).toEqual([]);
  });

  it('has no half-width punctuation between Chinese characters', () => {
    const [chinese, half] = ['[\\p{Script=Han}，。；：、！？（）“”…]', '[,;:!?()]'];
    const mixed = new RegExp(`${chinese}\\s*${half}\\s*${chinese}`, 'u');
    expect(inChinese.filter(({ text }) => mixed.test(text))).toEqual([]);
    expect(mixed.test('缺少列, 请补上')).toBe(true);
  });

  it('has a blank between a Chinese character and a letter, digit or quote, and nowhere else beside Chinese', () => {
    const [han, latin, mark] = ['\\p{Script=Han}', '[A-Za-z0-9"]', '[，。；：、！？（）“”]'];
    const misplaced = new RegExp(
      [`${han} +${han}`, `${han}${latin}`, `${latin}${han}`, `${mark} `, ` ${mark}`].join('|'),
      'u',
    );
    expect(inChinese.filter(({ text }) => misplaced.test(text))).toEqual([]);
    for (const text of ['应为true', '2 个', '第 2 条记录 超过', '是 “空”'])
      expect(misplaced.test(text)).toBe(text !== '2 个');
  });

  it('has no two entries that say the same', () => {
    for (const all of [inEnglish, inChinese]) {
      const idsOf = Map.groupBy(all, ({ text }) => text);
      const same = [...idsOf].filter(([, some]) => new Set(some.map(({ id }) => id)).size > 1);
      expect(same.map(([text]) => text)).toEqual([]);
    }
  });
});

function isGroup(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return Object.values(value).some(
    (entry: unknown) => typeof entry === 'object' && entry !== null && 'zh' in entry,
  );
}
