import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { render } from '../../../../shared/words/render.ts';
import { StopFile } from '../stop-file.ts';
import { isGb18030 } from './evidence.ts';
import { NotUtf8, tableText, type AskedEncoding } from './table-text.ts';

async function* chunks(buffer: Buffer, bytes: number) {
  for (let at = 0; at < buffer.length; at += bytes) yield buffer.subarray(at, at + bytes);
}

async function read(buffer: Buffer, asked?: AskedEncoding['asked'], bytes = 3): Promise<string> {
  let found = 'none';
  const parts = [];
  try {
    for await (const part of tableText(chunks(buffer, bytes), { asked, onFound: (one) => (found = one) }))
      parts.push(part.toString());
  } catch (error) {
    if (error instanceof NotUtf8) return 'not UTF-8';
    if (error instanceof StopFile) return render(error.said, 'en');
    throw error;
  }
  return `${found}: ${parts.join('')}`;
}

/** GB18030 by the table of its page, for the characters of these tests; Node has no encoder. */
const codes: Readonly<Record<string, string>> = {
  员: 'd4b1', 工: 'b9a4', 姓: 'd0d5', 名: 'c3fb', 张: 'd5c5', 伟: 'ceb0', 强: 'c7bf', 平: 'c6bd', 英: 'd3a2', 志: 'd6be',
  奖: 'bdb1', 金: 'bdf0', 月: 'd4c2', 年: 'c4ea', 终: 'd6d5', '€': '80', 䶮: 'fe9f', 𠮷: '9534b235',
}; // prettier-ignore
const gb = (text: string) =>
  Buffer.concat(
    Array.from(text, (each) => (codes[each] ? Buffer.from(codes[each], 'hex') : Buffer.from(each))),
  );

describe('the text of a table', () => {
  it.each([1, 2, 3, 100])('in UTF-8 or UTF-16 is read by its mark, in chunks of %i bytes', async (bytes) => {
    const text = 'id,姓名\n1,张伟💰\n';
    const be = Buffer.from(`\uFEFF${text}`, 'utf16le').swap16();
    expect(await read(Buffer.from(text), undefined, bytes)).toBe(`utf-8: ${text}`);
    expect(await read(Buffer.from(`\uFEFF${text}`), undefined, bytes)).toBe(`utf-8: ${text}`);
    expect(await read(Buffer.from(`\uFEFF${text}`, 'utf16le'), undefined, bytes)).toBe(`utf-16: ${text}`);
    expect(await read(be, undefined, bytes)).toBe(`utf-16: ${text}`);
    expect(await read(Buffer.concat([Buffer.from('84319533', 'hex'), gb('奖金')]), undefined, bytes)).toBe(
      'gb18030: 奖金',
    );
  });

  it.each([1, 2, 3, 100])(
    'in GB18030 is read where it is asked for, in chunks of %i bytes',
    async (bytes) => {
      const text = '员工,€,䶮,𠮷\n年终奖金\n';
      expect(await read(gb(text), 'gb18030', bytes)).toBe(`gb18030: ${text}`);
      expect(await read(gb(text), undefined, bytes)).toBe('not UTF-8');
    },
  );

  it.each([
    ['short', 'name\n伟\n', 'line 2 reads "ΰ" in UTF-8 and "伟" in GB18030'],
    ['several names', 'name\n1\n伟志\n', 'line 3 reads "ΰ־" in UTF-8 and "伟志" in GB18030'],
  ])('with two readings is refused with both: %s', async (_, text, sentence) => {
    for (const bytes of [1, 3, 100]) expect(await read(gb(text), undefined, bytes)).toContain(sentence);
    expect(await read(gb(text), 'gb18030')).toBe(`gb18030: ${text}`);
    expect(await read(gb(text), 'utf-8')).toMatch(/^utf-8: /);
  });

  it.each(['José', 'Müller', 'Émile', 'ÖZ ñ ø', 'Ωmega', 'Привет', '中', 'plain'])(
    'in UTF-8 is no Chinese because of %s',
    async (name) => {
      expect(await read(Buffer.from(`name\n${name}\n`))).toBe(`utf-8: name\n${name}\n`);
    },
  );

  it.each([
    ['bytes of no character', Buffer.concat([gb('奖\n金'), Buffer.from([0xff])]), 'gb18030', 'the file is not in GB18030 (line 2)'],
    ['half a character', gb('奖\n金').subarray(0, 4), 'gb18030', 'the file is not in GB18030 (line 2)'],
    ['half a surrogate pair', Buffer.from('\uFEFFa\n💰', 'utf16le').subarray(0, 8), undefined, 'is not in UTF-16 (line 2)'],
    ['another mark', Buffer.from('\uFEFFa'), 'gb18030', 'encoding is gb18030, but the file begins with the byte order mark of utf-8'],
    ['no mark', Buffer.from('a'), 'utf-16', 'the file has no byte order mark'],
    ['NULs', Buffer.from('id,a\n', 'utf16le'), undefined, 'UTF-16'],
    ['not as asked', gb('奖金'), 'utf-8', 'the file is not in UTF-8 (line 1)'],
  ] as const)('with %s is refused', async (_, buffer, asked, sentence) => {
    for (const bytes of [1, 4, 100]) expect(await read(buffer, asked, bytes)).toContain(sentence);
  }); // prettier-ignore

  it('in UTF-16 is the same whatever the chunks', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: 'grapheme' }),
        fc.integer({ min: 1, max: 9 }),
        async (any, bytes) => {
          const text = any.toWellFormed().replaceAll('\uFFFD', '');
          expect(await read(Buffer.from(`\uFEFF${text}`, 'utf16le'), undefined, bytes)).toBe(
            `utf-16: ${text}`,
          );
        },
      ),
    );
  });
});

describe('a file is GB18030', () => {
  const isTitle = (cell: string) => cell === '姓名';
  const is = (buffer: Buffer, bytes = 3) => isGb18030(chunks(buffer, bytes), isTitle);

  it.each([
    ['with a title that is known', gb('姓名\n张\n'), true],
    ['with twenty usual characters', gb('name\n张伟强平英志奖金月年终张伟强平英志奖金月年\n'), true],
    ['not with a few characters and no title', gb('name\n张伟\n'), false],
    ['not with bytes of no character', Buffer.concat([gb('姓名\n'), Buffer.from([0xff, 0xff])]), false],
    ['not cut off in a character', gb('姓名\n张').subarray(0, 6), false],
    ['not in Big5', Buffer.from('a9c5adfba4e9b4c1aabab1a1a7a3a4e5a6eca5fea4e7aca1a4e2a5cdab4ea6b3a4d1a7f5', 'hex'), false],
    ['not in Shift-JIS', Buffer.from('8e8196bc8b8b97bf83678389836683b3837e8ff78e8196bc8b8b97bf8367838983668e81', 'hex'), false],
    ['not in Latin-1', Buffer.from('Jos\xe9 Garc\xeda Mu\xf1oz\n', 'latin1'), false],
    ['not with characters of private use alone', Buffer.concat([gb('name\n张伟强平英志奖金月年终张伟强平英志奖金月年'), Buffer.from('aaa1', 'hex')]), false],
  ])('%s', async (_, buffer, expected) => {
    for (const bytes of [1, 2, 3, 1000]) expect(await is(buffer, bytes)).toBe(expected);
  }); // prettier-ignore
});
