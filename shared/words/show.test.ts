import { describe, expect, it } from 'vitest';

import { readJson } from '../values/json.ts';
import { en, fieldName, outside, shortName, shown, zh, type Field } from './show.ts';

const long = '金'.repeat(61);

describe('a value from outside', () => {
  it.each<[unknown, string, string]>([
    [undefined, 'absent', '未填写'],
    ['', 'empty', '空'],
    [{ a: 1 }, 'an object', 'JSON 对象'],
    [[], 'a list of 0', '含 0 项的列表'],
    [['a', 'b'], 'a list of 2', '含 2 项的列表'],
    [null, 'null', 'null'],
    [true, 'true', 'true'],
    [2.5, '2.5', '2.5'],
    [readJson('12345678901234567890'), '12345678901234567890', '12345678901234567890'],
    ['工资💰', '"工资💰"', '"工资💰"'],
    ['x'.repeat(60), `"${'x'.repeat(60)}"`, `"${'x'.repeat(60)}"`],
    [long, `"${long.slice(1)}…" (61 characters)`, `"${long.slice(1)}…"（共 61 个字符）`],
    ['💰'.repeat(60), `"${'💰'.repeat(60)}"`, `"${'💰'.repeat(60)}"`],
    [readJson('7'.repeat(61)), `${'7'.repeat(60)}… (61 characters)`, `${'7'.repeat(60)}…（共 61 个字符）`],
  ])('%j is shown as it is, as far as it is short', (value, english, chinese) => {
    expect(en.value(shown(value))).toBe(english);
    expect(zh.value(shown(value))).toBe(chinese);
  });

  it.each([
    ['a\u0000b\n', String.raw`"a\u0000b\n"`],
    ['\u007F\u0085\u009B', String.raw`"\u007f\u0085\u009b"`],
    ['\u2028\u2029', String.raw`"\u2028\u2029"`],
    ['2000\u202E00', String.raw`"2000\u202e00"`],
    ['\u200B\u200E\u200F\u061C\u2060\uFEFF', String.raw`"\u200b\u200e\u200f\u061c\u2060\ufeff"`],
    ['\uD800', String.raw`"\ud800"`],
  ])('holds nothing hidden: %j', (value, text) => {
    for (const words of [en, zh]) expect(words.value(shown(value))).toBe(text);
  });

  it('says the same after it was stored', () => {
    for (const value of [undefined, '', long, [1], { a: 1 }, 7]) {
      const stored = JSON.parse(JSON.stringify(shown(value)));
      for (const words of [en, zh]) expect(words.value(stored)).toBe(words.value(shown(value)));
    }
  });
});

it.each<[unknown, string]>([
  [undefined, '未填写'],
  ['', '为空'],
  [' ', '是 " "'],
  [{}, '是 JSON 对象'],
  [['a'], '是含 1 项的列表'],
  [2.5, '是 2.5'],
])('in Chinese a field is said to be %j', (value, chinese) => {
  expect(zh.is(shown(value))).toBe(chinese);
});

describe('an amount', () => {
  it.each([
    ['2000.00', '2000.00'],
    ['1'.repeat(61), `"${'1'.repeat(60)}…" (61 characters)`],
    ['', 'empty'],
    ['1 \u202E2', String.raw`"1 \u202e2"`],
  ])('%j needs no quotes where it is short and plain', (value, text) => {
    expect(en.plain(shown(value))).toBe(text);
  });
});

describe('a name from outside', () => {
  it.each([
    ['details.1.issuance_amount', 'details.1.issuance_amount'],
    ['总金额', '总金额'],
    ['x'.repeat(100), 'x'.repeat(100)],
    ['x'.repeat(101), `"${'x'.repeat(60)}…" (101 characters)`],
    ['expected_total.\n', String.raw`"expected_total.\n"`],
    ['总 金额', '"总 金额"'],
    ['', 'empty'],
  ])('%j is shown without quotes where it is short and plain', (name, text) => {
    expect(en.name(name)).toBe(text);
    expect(en.name(shortName(name))).toBe(text);
    expect(en.field(shortName(name))).toBe(text);
  });

  it.each<[Field, string, string]>([
    [{ column: '总金额' }, '总金额', '总金额'],
    [{ column: '总金额', cell: '奖金!F14' }, '总金额 (奖金!F14)', '总金额（奖金!F14）'],
    [{ column: 'a b', cell: '1\u202E!A2' }, String.raw`"a b" (1\u202e!A2)`, String.raw`"a b"（1\u202e!A2）`],
  ])('of a column stands with its cell: %j', (field, english, chinese) => {
    expect(en.field(field)).toBe(english);
    expect(zh.field(field)).toBe(chinese);
  });

  it('of a field counts elements from 1, as the columns of a file do', () => {
    expect(fieldName(['details', 0, 'issuance_amount'])).toBe('details.1.issuance_amount');
  });
});

it('what is hidden in text from outside becomes visible', () => {
  expect(outside('a\u001b[2J\u200Bb "c"')).toBe(String.raw`a\u001b[2J\u200bb "c"`);
});
