import { describe, expect, it } from 'vitest';

import { bytesOf, Lines, mostBytesOf } from './lines.ts';

describe('lines', () => {
  it('lie one behind the other, whatever they are made of', () => {
    const lines = new Lines();
    lines.add(['{"row":1,"record":', Buffer.from('{"a":"奖金"}'), '}']);
    lines.add(['2']);
    expect(lines.body.toString()).toBe('{"row":1,"record":{"a":"奖金"}}\n2\n');
    expect(lines).toMatchObject({ count: 2, bytes: lines.body.length });
    expect([lines.at(0), lines.at(1), lines.at(2)]).toEqual([
      '{"row":1,"record":{"a":"奖金"}}',
      '2',
      undefined,
    ]);
  });

  it('get more room as they come', () => {
    const lines = new Lines();
    const texts = [1, 65_535, 1, 65_536, 400_000, 3].map((length, index) => String(index).repeat(length));
    for (const text of texts) lines.add([text]);
    expect(lines.body.toString()).toBe(texts.map((text) => `${text}\n`).join(''));
  });

  it.each(['', 'a', 'é', '金', '💰', '\ud800', '金'.repeat(65_536 / 3)])(
    '%#: take as many bytes as was said, and no more than was reckoned with',
    (text) => {
      const lines = new Lines();
      lines.add([text, Buffer.from('é')]);
      expect(lines.bytes).toBe(bytesOf([text, Buffer.from('é')]));
      expect(lines.bytes).toBeLessThanOrEqual(mostBytesOf([text, Buffer.from('é')]));
      expect(lines.at(0)).toBe(`${Buffer.from(text).toString()}é`);
    },
  );
});
