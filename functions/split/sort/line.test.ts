import { describe, expect, it } from 'vitest';

import { readBatchLine } from '../../../shared/job/batch.ts';
import { readJson } from '../../../shared/values/json.ts';
import { recordOfElement } from '../read/record-of-element.ts';
import { batchLine } from './line.ts';
import { Lines } from './lines.ts';

function lineOf(text: string): string {
  const element = { row: 7, text, line: Buffer.from(text), value: readJson(text) };
  const { rows, record = {}, raw, json } = recordOfElement(element);
  const lines = new Lines();
  lines.add(batchLine({ row: 7, rows, record, raw }, json));
  return lines.body.toString();
}

describe('a batch line', () => {
  it.each([
    ['blanks and an end of line as Windows has it', ' { "id" : "1" , "n" : [ 1 ] } \r'],
    [
      'numbers that a double does not hold',
      '{"id":12345678901234567890,"amount":1.10,"far":1e400,"none":-0}',
    ],
    ['escapes, halves of characters and controls', String.raw`{"id":"\u91d1\/\ud800\u2028\u0000"}`],
    ['a name twice', '{"id":"1","id":"2"}'],
    ['names that objects have anyway', '{"__proto__":{"a":1},"constructor":1}'],
    ['returns between its fields', '{\r  "id": "1",\r  "n": {}\r}'],
    ['what is not a field of the record', '{"id":"1","_row":3}'],
  ])('holds the record that the file has, in one line: with %s', (_, text) => {
    const line = lineOf(text);
    expect(line.indexOf('\n')).toBe(line.length - 1);
    expect(line).not.toContain('\r');
    const { record } = recordOfElement({ row: 7, text, value: readJson(text) });
    const read = readBatchLine(line);
    expect(JSON.stringify(read.record)).toBe(JSON.stringify(record));
    expect(read).toMatchObject({ row: 7, rows: [7] });
  });

  it('is the text of the file where that is one line, and nothing else was in it', () => {
    expect(lineOf('{"id": "1"}')).toBe('{"row":7,"rows":[7],"record":{"id": "1"}}\n');
    expect(lineOf('{"id": "1", "_row": 3}')).toBe(
      '{"row":7,"rows":[7],"record":{"id":"1"},"raw":["{\\"id\\": \\"1\\", \\"_row\\": 3}"]}\n',
    );
  });
});
