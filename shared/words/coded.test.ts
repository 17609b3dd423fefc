import { describe, expect, it } from 'vitest';

import { coded, decoded } from './coded.ts';
import { say } from './say.ts';

describe('a sentence in the place of a text', () => {
  it.each([
    say('expectations.date'),
    say('expectations.one_of', { values: ['{"say":"x"}', '工资', '\u2028'] }),
    say('export.field_wrong', {
      field: 'dataset',
      value: { text: '"' },
      expected: say('expectations.dataset'),
    }),
  ])('comes back: $say', (sentence) => {
    expect(decoded(coded(sentence))).toEqual(sentence);
  });

  it.each(['', '2290001', 'Invalid type', 'an object', '{', '{"say":7}', '{"with":{}}', '[]', '"say"'])(
    '%j is none',
    (text) => {
      expect(decoded(text)).toBeUndefined();
    },
  );
});
