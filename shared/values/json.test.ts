import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { isJsonObject, numberOf, readJson } from './json.ts';

describe('reading JSON', () => {
  it.each([
    '{"id":12345678901234567890}',
    '{"amount":1.10}',
    '[1e3,1E+3,-0,0.0,-0.0]',
    '9007199254740993',
    '[1,9007199254740993]',
    '[ -12345678901234567 ]',
    '123456789012345678901234567890.123',
    '{"a":"1.10","b":[{"c":2.50}]}',
  ])('%s is written back digit for digit', (text) => {
    expect(JSON.stringify(readJson(text))).toBe(text.replaceAll(' ', ''));
  });

  it('keeps fields in their order and numbers as numbers where nothing is lost', () => {
    expect(readJson('{"z":1,"a":-7,"__proto__":{"x":0}}')).toEqual(
      JSON.parse('{"z":1,"a":-7,"__proto__":{"x":0}}'),
    );
    expect(Object.keys(Object(readJson('{"z":1.50,"a":2}')))).toEqual(['z', 'a']);
  });

  it.each(['', '{', '{"a":1}}', '[1.10', 'NaN', "{'a':1}", '\u0000'])('%j is not JSON', (text) => {
    expect(readJson(text)).toBeUndefined();
  });

  it('agrees with JSON.parse on what JSON is, and gives the same text back', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        expect(JSON.parse(JSON.stringify(readJson(text)))).toEqual(JSON.parse(text));
      }),
    );
  });

  it('gives back any number as it was written', () => {
    const digits = fc.stringMatching(/^-?(0|[1-9][0-9]{0,30})(\.[0-9]{1,20})?([eE][+-]?[0-9]{1,3})?$/);
    fc.assert(
      fc.property(digits, (number) => {
        expect(JSON.stringify(readJson(`{"n":[${number}]}`))).toBe(`{"n":[${number}]}`);
      }),
    );
  });
});

describe('a number kept as written', () => {
  const [kept] = [readJson('2.50')];

  it('counts as its value, and is no object', () => {
    expect(numberOf(kept)).toBe(2.5);
    expect(isJsonObject(kept)).toBe(false);
  });

  it.each([['7'], [null], [{}], [[7]], [undefined], [true]])('%j counts as none', (value) => {
    expect(numberOf(value)).toBeUndefined();
  });
});
