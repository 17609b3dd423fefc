import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { inEnglish, whyStopped } from '../../../test/in-english.ts';
import { readJsonList } from './json-list.ts';
import { StopFile } from './stop-file.ts';

/** The text in chunks of so many bytes, so that chunk boundaries fall everywhere. */
async function* chunks(text: string, bytes: number) {
  const buffer = Buffer.from(text);
  for (let at = 0; at < buffer.length; at += bytes) yield buffer.subarray(at, at + bytes);
}

async function read(text: string, bytes = 7): Promise<readonly unknown[] | string> {
  try {
    const elements = (await Array.fromAsync(readJsonList(chunks(text, bytes)))).flat();
    return elements.map(({ value }) => value);
  } catch (error) {
    if (error instanceof StopFile) return inEnglish(error.said);
    throw error;
  }
}

const notAList =
  'a JSON file holds a list of records, or an object whose one field "records" is such a list; ' +
  'a file with a record in each line is NDJSON: name it .ndjson';
const blanks = ' \t\r\n'.repeat(5000);

/** The values with numbers that were kept as text turned into plain numbers. */
const digits = (values: unknown): unknown => JSON.parse(JSON.stringify(values));

describe('a JSON document', () => {
  it.each([
    ['[]', []],
    [' [ ] \n', []],
    ['[1,2]', [1, 2]],
    ['[{"a":"]"},{"b":[1,{"c":"}\\"],"}]}]', [{ a: ']' }, { b: [1, { c: '}"],' }] }]],
    ['[null,true,"x",-1.5]', [null, true, 'x', -1.5]],
    ['{"records":[{"a":1}]}', [{ a: 1 }]],
    [' {\n "records" : [ {"a":1} , {"a":2} ] \n} ', [{ a: 1 }, { a: 2 }]],
    ['["\\\\","\\"","[","\\u005d"]', ['\\', '"', '[', ']']],
  ])('%s holds its elements', async (text, values) => {
    for (const bytes of [1, 2, 3, 1000]) expect(await read(text, bytes)).toEqual(values);
  });

  it.each([
    ['', 'the file is empty'],
    ['  \n', 'the file is empty'],
    ['{}', notAList],
    ['{"a":[]}', notAList],
    ['"records":[]', notAList],
    ['[1,]', 'record 2: the JSON document is broken'],
    ['[,1]', 'record 1: the JSON document is broken'],
    ['[1 2]', 'record 1: the JSON document is broken'],
    ['[{"a":1}{"a":2}]', 'record 1: the JSON document is broken'],
    ["[{'a':1}]", 'record 1: the JSON document is broken'],
    ['[{"a":1},{"a":]', 'the JSON document is cut off in or behind record 2'],
    ['[{"a":1}', 'the JSON document is cut off in or behind record 1'],
    ['[{"a":"x', 'the JSON document is cut off in or behind record 1'],
    ['[{"a":1}],', 'the JSON document is broken behind the list of records'],
    ['[{"a":1}]]', 'the JSON document is broken behind the list of records'],
    ['[] x', 'the JSON document is broken behind the list of records'],
    ['[]}', 'the JSON document is broken behind the list of records'],
    ['{"records":[]', 'the JSON document is broken behind the list of records'],
    ['{"records":[]} {}', 'the JSON document is broken behind the list of records'],
    ['{"records":[],"user_id_type":"open_id"}', '"records" must be the only field of the JSON object'],
    ['{"records":[{}] , "a":1}', '"records" must be the only field of the JSON object'],
    ['[{}],"a":1', 'the JSON document is broken behind the list of records'],
    ['{"rec ords":[]}', notAList],
    ['{"a":1}\n{"a":2}', notAList],
    ['{"a":1,"b":[]}\n{"a":2,"b":[]}', notAList],
    ['\u00a0[1]', notAList],
    ['[1]\u00a0', 'the JSON document is broken behind the list of records'],
    ['[\u00a0]', 'record 1: the JSON document is broken'],
    ['\u00a0', notAList],
    ['[}]', 'record 1: the JSON document is broken'],
    ['[{]]', 'record 1: the JSON document is broken'],
  ])('%s stops with a sentence', async (text, sentence) => {
    for (const bytes of [1, 3, 1000]) expect(await read(text, bytes)).toBe(sentence);
  });

  it.each([
    [`[1]${blanks},[2]`, 'the JSON document is broken behind the list of records'],
    [`{"records":[1]${blanks}}${blanks}x`, 'the JSON document is broken behind the list of records'],
    [`{"records":[1]${blanks},"a":2}`, '"records" must be the only field of the JSON object'],
    [`${blanks}[${blanks}1${blanks}]${blanks}`, [1]],
    [`${blanks}{${blanks}"records"${blanks}:${blanks}[1]${blanks}}${blanks}`, [1]],
    [`${blanks}{"x":1,${blanks}"records":[1]}`, notAList],
  ])('%#: ever so many blanks hide nothing, however the bytes are cut', async (text, verdict) => {
    for (const bytes of [1, 100, 4096, 65_536, 1_000_000]) expect(await read(text, bytes)).toEqual(verdict);
  });

  it('agrees with JSON.parse on every list', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.jsonValue()), fc.integer({ min: 1, max: 20 }), async (values, bytes) => {
        const text = JSON.stringify(values, null, bytes % 3);
        expect(digits(await read(text, bytes))).toEqual(JSON.parse(text));
      }),
    );
  });

  it('agrees with JSON.parse on what is no list', async () => {
    const broken = fc.tuple(
      fc.array(fc.jsonValue()),
      fc.nat(),
      fc.constantFrom('', ',', ']', '}', '"', '\\', '{', '[', 'x'),
    );
    await fc.assert(
      fc.asyncProperty(broken, async ([values, at, garbage]) => {
        const text = JSON.stringify(values);
        const cut = at % text.length;
        const bent = text.slice(0, cut) + garbage + text.slice(cut + 1);
        let parsed: unknown;
        try {
          parsed = JSON.parse(bent);
        } catch {
          parsed = undefined;
        }
        const seen = await read(bent);
        if (Array.isArray(parsed)) expect(digits(seen)).toEqual(parsed);
        else expect(typeof seen).toBe('string');
      }),
    );
  });

  it('an element of more than 6 MB stops the file, however the bytes are cut', async () => {
    const text = (bytes: number) => `[1,"${'x'.repeat(bytes - 2)}",3]`;
    for (const bytes of [10_000, 65_536, 10_000_000]) {
      expect(await read(text(6_000_000), bytes)).toHaveLength(3);
      expect(await read(text(6_000_001), bytes)).toBe('record 2 is longer than 6000000 bytes');
    }
  });

  it('an element that never ends does not fill the memory', async () => {
    async function* endless() {
      yield Buffer.from('["');
      for (;;) yield Buffer.alloc(1024 * 1024, 'x');
    }
    expect(await whyStopped(Array.fromAsync(readJsonList(endless())))).toBe(
      'record 1 is longer than 6000000 bytes',
    );
  });
});
