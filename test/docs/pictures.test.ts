// The pictures of docs/zh/ are what the program writes today, and nothing in them is cut off.

import { readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';

import { beforeAll, describe, expect, it } from 'vitest';

import { makePictures } from '../../docs/pictures.ts';

const folder = resolve(import.meta.dirname, '../../docs/zh/pictures');
let made: ReadonlyMap<string, string>;

/** Each picture of a terminal is a run of its own. */
const runsMs = 240_000;
beforeAll(async () => {
  made = await makePictures();
}, runsMs);

describe('the pictures of docs/zh/', () => {
  it('are those that are made today (npm run docs writes them)', async () => {
    const names = (await readdir(folder)).toSorted();
    expect([...made.keys()].toSorted()).toEqual(names);
    const stored = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')));
    for (const [at, name] of names.entries()) expect(made.get(name), name).toBe(stored[at]);
  });

  it('hold all of their text', () => {
    expect(made.size).toBeGreaterThan(3);
    for (const [name, picture] of made) {
      const [, width = '', height = ''] = /viewBox="0 0 (\d+) (\d+)"/.exec(picture) ?? [];
      for (const [, y = '', pieces = ''] of picture.matchAll(/<text y="(\d+)"[^>]*>(.*?)<\/text>/g)) {
        expect(Number(y), name).toBeLessThan(Number(height));
        for (const [, x = '', length = ''] of pieces.matchAll(/x="([\d.]+)" textLength="(\d+)"/g))
          expect(Number(x) + Number(length), `${name}: ${pieces}`).toBeLessThanOrEqual(Number(width));
      }
    }
  });

  it('show every wrong cell, total and reason that the pages speak of', () => {
    const textOf = (name: string) => made.get(name)?.replaceAll(/<[^>]+>/g, '') ?? '';
    expect(textOf('sheet.svg')).toContain('微信转账');
    expect(textOf('failed.svg')).toContain('应为以下之一：随工资发放、现金发放、随年终奖发放');
    expect(textOf('carry.svg')).toContain('已录入');
    expect(textOf('check.svg')).toContain('仅检查');
    expect(textOf('held.svg')).toContain('--accept');
    expect(textOf('refused.svg')).toContain('整个文件被拒绝');
  });
});
