import { describe, expect, it } from 'vitest';

import { languages } from '../../../shared/words/sentences.ts';
import { render } from '../words/render.ts';
import { readCommand } from './read-command.ts';

describe('a wrong command line is told in both languages', () => {
  it.each([
    [['cary'], 'nobody knows the command "cary", is it carry?', '命令“cary”无法识别，是不是“carry”？'],
    [
      ['carry', 'a.csv', '--dryrun'],
      "Unknown option '--dryrun', is it --dry-run?",
      '参数“--dryrun”无法识别，是不是“--dry-run”？',
    ],
    [['carry', 'a.csv', '-y'], "Unknown option '-y'", '参数“-y”无法识别'],
    [['carry', 'a.csv', '--out'], "Option '--out <value>' argument missing", '--out 后面没有写值'],
    [
      ['carry', 'a.csv', '--out', '--live'],
      "Option '--out' argument is ambiguous: write --out=--live if --live is meant",
      '--out 后面的值像是参数：如果值就是 --live，请写成 --out=--live',
    ],
    [['carry', 'a.csv', '--live=no'], "Option '--live' does not take an argument", '--live 后面不能带值'],
    [['demo', 'a.csv'], "Unexpected argument 'a.csv'", '多写了“a.csv”'],
    [
      ['carry', 'a.csv', '--accept', 'columns,hiden_rows'],
      'nobody knows the --accept "hiden_rows", is it hidden_rows?',
      '--accept 的值“hiden_rows”无法识别，是不是“hidden_rows”？',
    ],
    [
      ['carry', 'a.csv', '--accept', 'all'],
      'nobody knows the --accept "all", expected one of columns, hidden_rows',
      '--accept 的值“all”无法识别，可用的有 columns、hidden_rows',
    ],
    [
      ['demo', '--language', 'fr'],
      'nobody knows the --language "fr", expected one of en, zh',
      '--language 的值“fr”无法识别，可用的有 en、zh',
    ],
    [
      ['--language=fr'],
      'nobody knows the --language "fr", expected one of en, zh',
      '--language 的值“fr”无法识别，可用的有 en、zh',
    ],
    [
      ['jobs', 'redrive', 'lanes', '--stage', 'prod', '--language', 'en', '--language', 'zh'],
      '--language is given twice, as en and zh',
      '--language 指定了两次，分别是 en 和 zh',
    ],
    [['keep', '--accept', 'columns'], "Unknown option '--accept'", '参数“--accept”无法识别'],
  ])('%j', (args, en, zh) => {
    const command = readCommand(args);
    if (command.kind !== 'wrong') throw new Error(`it was not refused: ${command.kind}`);
    const [sentence = '', ...more] = command.sentences;
    expect(more).toEqual([]);
    expect(languages.map((language) => render(sentence, language))).toEqual([en, zh]);
  });
});

describe('the flags of every command', () => {
  it('--language may stand before the command or behind it', () => {
    const behind = readCommand(['carry', 'a.csv', '--language', 'zh']);
    expect(behind).toMatchObject({ kind: 'carry', files: ['a.csv'], options: [] });
    expect(readCommand(['--language', 'zh', 'carry', 'a.csv'])).toEqual(behind);
    expect(readCommand(['--language=zh', 'sandbox'])).toEqual({ kind: 'sandbox', args: ['--language=zh'] });
    expect(readCommand(['start', '--language', 'zh'])).toMatchObject({ kind: 'demo' });
    expect(readCommand(['--language', 'zh'])).toMatchObject({ kind: 'help' });
  });
});

describe('--accept', () => {
  it.each([
    [['--accept', 'columns,hidden_rows']],
    [['--accept', 'columns', '--accept', 'hidden_rows']],
    [['--accept=columns,', '--accept=hidden_rows']],
  ])('takes several kinds: %j', (flags) => {
    for (const name of ['carry', 'start'])
      expect(readCommand([name, 'a.csv', ...flags])).toMatchObject({
        kind: 'carry',
        accept: ['columns', 'hidden_rows'],
      });
  });
});
