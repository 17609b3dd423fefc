// docs/words.md: a word occurs once, its place in the code exists, and replaced words are on no other page.

import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';

import { beforeAll, describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
let rows: readonly (readonly string[])[] = [];

beforeAll(async () => {
  const page = await readFile(join(root, 'docs/words.md'), 'utf8');
  rows = page
    .split('\n')
    .filter((line) => /^\| (?!word |---)/.test(line))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
});

describe('docs/words.md', () => {
  it('has each word once', () => {
    const words = rows.map(([word = '']) => word);
    expect(words.length).toBeGreaterThan(50);
    expect(words.filter((word, index) => words.indexOf(word) !== index)).toEqual([]);
  });

  it('names places that are there', () => {
    const places = rows.flatMap(([, , where = '']) => /^`([^`]+)`$/.exec(where)?.[1] ?? []);
    expect(places.length).toBeGreaterThan(40);
    expect(places.filter((place) => !existsSync(join(root, place)))).toEqual([]);
  });

  it('has replaced words that no other page uses', async () => {
    const replaced = /\b(?:call books?|call-book|sift|weather)\b/i;
    const docs = (await readdir(join(root, 'docs'))).filter((name) => name.endsWith('.md'));
    const others = ['README.md', 'CONTRIBUTING.md', 'events/README.md'].concat(
      docs.filter((name) => name !== 'words.md' && name !== 'decisions.md').map((name) => `docs/${name}`),
    );
    const texts = await Promise.all(
      others.map(async (page) => [page, await readFile(join(root, page), 'utf8')] as const),
    );
    const uses = texts.flatMap(([page, text]) =>
      text.split('\n').flatMap((line, index) => (replaced.test(line) ? [`${page}:${index + 1}`] : [])),
    );
    expect(uses).toEqual([]);
  });
});
