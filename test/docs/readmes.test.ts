// README.md and README.zh-CN.md are one page in two languages: the same skeleton, commands, tables and links.

import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';

import { beforeAll, describe, expect, it } from 'vitest';

const read = (file: string) => readFile(resolve(import.meta.dirname, '../..', file), 'utf8');
let [english, chinese] = ['', ''];

beforeAll(async () => {
  [english, chinese] = await Promise.all([read('README.md'), read('README.zh-CN.md')]);
});

/** The levels of headings, code blocks, pictures, tables and items, in the order of the page. */
function skeletonOf(page: string): readonly string[] {
  let isCode = false;
  return page.split('\n').flatMap((line) => {
    if (line.startsWith('```')) {
      isCode = !isCode;
      return isCode ? [line] : [];
    }
    if (isCode) return [];
    const [, start] = /^(#+ |\||- |!\[)/.exec(line) ?? [];
    return start === undefined ? [] : [start];
  });
}

/** The lines of all blocks of code in a language. Empty: output. */
function linesOf(page: string, language: string): readonly string[] {
  return [...page.matchAll(/^```(.*)\n([^]*?)^```$/gm)].flatMap(([, of, code = '']) =>
    of === language ? code.split('\n') : [],
  );
}

/** Commands without their # comments, which are translated. */
function commandsOf(page: string): readonly string[] {
  return linesOf(page, 'sh').map((line) => line.replace(/ *# .*$/, ''));
}

/** The numbers in each line of output, which is in the language of the page. */
function numbersOf(page: string): readonly (readonly string[])[] {
  return linesOf(page, '').map((line) => [...(line.match(/\d+(?:\.\d+)?/g) ?? [])]);
}

/** The targets of the page's links. A Chinese page counts as its English original. */
function linksOf(page: string): readonly string[] {
  return [...page.matchAll(/\]\(([^)]+)\)/g)]
    .map(([, to = '']) => to.replace('docs/zh/', 'docs/'))
    .filter((to) => !to.startsWith('README'));
}

describe('the two READMEs', () => {
  it('have the same headings, blocks, tables and lists, in the same order', () => {
    expect(skeletonOf(chinese)).toEqual(skeletonOf(english));
    expect(skeletonOf(english).filter((part) => part.startsWith('#')).length).toBeGreaterThan(4);
  });

  it('show the same commands, and the same output in their language', () => {
    expect(commandsOf(chinese)).toEqual(commandsOf(english));
    expect(commandsOf(english)).toContain('npm ci && npm test');
    expect(numbersOf(chinese)).toEqual(numbersOf(english));
    expect(numbersOf(english).flat().length).toBeGreaterThan(20);
  });

  it('lead to the same pages', () => {
    expect(linksOf(chinese)).toEqual(linksOf(english));
  });

  it('lead to each other', () => {
    expect(english).toContain('](README.zh-CN.md)');
    expect(chinese).toContain('](README.md)');
  });
});
