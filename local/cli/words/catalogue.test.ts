// The catalogue is whole, its entries can be read, and no sentence stands beside it.

import { globSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { describe, expect, it } from 'vitest';

import { catalogue as sharedCatalogue } from '../../../shared/words/catalogue.ts';
import type { Sentences } from '../../../shared/words/sentences.ts';
import { findProse } from '../test/prose.ts';
import { leftOut, sampleFacts } from '../test/sample-facts.ts';
import { catalogue as cliCatalogue } from './catalogue.ts';

const root = resolve(import.meta.dirname, '../../..');
type Catalogue = Readonly<Record<string, Sentences>>;
const catalogues: readonly (readonly [folder: string, catalogue: Catalogue])[] = [
  ['shared/words', sharedCatalogue],
  ['local/cli/words', cliCatalogue],
];
const groups = catalogues.flatMap(([folder, catalogue]) =>
  Object.entries(catalogue).map(([name, group]) => [`${folder}: ${name}`, group] as const),
);

function render(group: Sentences, facts: object): readonly (readonly [id: string, text: string])[] {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- an entry takes from the samples what it needs
  return Object.entries(group).map(([id, sentence]) => [id, sentence(facts as never)]);
}

describe('the catalogue', () => {
  it.each(catalogues)('of %s has every group of the folder', async (folder, catalogue) => {
    const inFolder: unknown[] = [];
    for (const file of globSync(`${folder}/*.ts`, { cwd: root })) {
      if (/(catalogue|\.test)\.ts$/.test(file)) continue;
      const exported: Readonly<Record<string, unknown>> = await import(join(root, file));
      inFolder.push(...Object.values(exported).filter((value) => typeof value === 'object'));
    }
    const known: ReadonlySet<unknown> = new Set(Object.values(catalogue));
    expect(inFolder.length).toBeGreaterThan(5);
    expect(inFolder.filter((group) => !known.has(group))).toEqual([]);
  });

  it.each(groups)('%s has ids in snake_case', (_, group) => {
    expect(Object.keys(group).filter((id) => !/^[a-z][a-z0-9]*(_[a-z0-9]+)*$/.test(id))).toEqual([]);
  });

  it.each(groups)('%s says every entry in full, with and without what may be unknown', (_, group) => {
    const isFaulty = (text: string) => /^\s*$|\bundefined\b|\[object |\bNaN\b|=>/.test(text);
    for (const facts of [sampleFacts, { ...sampleFacts, ...leftOut }])
      expect(render(group, facts).filter(([, text]) => isFaulty(text))).toEqual([]);
  });

  it.each(groups)('%s says no two things alike', (_, group) => {
    const texts = render(group, sampleFacts).map(([, text]) => text);
    expect(texts.filter((text, at) => texts.indexOf(text) !== at)).toEqual([]);
  });
});

const toCopy = 'a command to be copied, in no language';
const logged = 'for the log: why a message of a queue is set aside';
/** Literals that read like sentences and are none of the catalogue's. By file, each with its reason. */
const allowed: Readonly<Record<string, readonly (readonly [text: string, reason: string])[]>> = {
  'local/cli/events.ts': [['  npx serverless invoke local -f … -p events/…', toCopy]],
  'local/cli/flags/command-specs.ts': [
    ['payferry export R', toCopy],
    ['npm run sandbox --', toCopy],
    ['payferry jobs redrive', toCopy],
  ],
  'functions/deliver/batch/open-batch.ts': [
    ['the job has no plan', logged],
    ['the plan has no batch … of an operation that is known', logged],
    ['the plan is for another base URL or app than this deployment calls', logged],
    ['the batch is not what the plan says', logged],
  ],
  'functions/deliver/deliver-batch.ts': [['the message is not one of a lane', logged]],
  'functions/export/failure.ts': [['log id …', 'a fact of last_trouble, beside HTTP 500 and code 99']],
  'shared/aws/secret.ts': [
    ['either FEISHU_APP_SECRET or FEISHU_APP_SECRET_ARN, and not both', 'what a setting must be'],
    ['the secret is neither text nor JSON with a text app_secret', 'an error for the log'],
  ],
  'shared/feishu/pages.ts': [
    ['is empty, as all were for long, and there is more', 'an error for the log'],
    ['could not be read: …', 'an error for the log'],
    ['repeats page …', 'an error for the log'],
  ],
  'shared/feishu/reading.ts': [['… could not be read', 'stands where an answer of Feishu has its message']],
};

const scanned = [
  'functions/**/*.ts',
  'shared/**/*.ts',
  'local/cli/**/*.ts',
  'local/command-line.ts',
  'local/sandbox/sandbox-flags.ts',
  'local/sandbox/sandbox-process.ts',
];
/** Tests, the catalogue itself, tables of Feishu's codes, and settings.ts, which says what a setting must be. */
const notScanned =
  /\.test\.ts$|\/test\/|^(shared|local\/cli)\/words\/|^shared\/feishu\/codes\/|(^|\/)settings\.ts$/;

const stray = globSync(scanned, { cwd: root })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => !notScanned.test(file))
  .flatMap((file) => findProse(readFileSync(join(root, file), 'utf8')).map((prose) => ({ file, ...prose })));

describe('no sentence stands beside the catalogue', () => {
  it('in the functions, in shared/, on the terminal', () => {
    const isAllowed = ({ file, text }: (typeof stray)[number]) =>
      (allowed[file] ?? []).some(([known]) => known === text);
    expect(stray.filter((prose) => !isAllowed(prose))).toEqual([]);
  });

  it('and what is allowed is still there', () => {
    const gone = Object.entries(allowed).flatMap(([file, texts]) =>
      texts.filter(([known]) => !stray.some(({ file: at, text }) => at === file && text === known)),
    );
    expect(gone).toEqual([]);
  });

  it.each([
    ["say('nothing was sent');", 'nothing was sent'],
    ['say(`${file} is empty`);', '… is empty'],
    ['const why = ok ? undefined : { message: `the ${a} of ${b}` } as const;', 'the … of …'],
    ["throw new Infrastructure('the disk is full');", 'the disk is full'],
  ])('which is found in %s', (source, text) => {
    expect(findProse(source)).toEqual([{ line: 1, text }]);
  });

  it.each([
    ["// say('nothing was sent')"],
    ["import { a } from 'one of many';"],
    ["type A = 'one of many';"],
    ["throw new PlainError('the plan has no batch');"],
    ["must(found, 'the first row of it');"],
    ["log.info({ step: 'handed_back' }); const names = 'a,b,c d_e f';"],
  ])('and not in %s', (source) => {
    expect(findProse(source)).toEqual([]);
  });
});
