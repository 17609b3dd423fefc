import { describe, expect, it } from 'vitest';

import { say } from '../../../shared/words/say.ts';
import type { Reported } from '../report/job-records.ts';
import { listShape, ndjsonShape } from './elements.ts';

const rejected = (text: string): Reported => ({
  line: { row: 3, rows: [3], raw: [text] },
  outcome: { status: 'rejected', code: 2290001, message: 'no' },
});
const nested = (levels: number) => `{"x":${'['.repeat(levels)}${']'.repeat(levels)}}`;
const own = { _row: 3, _status: 'rejected', _code: 2290001, _message: 'no' };

describe.each([ndjsonShape(false), listShape(false)])('an element of the report', (shape) => {
  it.each([501, 5000, 100_000])(
    'that is nested %i levels deep is kept as text: it cannot be written',
    (levels) => {
      const text = nested(levels);
      expect(JSON.parse(shape.record(rejected(text), 'en'))).toEqual({ _raw: text, ...own });
    },
  );

  it.each([
    ['en', 'the line is not JSON'],
    ['zh', '这一行不是 JSON'],
  ] as const)('tells its fault in the language %s', (language, told) => {
    const { line, outcome } = rejected('{');
    const reported = { line, outcome: { ...outcome, message: say('record.no_json') } };
    expect(JSON.parse(shape.record(reported, language))).toEqual({ _raw: '{', ...own, _message: told });
  });

  it('that is nested 500 levels deep is kept as it is', () => {
    expect(shape.record(rejected(nested(500)), 'en')).toContain(`${nested(500).slice(0, -1)},"_row":3`);
  });

  it.each(['{"__proto__":{"a":1},"toJSON":1,"then":2}', '{"":"","x":"\\ud83d"}', '{"x":[1e400,-0,1.10]}'])(
    'of %s keeps what the file said',
    (text) => {
      expect(shape.record(rejected(text), 'en')).toContain(`${text.slice(0, -1)},"_row":3`);
    },
  );
});
