import { mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { buildFunctions } from '../build.mjs';

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

  it('keeps that far below the 250 KB that a zip may weigh', async () => {
    await buildFunctions(root);
    expect((await stat(join(root, 'dist/greet/index.mjs'))).size).toBeLessThan(80_000);
  });

  it('leaves nothing of an earlier build behind', async () => {
    await mkdir(join(root, 'dist/removed'), { recursive: true });
    await buildFunctions(root);
    expect(await readdir(join(root, 'dist'))).toEqual(['greet']);
  });
});
