import { describe, expect, it } from 'vitest';

import { say } from '../../../shared/words/say.ts';
import type { Language } from '../../../shared/words/sentences.ts';
import type { Reported } from '../report/job-records.ts';
import { tableShape } from './table.ts';

const aRow = (cells: readonly string[], changes: Partial<Reported['outcome']> = {}): Reported => ({
  line: { row: 2, rows: [2], raw: [cells] },
  outcome: { status: 'created', code: 0, message: 'ok', id: '9', ...changes },
});
const text = (header: readonly string[], reported: Reported, hasId = false, language: Language = 'en') => {
  const shape = tableShape(header, ',', hasId);
  return shape.head.slice(1) + shape.record(reported, language);
};

describe('a table of the report', () => {
  it('begins with a byte order mark', () => {
    expect(tableShape(['id'], ',', false).head.codePointAt(0)).toBe(0xfeff);
  });

  it('has our columns once, behind the others, wherever an earlier report had them', () => {
    const header = ['_status', 'id', ' _row ', 'reason', '_message', '_code', '_note', '_id'];
    const cells = ['refused', '7', '12', "'=x", 'no', '5', 'mine', '8'];
    expect(text(header, aRow(cells), true)).toBe(
      "id,reason,_note,_row,_status,_code,_message,_id\r\n7,'=x,mine,2,created,0,ok,9\r\n",
    );
  });

  it('guards what was not guarded, once', () => {
    expect(text(['id', 'reason'], aRow(['7', "'=x"]))).toContain("7,''=x,2");
    expect(text(['id', 'reason', '_row'], aRow(['7', "''=x", '4']))).toContain("7,''=x,2");
  });

  it.each([
    ['too many', ['7', 'a', '=b'], "7,a,2,created,0,ok,'=b\r\n"],
    ['too few', ['7'], '7,,2,created,0,ok,\r\n'],
  ])('keeps a row with %s cells such a row, with ours in their columns', (_, cells, line) => {
    expect(text(['id', 'reason'], aRow(cells))).toContain(`\r\n${line}`);
  });

  it('tells on each row of a record why, and what takes long to tell only on the first', () => {
    const rows = [['7'], ['7'], ['7']];
    const line = { row: 2, rows: [2, 3, 4], raw: rows };
    const record = (message: string, language: Language = 'en') => {
      const outcome = { status: 'rejected', code: 1, message } as const;
      return tableShape(['id'], ',', false).record({ line, outcome }, language);
    };
    const short = 'x'.repeat(1000);
    expect(record(short)).toBe([2, 3, 4].map((row) => `7,${row},rejected,1,${short}\r\n`).join(''));
    const more = `7,3,rejected,1,${short}… (all of it in row 2)\r\n`;
    expect(record(`${short}y`)).toBe(`7,2,rejected,1,${short}y\r\n${more}${more.replace('7,3', '7,4')}`);
    expect(record(`${short}y`, 'zh')).toContain(`7,4,rejected,1,${short}…（完整内容见第 2 行）\r\n`);
  });

  it.each([
    ['en', 'the job was stopped before this record was sent'],
    ['zh', '任务在提交这条记录之前已中止'],
  ] as const)(
    'tells a sentence of ours in the language %s, and one of Feishu as it came',
    (language, told) => {
      const ours = aRow(['7'], { message: say('outcome.stopped_before_sent') });
      expect(text(['id'], ours, false, language)).toContain(`7,2,created,0,${told}\r\n`);
      const theirs = aRow(['7'], { message: '字段校验失败' });
      expect(text(['id'], theirs, false, language)).toContain('7,2,created,0,字段校验失败\r\n');
    },
  );

  it('leaves the id empty where Feishu gave none', () => {
    expect(text(['id'], aRow(['7'], { id: undefined }), true)).toContain('7,2,created,0,ok,\r\n');
  });
});
