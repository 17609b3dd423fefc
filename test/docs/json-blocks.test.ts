import { readdir } from 'node:fs/promises';
import { resolve } from 'node:path';

import { expect, it } from 'vitest';

import { readJson } from '../../shared/values/json.ts';
import { docBlocks } from '../doc-blocks.ts';

it('every JSON that a page shows is JSON', async () => {
  const pages = (await readdir(resolve(import.meta.dirname, '../../docs'))).filter((name) =>
    name.endsWith('.md'),
  );
  const blocks = (await Promise.all(pages.map(docBlocks))).flat();
  const json = blocks.filter(({ info }) => /^json( |$)/.test(info));
  expect(json.length).toBeGreaterThan(8);
  expect(json.filter(({ text }) => readJson(text) === undefined)).toEqual([]);
});
