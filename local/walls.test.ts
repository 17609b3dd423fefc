// The rooms of local/, which are its folders, use each other through a few files, which these tables list. No other room
// imports any other file of a room. Tests may import any file.

import { globSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path/posix';
import { resolve } from 'node:path';

import { describe, expect, it } from 'vitest';

/** The files of a room that other rooms may import. */
const doors: Readonly<Record<string, readonly string[]>> = {
  s3: ['start.ts', 'at-rest.ts'],
  sqs: ['start.ts'],
  lambda: ['run-function.ts'],
  triggers: [
    'async-invocations.ts',
    'object-events.ts',
    'queue-mapping.ts',
    'queue-notifications.ts',
    'schedule.ts',
    'trigger.ts',
  ],
  sandbox: ['start.ts', 'main.ts', 'sandbox-flags.ts', 'sandbox-sentences.ts'],
  world: ['start.ts'],
  cli: [],
};

/** What a room may import besides itself and the files directly in local/. */
const mayUse: Readonly<Record<string, readonly string[]>> = {
  s3: ['shared/values/json.ts'],
  sqs: [],
  lambda: [],
  triggers: ['local/sqs', 'local/lambda', 'shared/clock.ts'],
  // Nothing: the functions are tested against the sandbox, so it imports none of their code.
  sandbox: [],
  world: ['local/s3', 'local/sqs', 'local/lambda', 'local/triggers', 'shared', 'functions'],
  cli: ['local/s3', 'local/lambda', 'local/triggers', 'local/sandbox', 'local/world', 'shared', 'functions'],
};

const root = resolve(import.meta.dirname, '..');

/** The room of a file of local/; undefined: it lies directly in local/, or elsewhere. */
function roomOf(file: string): string | undefined {
  return /^local\/([^/]+)\//.exec(file)?.[1];
}

/** Paths, from the root, of the files that a file imports or starts. */
function importsOf(file: string, text: string): readonly string[] {
  const named = text.matchAll(/(?:\bfrom|\bimport|\bimport\(|\bnew URL\()\s*'([^']+\.(?:ts|mjs))'/g);
  return [...named].map(([, path = '']) => relative('.', join(dirname(file), path)));
}

/** Sentences about the imports that go through a wall. */
function breaches(file: string, text: string): readonly string[] {
  const room = roomOf(file);
  if (room === undefined) return [];
  return importsOf(file, text)
    .filter((target) => roomOf(target) !== room && !/^local\/[^/]+$/.test(target))
    .filter((target) => !isAllowed(room, target))
    .map((target) => `${file} imports ${target}`);
}

function isAllowed(room: string, target: string): boolean {
  const isUsed = (mayUse[room] ?? []).some((path) => target === path || target.startsWith(`${path}/`));
  const other = roomOf(target);
  const isDoor = other === undefined || (doors[other] ?? []).includes(target.slice(`local/${other}/`.length));
  return isUsed && isDoor;
}

const files = globSync('local/**/*.{ts,mjs}', { cwd: root })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => !file.endsWith('.test.ts') && !file.includes('/test/'));

describe('the rooms of local/', () => {
  it('are those that the tables name', () => {
    const rooms = new Set(files.map(roomOf).filter((room) => room !== undefined));
    expect([...rooms].toSorted()).toEqual(Object.keys(doors).toSorted());
    expect(Object.keys(mayUse).toSorted()).toEqual(Object.keys(doors).toSorted());
  });

  it('use each other through their doors only', () => {
    expect(files.flatMap((file) => breaches(file, readFileSync(join(root, file), 'utf8')))).toEqual([]);
  });

  it('have no door that is not there', () => {
    const named = Object.entries(doors).flatMap(([room, names]) =>
      names.map((name) => `local/${room}/${name}`),
    );
    expect(named.filter((file) => !files.includes(file))).toEqual([]);
  });
});

describe('a breach is found', () => {
  it.each([
    ['local/s3/start.ts', "import { createStandIns } from '../sqs/stand-ins.ts';", 'local/sqs/stand-ins.ts'],
    ['local/s3/store/disk.ts', "import { startSqs } from '../../sqs/start.ts';", 'local/sqs/start.ts'],
    ['local/sandbox/money.ts', "export * from '../../shared/values/decimal.ts';", 'shared/values/decimal.ts'],
    [
      'local/lambda/run-function.ts',
      "await import('../../functions/split/handler.ts');",
      'functions/split/handler.ts',
    ],
    [
      'local/cli/payferry.ts',
      "new URL('../sandbox/tenant/tenant.ts', import.meta.url);",
      'local/sandbox/tenant/tenant.ts',
    ],
  ])('in %s', (file, text, target) => {
    expect(breaches(file, text)).toEqual([`${file} imports ${target}`]);
  });

  it('and nothing else is', () => {
    const text = "import { startS3 } from '../s3/start.ts';\nimport { isSameKey } from '../access-key.ts';";
    expect(breaches('local/world/start.ts', text)).toEqual([]);
  });
});
