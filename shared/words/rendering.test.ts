import { describe, expect, it } from 'vitest';

import { inShort } from './in-short.ts';
import { render, tell } from './render.ts';
import { renderOf } from './rendering.ts';
import { isSay, say, type Say } from './say.ts';
import type { Sentences } from './sentences.ts';
import { shown } from './show.ts';

const few = {
  greeting: {
    en: ({ name }: { name: string }) => `hello ${name}`,
    zh: ({ name }: { name: string }) => `你好，${name}`,
  },
  nothing: { en: () => 'nothing', zh: () => '没有' },
} satisfies Sentences;
const renderFew = renderOf({ few });

describe('a sentence', () => {
  it('is rendered in the language of its reader', () => {
    const sentence = say('file.other_count', { expected: 3, found: 2 });
    expect(render(sentence, 'en')).toBe('expected_records is 3, but the file holds 2');
    expect(render(sentence, 'zh')).toBe('expected_records 是 3，但文件里实际有 2 条记录');
  });

  it('that is only text is told as it came, in any language', () => {
    for (const language of ['en', 'zh'] as const) expect(render('用户不存在', language)).toBe('用户不存在');
  });

  it('inside another is rendered first, in the same language', () => {
    const sentence = say('outcome.not_sent', { why: say('job.out_of_patience', { ms: 86_400_000 }) });
    expect(render(sentence, 'en')).toBe('not sent: it was not done within 24 hours');
    expect(render(sentence, 'zh')).toBe('未提交：任务在 24 小时内没有完成');
  });

  it('deep inside another, in an object of facts or a list, is rendered too', () => {
    const message = say('record.in_row', { row: 4, message: say('record.no_json') });
    const last = { code: 7, message, log_id: 'L1' };
    expect(render(say('outcome.sent_and_lost', { last }), 'en')).toContain(
      'Feishu answered with 7 "row 4: the line is not JSON" (log id L1)',
    );
    expect(render(say('outcome.sent_and_lost', { last }), 'zh')).toContain(
      '飞书返回错误码 7“第 4 行：这一行不是 JSON”（log id L1）',
    );
    expect(render(say('expectations.one_of', { values: [say('expectations.text'), 'x'] }), 'zh')).toBe(
      '以下之一：文本、x',
    );
  });

  it('says the same after it was stored', () => {
    const sentence = inShort(
      [
        say('record.field_wrong', { field: 'a', value: shown(['x']), expected: say('expectations.text') }),
        say('record.other_sum', { total: shown('2.00'), sum: shown('1'.repeat(99)) }),
      ],
      10,
    );
    const stored: unknown = JSON.parse(JSON.stringify(sentence));
    if (!isSay(stored)) throw new Error('no sentence was stored');
    for (const language of ['en', 'zh'] as const)
      expect(render(stored, language)).toBe(render(sentence, language));
  });

  it('takes a value for a value, also one that looks like a sentence', () => {
    const value = shown({ say: 'file.empty' });
    expect(render(say('record.no_object', { value }), 'en')).toBe(
      'the record is an object, expected an object',
    );
    const text = shown('{"say":"file.empty"}');
    expect(render(say('record.no_object', { value: text }), 'en')).toContain(String.raw`"{\"say\":`);
  });
});

describe('several sentences', () => {
  const faults = [1, 2, 3].map((record) => say('file.json_broken', { record }));
  const [first] = faults;

  it('are one, parted by semicolons, and counted beyond the first few', () => {
    expect(render(inShort(faults, 3), 'en')).toBe(
      'record 1: the JSON document is broken; record 2: the JSON document is broken; record 3: the JSON document is broken',
    );
    expect(render(inShort(faults, 1), 'en')).toBe('record 1: the JSON document is broken; and 2 more');
    expect(render(inShort(faults, 1), 'zh')).toBe('第 1 条记录：JSON 格式有误；另有 2 处');
  });

  it('need no semicolon in Chinese behind a sentence that has an end', () => {
    const question = say('file.row_too_long', { row: 7, chars: 9 });
    expect(render(inShort([question, ...faults], 2), 'zh')).toMatch(
      /？第 1 条记录：JSON 格式有误；另有 2 处$/,
    );
  });

  it('are told as the only one where there is one', () => {
    expect(inShort(faults.slice(0, 1), 1)).toBe(first);
  });
});

describe('a sentence that cannot be rendered is told by its id and facts', () => {
  it.each<[string, Say, string]>([
    ['of no group', { say: 'many.greeting' }, 'many.greeting {}'],
    ['of no entry', { say: 'few.farewell', with: { n: 1 } }, 'few.farewell {"n":1}'],
    ['with a name of JavaScript', { say: 'constructor.name' }, 'constructor.name {}'],
    ['with another', { say: 'few.toString' }, 'few.toString {}'],
    ['without a name', { say: '' }, ' {}'],
    [
      'with hidden characters',
      { say: 'a\u001b[2J', with: { b: '\u202E' } },
      String.raw`a\u001b[2J {"b":"\u202e"}`,
    ],
  ])('%s', (_, sentence, text) => {
    for (const language of ['en', 'zh'] as const) expect(renderFew(sentence, language)).toBe(text);
  });

  it('also where its entry cannot tell these facts', () => {
    const bent: Say = { say: 'record.field_absent' };
    expect(render(bent, 'en')).toBe('record.field_absent {}');
    expect(render({ say: 'outcome.not_sent', with: { why: bent } }, 'zh')).toBe(
      '未提交：record.field_absent {}',
    );
  });

  it('and the sentence around it is whole', () => {
    const inner: Say = { say: 'newer.entry', with: { n: 1 } };
    expect(renderFew({ say: 'few.greeting', with: { name: inner } }, 'zh')).toBe('你好，newer.entry {"n":1}');
  });
});

describe('what people open', () => {
  it('has the text beside the sentence', () => {
    expect(tell(say('file.empty'), 'zh')).toEqual({ say: 'file.empty', text: '文件是空的' });
    expect(tell(say('intake.too_deep', { levels: 500 }), 'en')).toEqual({
      say: 'intake.too_deep',
      with: { levels: 500 },
      text: 'the message is nested more than 500 levels deep',
    });
  });

  it("has a text alone for a person's own words", () => {
    expect(tell('the wrong month', 'zh')).toEqual({ text: 'the wrong month' });
  });
});
