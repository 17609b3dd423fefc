// docs/contracts.md and the files under shared/job/ and shared/run/ say the same of every object in the records bucket.

import { readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';

import { beforeAll, describe, expect, it } from 'vitest';

import { Document, StoredObject } from '../../shared/document.ts';

const root = resolve(import.meta.dirname, '../..');
const folders = ['shared/job', 'shared/run'];

let objects: readonly StoredObject<string>[];
let page: string;

beforeAll(async () => {
  const names = await Promise.all(
    folders.map(async (folder) =>
      (await readdir(join(root, folder))).map((name) => join(root, folder, name)),
    ),
  );
  const files = names.flat().filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'));
  const modules: readonly unknown[] = await Promise.all(files.map((file) => import(file)));
  objects = modules
    .flatMap((module) => Object.values(module ?? {}))
    .filter((value): value is StoredObject<string> => value instanceof StoredObject);
  page = await readFile(join(root, 'docs/contracts.md'), 'utf8');
});

/** The rows of the page's table of keys: key, writers, how often. */
function rowsOfPage(): readonly (readonly string[])[] {
  const [, section = ''] = page.split('## The records bucket');
  return (
    section
      .split('\n###')[0]
      ?.split('\n')
      .filter((line) => line.startsWith('| `'))
      .map((line) =>
        line
          .split(' | ')
          .slice(0, 3)
          .map((cell) => cell.replace(/^\| /, '')),
      ) ?? []
  );
}

describe('the objects of the records bucket', () => {
  it('are all on the page, with their writers, and the page has no other', () => {
    const inCode = objects.map(({ pattern, by, writes }) => [`\`${pattern}\``, by.join(', '), writes]);
    expect(inCode.length).toBeGreaterThan(25);
    const sorted = (rows: readonly (readonly string[])[]) =>
      rows.map((row) => row.join(' | ')).toSorted((a, b) => a.localeCompare(b));
    expect(sorted(rowsOfPage())).toEqual(sorted(inCode));
  });

  it('have keys of their own: no key of one is that of another', () => {
    const names = {
      job: 'j',
      batch: 7,
      part: 7,
      sha: '0123abcd',
      file: 'failed.csv',
      date: '2026-11-20',
      id: 'i',
      run: 'r',
      operation: 'o',
      window: 'create_time-1-open',
      chunk: 7,
      code: 'c',
      extension: 'csv.gz',
      dataset: 'd',
      dt: '2026-11-20',
      bucket: 'b',
    };
    const keys = objects.map((object) => object.key(names));
    expect(new Set(keys).size).toBe(keys.length);
    for (const [index, object] of objects.entries())
      expect(object.namesIn(String(keys[index]))).toBeDefined();
  });

  it('are known by their files alone: no other code spells a key or parses one of them', async () => {
    const shipped = (await Promise.all(['functions', 'shared', 'local/cli'].map(sources))).flat();
    const spelled = shipped.flatMap(({ name, text }) =>
      [
        ...text.matchAll(
          /[`'](jobs|open|reports|exports|snapshots|quarantine|before-images|waiting|unseen|watched)\/[^`'\n]*\$\{/g,
        ),
      ].map(([found]) => `${name}: ${found}`),
    );
    expect(spelled).toEqual([]);
  });

  it('say what a document is: a document has a schema that refuses what it is not', () => {
    const documents = objects.filter((object) => object instanceof Document);
    // `abort` takes anything: a person may put any object there.
    const lax = documents.filter((document) => document.tryParse('["another"]') !== undefined);
    expect(lax.map(({ pattern }) => pattern)).toEqual(['jobs/{job}/abort']);
  });
});

async function sources(folder: string): Promise<readonly { name: string; text: string }[]> {
  const names = (await readdir(join(root, folder), { recursive: true })).filter(
    (name) => name.endsWith('.ts') && !name.endsWith('.test.ts') && !/(^|\/)test\//.test(name),
  );
  const outside = names
    .map((name) => join(folder, name))
    .filter((name) => !folders.some((documents) => name.startsWith(documents)));
  return Promise.all(outside.map(async (name) => ({ name, text: await readFile(join(root, name), 'utf8') })));
}
