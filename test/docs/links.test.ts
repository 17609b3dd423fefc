// Every link of a page leads to a file that exists, and to a heading that the file has.

import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';

import { expect, it } from 'vitest';

import { anchorsOf } from './anchors.ts';

const root = resolve(import.meta.dirname, '../..');

const top = [
  'README.md',
  'README.zh-CN.md',
  'CONTRIBUTING.md',
  'SECURITY.md',
  'CHANGELOG.md',
  'events/README.md',
];

it('no page links to what is not there', async () => {
  const docs = (await readdir(join(root, 'docs'), { recursive: true })).filter((name) =>
    name.endsWith('.md'),
  );
  const rooms = (await readdir(join(root, 'local'), { withFileTypes: true })).filter((entry) =>
    entry.isDirectory(),
  );
  const pages = [
    ...top,
    ...docs.map((name) => `docs/${name}`),
    ...rooms.map(({ name }) => `local/${name}/README.md`),
  ];
  const texts = new Map(
    await Promise.all(pages.map(async (page) => [page, await readFile(join(root, page), 'utf8')] as const)),
  );
  const links = [...texts].flatMap(([from, text]) =>
    [...text.matchAll(/\]\((?!https?:)([^)#\s]*)(?:#([^)]+))?\)/g)].map(([, path = '', anchor]) => ({
      from,
      to: path === '' ? from : relative(root, resolve(root, dirname(from), path)),
      anchor,
    })),
  );
  const broken = links.filter(
    ({ to, anchor }) =>
      !existsSync(join(root, to)) ||
      (anchor !== undefined && texts.has(to) && !anchorsOf(texts.get(to) ?? '').includes(anchor)),
  );
  expect(links.length).toBeGreaterThan(50);
  expect(broken).toEqual([]);
});
