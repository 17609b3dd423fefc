import { describe, expect, it } from 'vitest';

import { render } from '../../../../shared/words/render.ts';
import { inMemory, openBook, readSheet, rowsOf } from '../../../../test/workbook/read-book.ts';
import { oneRow, sevenIn, withRows } from '../../../../test/workbook/sheets.ts';
import { writeBook } from '../../../../test/workbook/write-book.ts';
import { StopFile } from '../stop-file.ts';
import { openWorkbook, type RandomAccess } from './open-workbook.ts';

const limits = { checkTime: () => undefined, maxFileBytes: 1e8 };

describe('a workbook', () => {
  it('names its sheets in their order, hidden ones too, and what its names refer to', async () => {
    const names = [
      '<definedName name="payferry_template">数据!$A$1</definedName>',
      '<definedName name="n" localSheetId="0">of a sheet</definedName>',
      '<definedName name="n">of the book</definedName>',
    ];
    const book = await openBook(
      writeBook({
        sheets: [
          { name: '说明 & 例', xml: '' },
          { name: 'lists', xml: '', state: 'hidden' },
          { name: 'x', xml: oneRow, state: 'veryHidden' },
        ],
        bookEnd: `<definedNames>${names.join('')}</definedNames>`,
      }),
    );
    expect(book.sheets.map(({ name, visible }) => [name, visible])).toEqual([
      ['说明 & 例', true],
      ['lists', false],
      ['x', false],
    ]);
    expect(book.definedNames).toEqual(
      new Map([
        ['n', 'of the book'],
        ['payferry_template', '数据!$A$1'],
      ]),
    );
  });

  it('is read anew each time, and stopping early lets go of the file', async () => {
    const rows = Array.from({ length: 50_000 }, (_, n) => `<row r="${n + 1}"><c><v>${n}</v></c></row>`);
    const watched = watchedSource(withRows(rows.join('')));
    const book = await openWorkbook(watched.source, limits);
    for await (const several of book.sheets[0]?.rows() ?? []) {
      expect(several[0]).toEqual({ row: 1, cells: ['0'], hidden: false });
      break;
    }
    await expect.poll(() => watched.open()).toBe(0);
    expect(watched.readBytes()).toBeLessThan(watched.source.bytes / 2 + 70_000);
    for (const _ of [1, 2]) expect((await readSheet(book)).rows).toHaveLength(50_000);
    expect(watched.open()).toBe(0);
  });

  it('is the same however its bytes come', async () => {
    const cells = '<c t="inlineStr"><is><t>中文 𠮷</t></is></c><c t="s"><v>0</v></c>';
    const bytes = withRows(`<row>${cells}</row>`, { strings: '<si><t>短信</t></si>' });
    for (const chunkBytes of [1, 2, 3, 7, 1000]) {
      const { rows } = await readSheet(await openBook(bytes, undefined, chunkBytes));
      expect(rows.map((row) => row.cells)).toEqual([['中文 𠮷', '短信']]);
    }
  });

  it('looks at the time while it is read', async () => {
    let checks = 0;
    const late = () => {
      checks += 1;
      if (checks > 4) throw new StopFile({ say: 'file.takes_too_long' });
    };
    await expect(rowsOf(sevenIn(), late)).rejects.toThrow('file.takes_too_long');
  });

  it('whose storage gives too little, or fails, is not at fault', async () => {
    const bytes = sevenIn();
    const { read } = inMemory(bytes);
    const short = { bytes: bytes.length, read: (at: number, length: number) => read(at, length - 1) };
    await expect(openWorkbook(short, limits)).rejects.toThrow(
      /^the stored file gave \d+ bytes instead of \d+$/,
    );
    const broken: RandomAccess = {
      bytes: bytes.length,
      async *read(at, length) {
        if (length === bytes.length || at === 0) yield* read(at, length);
        else throw new Error('the network went away');
      },
    };
    await expect(openWorkbook(broken, limits)).rejects.toThrow('the network went away');
  });

  it('names sheet and cell as a person finds them', async () => {
    const stops = async (xml: string) => {
      const error: unknown = await rowsOf(writeBook({ sheets: [{ name: '奖金', xml }] })).catch(caught);
      if (!(error instanceof StopFile)) throw new Error('it was read');
      return [render(error.said, 'en'), render(error.said, 'zh')].map((text) => text.replace(/[:：].*/, ''));
    };
    expect(await stops('<row r="14"><c r="F14" t="s"><v>99</v></c></row>')).toEqual([
      '奖金!F14 refers to text "99", which the workbook does not have',
      '奖金!F14 引用的第 "99" 段文字在工作簿中不存在',
    ]);
    expect(await stops('<x/>')).toEqual(['"奖金" is not as workbooks have it', '工作簿中的 "奖金" 结构异常']);
  });
});

function caught(error: unknown): unknown {
  return error;
}

function watchedSource(bytes: Buffer) {
  let [open, readBytes] = [0, 0];
  const { read } = inMemory(bytes, 1000);
  const source: RandomAccess = {
    bytes: bytes.length,
    async *read(position, length) {
      open += 1;
      try {
        for await (const chunk of read(position, length)) {
          readBytes += chunk.length;
          yield chunk;
        }
      } finally {
        open -= 1;
      }
    },
  };
  return { source, open: () => open, readBytes: () => readBytes };
}
