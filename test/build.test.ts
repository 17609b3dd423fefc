import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { buildFunctions } from '../build.mjs';
import { tableOperations } from '../shared/feishu/titles/table-operations.ts';
import { render } from '../shared/words/render.ts';
import type { Say } from '../shared/words/say.ts';
import { sampleSentences } from './sample-sentences.ts';

const shared = pathToFileURL(resolve('shared')).pathname;
let root: string;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'payferry-build-'));
  await mkdir(join(root, 'functions/greet'), { recursive: true });
  await mkdir(join(root, 'functions/not-a-function'));
  await writeFile(
    join(root, 'functions/greet/handler.ts'),
    `import { createClient } from '${shared}/feishu/client.ts';
     import { writeOperations } from '${shared}/feishu/operations/writes.ts';
     import { judgeRecord } from '${shared}/feishu/rules/judge.ts';
     export const handler = async (record: unknown): Promise<number> => {
       const operation = writeOperations[0];
       return typeof createClient === 'function' && operation ? judgeRecord(operation, record).length : -1;
     };`,
  );
});

afterAll(() => rm(root, { recursive: true }));

describe('the build', () => {
  it('makes one module of each handler, with client, rules and table inside', async () => {
    expect(await buildFunctions(root)).toEqual(['greet']);
    expect(await readdir(join(root, 'dist'), { recursive: true })).toEqual(['greet', 'greet/index.mjs']);
    const bundle = await import(pathToFileURL(join(root, 'dist/greet/index.mjs')).href);
    await expect(bundle.handler(null)).resolves.toBe(1);
  });

  it('keeps that far below what a zip may weigh', async () => {
    await buildFunctions(root);
    expect((await stat(join(root, 'dist/greet/index.mjs'))).size).toBeLessThan(80_000);
  });

  it('leaves nothing of an earlier build behind', async () => {
    await mkdir(join(root, 'dist/removed'), { recursive: true });
    await buildFunctions(root);
    expect(await readdir(join(root, 'dist'))).toEqual(['greet']);
  });
});

/** The code of a function's bundle, with the characters that esbuild has escaped. */
async function bundleOf(name: string): Promise<string> {
  const out = join(root, 'bundles', name);
  await buildFunctions(process.cwd(), out, name);
  const code = await readFile(join(out, name, 'index.mjs'), 'utf8');
  return code.replaceAll(/\\u([0-9a-f]{4})/gi, (_, hex: string) => String.fromCharCode(Number(`0x${hex}`)));
}

/** Texts of entries without facts, which stand in the code as they are. Short ones may stand there for another reason. */
function textsOf(isMeant: (group: string) => boolean): readonly string[] {
  const isPlain = ({ say, with: facts }: Say) => facts === undefined && isMeant(say.split('.')[0] ?? '');
  const texts = sampleSentences.flatMap((sentence) =>
    isPlain(sentence) ? [render(sentence, 'en'), render(sentence, 'zh')] : [],
  );
  return texts.filter((text) => text.length > (/\p{Script=Han}/u.test(text) ? 6 : 25));
}

describe('the sentences', () => {
  it('are in no bundle of deliver, which renders none', async () => {
    const bundle = await bundleOf('deliver');
    expect(bundle).toContain('outcome.created_unseen');
    expect(bundle.match(/\p{Script=Han}/gu)).toBeNull();
    expect(textsOf(() => true).filter((text) => bundle.includes(text))).toEqual([]);
  });

  it('of exports are in the bundle of export, and no others', async () => {
    const bundle = await bundleOf('export');
    const own = new Set(['expectations', 'export', 'list']);
    const others = textsOf((group) => !own.has(group));
    expect(others.length).toBeGreaterThan(30);
    expect(others.filter((text) => bundle.includes(text))).toEqual([]);
    expect(bundle).toContain('the message is no JSON object');
    expect(bundle).toContain('导出消息不是 JSON 对象');
  });

  it('are all in the bundle of report', async () => {
    const bundle = await bundleOf('report');
    expect(bundle).toContain('a person stopped the job');
    expect(bundle).toContain('任务被人工中止');
  });
});

describe('the titles of tables', () => {
  const sentences = sampleSentences.flatMap((sentence) => [render(sentence, 'en'), render(sentence, 'zh')]);
  const titles = tableOperations
    .flatMap(({ table }) => [table, ...Object.values(table.lists)])
    .flatMap(({ fields }) => Object.values(fields).flatMap(({ zh, en }) => [...zh, ...en]))
    .filter(
      (title) =>
        title.length > (/\p{Script=Han}/u.test(title) ? 5 : 9) &&
        !sentences.some((sentence) => sentence.includes(title)),
    );

  it.each(['deliver', 'report', 'export'])('are not in the bundle of %s', async (name) => {
    const bundle = await bundleOf(name);
    expect(titles.filter((title) => bundle.includes(title))).toEqual([]);
  });

  it('are in the bundle of split', async () => {
    const bundle = await bundleOf('split');
    expect(titles.length).toBeGreaterThan(50);
    expect(titles.filter((title) => !bundle.includes(title))).toEqual([]);
  });
});
