import { describe, expect, it } from 'vitest';

import { readJson } from '../../../shared/values/json.ts';
import { allInEnglish } from '../../../test/in-english.ts';
import { aBonus } from '../../../test/records.ts';
import { recordOfElement } from './record-of-element.ts';

function readOf(record: object | string) {
  const text = typeof record === 'string' ? record : JSON.stringify(record);
  return recordOfElement({ row: 7, text, line: Buffer.from(text), value: readJson(text) });
}

const withNote = (note: string) => JSON.stringify(aBonus({ note: 'here' })).replace('"here"', note);
const nested = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);

describe('a record nested more than 500 levels deep', () => {
  it('is refused: it could be read, but not written again', () => {
    expect(readOf(withNote(nested(500))).faults).toEqual([]);
    for (const levels of [501, 100_000]) {
      expect(allInEnglish(readOf(withNote(nested(levels))))).toMatchObject({
        record: undefined,
        faults: [{ code: 2290001, field: 'note', message: 'note is nested more than 500 levels deep' }],
      });
    }
  });
});

describe('a record with a list of more than 40,000', () => {
  it('is refused as a whole: to look at each would take a memory of its own', () => {
    const listed = (length: number) => withNote(`[${Array.from({ length }, () => '1').join()}]`);
    expect(readOf(listed(40_000)).faults).toEqual([]);
    const message = 'note is a list of 40001, expected at most 40000';
    expect(allInEnglish(readOf(listed(40_001)))).toMatchObject({
      record: undefined,
      raw: [listed(40_001)],
      faults: [{ code: 2290001, field: 'note', message }],
    });
  });
});

describe('what is no record', () => {
  it.each([
    ['not JSON', 'the line is not JSON'],
    ['[1]', 'the record is a list of 1, expected an object'],
    ['null', 'the record is null, expected an object'],
    ['12345678901234567890', 'the record is 12345678901234567890, expected an object'],
  ])('%s: is told as what it is', (text, message) => {
    const read = allInEnglish(readOf(text));
    expect(read).toMatchObject({ raw: [text], record: undefined, faults: [{ field: '', message }] });
  });
});

describe('fields that begin with an underscore', () => {
  it('are no part of the record, and stay in what the file said', () => {
    const text = '{"id":"1","_row":3}';
    expect(readOf(text)).toMatchObject({ record: { id: '1' }, raw: [text], faults: [] });
  });

  it.each(['_status', '_Status', ' _status', '\u200b_status', '＿ｓｔａｔｕｓ'])(
    'stop a record whose last end is not known, with the name %j',
    (name) => {
      const { record, faults } = readOf(JSON.stringify({ id: '1', [name]: 'Unknown' }));
      expect(record).toEqual({ id: '1' });
      expect(faults).toMatchObject([{ field: '_status' }]);
    },
  );
});
