import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { fit, outside, widthOf } from './outside-text.ts';

const unprintable = /[\p{Cc}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}]/u;

describe('text from outside', () => {
  it.each([
    ['codes that clear the screen', 'a\u001b[2Jb', 'a\\u{1b}[2Jb'],
    ['codes of the second block', 'a\u009b2Jb', 'a\\u{9b}2Jb'],
    ['ends of lines', 'a\nb\r\nc', 'a\\u{a}b\\u{d}\\u{a}c'],
    ['ends of lines that only Unicode knows', 'a\u2028b\u2029c\u0085', 'a\\u{2028}b\\u{2029}c\\u{85}'],
    ['a tab, NUL and DEL', '\t\u0000\u007f', '\\u{9}\\u{0}\\u{7f}'],
    [
      'turns of the direction of writing',
      '\u202egnp\u2066x\u200f\u061c',
      '\\u{202e}gnp\\u{2066}x\\u{200f}\\u{61c}',
    ],
    ['blanks without a width', 'a\u200bb\ufeffc\u2060d\u00ad', 'a\\u{200b}b\\u{feff}c\\u{2060}d\\u{ad}'],
    ['letters without an outline', '\u3164\u115f\uffa0\u034f', '\\u{3164}\\u{115f}\\u{ffa0}\\u{34f}'],
    ['tags', '\u{1f3f4}\u{e0067}\u{e007f}', '\u{1f3f4}\\u{e0067}\\u{e007f}'],
    ['halves of characters', 'a\ud83db', 'a\\u{d83d}b'],
    [
      'characters that nobody has assigned or everybody',
      '\ue000\uffff\u{10ffff}',
      '\\u{e000}\\u{ffff}\\u{10ffff}',
    ],
    ['a joiner between letters that are not joined', 'pay\u200dpal', 'pay\\u{200d}pal'],
    ['a variation of nothing', '\ufe0fa\ufe0f❤\ufe0f\ufe0f', '\\u{fe0f}a\\u{fe0f}❤\ufe0f\\u{fe0f}'],
    [
      'marks that pile up over other lines',
      `a${'\u0301'.repeat(10)}`,
      `a${'\u0301'.repeat(8)}\\u{301}\\u{301}`,
    ],
  ])('shows %s', (_, text, shown) => {
    expect(outside(text)).toBe(shown);
  });

  it.each([
    ['Chinese', '张伟 奖金，2026年（全）　￥'],
    ['accents, in either form', 'José Jose\u0301 Nguyễn'],
    ['emoji', '💰 👩🏽‍🚀 👨‍👩‍👧‍👦 🏳️‍🌈 1️⃣ ❤️ 🇨🇳'],
    ['a rare form of a Chinese character', '葛\u{e0100}城'],
    ['Persian and Uyghur', 'می‌خواهم ئۇيغۇر'],
    ['the scripts of India', 'ශ්‍රී नमस्ते क्‍ष'],
    ['Mongolian', 'ᠠ\u180e'],
    ['Hebrew, Korean, Thai', 'שלום 한국 ไทย'],
    ['a backslash and quotes', String.raw`C:\u{1b} "it's"`],
  ])('leaves %s as it is', (_, text) => {
    expect(outside(text)).toBe(text);
  });

  it('is never more than printable, whatever it holds, and is escaped once', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const shown = outside(text);
        expect(unprintable.test(shown)).toBe(false);
        expect(outside(shown)).toBe(shown);
      }),
    );
  });
});

describe('text that is fitted into a column', () => {
  it.each([
    ['abcdef', 6, 'abcdef'],
    ['abcdefg', 6, 'abcde…'],
    ['张伟张伟', 8, '张伟张伟'],
    ['张伟张伟', 7, '张伟张…'],
    ['张伟张伟', 6, '张伟…'],
    ['Jose\u0301Jose\u0301', 5, 'Jose\u0301…'],
    ['👨‍👩‍👧‍👦👨‍👩‍👧‍👦', 4, '👨‍👩‍👧‍👦👨‍👩‍👧‍👦'],
    ['👨‍👩‍👧‍👦👨‍👩‍👧‍👦', 3, '👨‍👩‍👧‍👦…'],
    ['a\u001bbc', 7, 'a…'],
    ['a\u001bbc', 8, 'a\\u{1b}…'],
    ['a\u001bbc', 9, 'a\\u{1b}bc'],
    ['', 4, ''],
  ])('%j in %i columns is %j', (text, columns, shown) => {
    expect(fit(text, columns)).toBe(shown);
  });

  it('is never wider, and whole where there is room', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 40 }),
        fc.integer({ min: 1, max: 40 }),
        (text, columns) => {
          const shown = fit(text, columns);
          expect(widthOf(shown)).toBeLessThanOrEqual(columns);
          if (widthOf(outside(text)) <= columns) expect(shown).toBe(outside(text));
          else expect(shown).toMatch(/…$/);
        },
      ),
    );
  });

  it('is looked at no further than it is shown', () => {
    expect(fit('奖金'.repeat(20_000_000), 32)).toBe(`${'奖金'.repeat(7)}奖…`);
  });
});
