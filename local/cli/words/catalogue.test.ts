// The terminal's own groups are whole, each entry can be read in both languages, and no sentence stands beside the catalogue.

import { globSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { describe, expect, it } from 'vitest';

import { catalogue as shared } from '../../../shared/words/catalogue.ts';
import { languages } from '../../../shared/words/sentences.ts';
import { findProse } from '../test/prose.ts';
import { sampleSentences } from '../test/sample-sentences.ts';
import { catalogue } from './catalogue.ts';
import { render } from './render.ts';

const root = resolve(import.meta.dirname, '../../..');
const told = sampleSentences.flatMap((sentence) =>
  languages.map((language) => ({ id: sentence.say, language, text: render(sentence, language) })),
);
const inEnglish = told.filter(({ language }) => language === 'en');
const inChinese = told.filter(({ language }) => language === 'zh');
const ids = Object.entries(catalogue).flatMap(([group, entries]) =>
  Object.keys(entries).map((entry) => `${group}.${entry}`),
);

const onlyFacts = 'all of it are facts';
/** Entries that are the same in every language, each with its reason. */
const inNoLanguage: Readonly<Record<string, string>> = {
  'result.amount': onlyFacts,
  'consent.held_for': onlyFacts,
  'home.unusable': onlyFacts,
  'home.folder_unusable': onlyFacts,
  'machine.at_path': onlyFacts,
  'progress.file': onlyFacts,
  'result.why': 'the words of a row, and advice where there is any',
};

describe("the terminal's own catalogue", () => {
  it('has every group of its folder', async () => {
    const inFolder: unknown[] = [];
    for (const file of globSync('*.ts', { cwd: import.meta.dirname })) {
      if (/(catalogue|\.test)\.ts$/.test(file)) continue;
      const exported: Readonly<Record<string, unknown>> = await import(join(import.meta.dirname, file));
      inFolder.push(...Object.values(exported).filter((value) => typeof value === 'object'));
    }
    const known: ReadonlySet<unknown> = new Set(Object.values(catalogue));
    expect(inFolder.length).toBeGreaterThan(10);
    expect(inFolder.filter((group) => !known.has(group))).toEqual([]);
  });

  it('has no group of a name that reports have too', () => {
    expect(Object.keys(catalogue).filter((name) => Object.hasOwn(shared, name))).toEqual([]);
  });

  it('has ids in snake_case, each with a sample', () => {
    expect(ids.filter((id) => !/^[a-z_]+\.[a-z][a-z0-9]*(_[a-z0-9]+)*$/.test(id))).toEqual([]);
    expect(new Set(told.map(({ id }) => id))).toEqual(new Set(ids));
  });

  it('says every entry in full, with and without what may be absent', () => {
    const isFaulty = (text: string) => /^\s*$|\bundefined\b|\[object |\bNaN\b|=>|^\w+\.\w+ \{/.test(text);
    expect(told.filter(({ text }) => isFaulty(text))).toEqual([]);
  });

  it('has no Chinese in English', () => {
    const isMixed = (text: string) => /[\p{Script=Han}，。；：、！？（）“”]/u.test(text);
    expect(inEnglish.filter(({ text }) => isMixed(text))).toEqual([]);
  });

  it('has Chinese in Chinese, but for entries that are in no language', () => {
    const plain = inChinese.filter(({ text }) => !/\p{Script=Han}/u.test(text)).map(({ id }) => id);
    expect(plain.filter((id) => !Object.hasOwn(inNoLanguage, id))).toEqual([]);
    expect(Object.keys(inNoLanguage).filter((id) => !plain.includes(id))).toEqual([]);
  });

  it('has no half-width punctuation between Chinese characters', () => {
    const [han, half] = ['[\\p{Script=Han}，。；：、！？（）“”…]', '[,;:!?()]'];
    const mixed = new RegExp(`${han}\\s*${half}\\s*${han}`, 'u');
    expect(inChinese.filter(({ text }) => mixed.test(text))).toEqual([]);
    expect(mixed.test('缺少列, 请补上')).toBe(true);
  });

  it('has a blank between a Chinese character and a letter, digit or quote, and nowhere else beside Chinese', () => {
    const [han, latin, mark] = ['\\p{Script=Han}', '[A-Za-z0-9"]', '[，。；：、！？（）“”]'];
    const misplaced = new RegExp(
      [`${han} +${han}`, `${han}${latin}`, `${latin}${han}`, `${mark} `, ` ${mark}`].join('|'),
      'u',
    );
    expect(inChinese.filter(({ text }) => misplaced.test(text))).toEqual([]);
    for (const text of ['应为true', '2 个', '第 2 条记录 超过', '是 “空”'])
      expect(misplaced.test(text)).toBe(text !== '2 个');
  });

  it.each(Object.keys(catalogue))('says no two things of %s alike', (group) => {
    for (const all of [inEnglish, inChinese]) {
      const own = all.filter(({ id }) => id.startsWith(`${group}.`));
      const same = [...Map.groupBy(own, ({ text }) => text)].filter(
        ([, some]) => new Set(some.map(({ id }) => id)).size > 1,
      );
      expect(same.map(([text]) => text)).toEqual([]);
    }
  });
});

const toCopy = 'a command to be copied, in no language';
const logged = 'for the log: why a message of a queue is set aside';
/** Literals that read like sentences and are none of the catalogue's. By file, each with its reason. */
const allowed: Readonly<Record<string, readonly (readonly [text: string, reason: string])[]>> = {
  'local/cli/events.ts': [['npx serverless invoke local -f … -p events/…', toCopy]],
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
  'local/language.ts',
  'local/words.ts',
];
/** Tests, the catalogue itself, tables of Feishu's codes, titles of columns, and settings.ts, which says what a setting must be. */
const notScanned =
  /\.test\.ts$|\/test\/|^(shared|local\/cli)\/words\/|^shared\/feishu\/(codes|titles)\/|(^|\/)settings\.ts$/;

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
    ["say('没有提交任何记录。');", '没有提交任何记录。'],
    ['say(`文件 ${file} 是空的`);', '文件 … 是空的'],
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
    ["const title = '申请发放日期';"],
  ])('and not in %s', (source) => {
    expect(findProse(source)).toEqual([]);
  });
});
