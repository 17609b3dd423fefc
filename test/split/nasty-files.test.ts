// Files that could break other files or rows, each with its exact result, through the exported handler.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { allInEnglish, inEnglish } from '../in-english.ts';
import { splitWorld, type SplitWorld } from './harness.ts';

let ferry: SplitWorld;
beforeAll(async () => {
  ferry = await splitWorld();
});
afterAll(() => ferry[Symbol.asyncDispose]());

const folder = 'lump_sum_payment/batch_remove/approval=none/max_rejected_percent=50';
let count = 0;

/** The result, with a line for each: why nothing is sent, why somebody must look, the records that are sent, the rows that are not. */
async function verdict(name: string, body: string | Buffer) {
  count += 1;
  const { plan, batches, rejected } = await ferry.drop(`${folder}/${count}/${name}`, body);
  return {
    ...(plan.reason === undefined ? {} : { stopped: inEnglish(plan.reason) }),
    ...(plan.hold?.length ? { held: plan.hold.map(({ say }) => inEnglish(say)) } : {}),
    ...(plan.state === 'send' ? { sent: batches.flat().map(({ row, record }) => [row, record]) } : {}),
    ...(rejected.length === 0
      ? {}
      : { rejected: rejected.map(({ row, message }) => [row, allInEnglish(message)]) }),
  };
}

const megabyte = '金'.repeat(349_526);
const deepest = { a: { b: 'c' } };

describe('a nasty CSV file', () => {
  it.each<[string, string | Buffer, object]>([
    ['a byte order mark', '\uFEFFid,reason\n1,x\n', { sent: [[2, { id: '1', reason: 'x' }]] }],
    [
      'CRLF',
      'id,reason\r\n1,x\r\n2,y\r\n',
      {
        sent: [
          [2, { id: '1', reason: 'x' }],
          [3, { id: '2', reason: 'y' }],
        ],
      },
    ],
    [
      'CR in quotes',
      'id,reason\n1,"x\ry"\n2,y\n',
      {
        sent: [
          [2, { id: '1', reason: 'x\ry' }],
          [3, { id: '2', reason: 'y' }],
        ],
      },
    ],
    ['CRLF in quotes', 'id,reason\r\n1,"x\r\ny"\r\n', { sent: [[2, { id: '1', reason: 'x\r\ny' }]] }],
    ['quotes in quotes', 'id,reason\n1,"say ""hi"""\n', { sent: [[2, { id: '1', reason: 'say "hi"' }]] }],
    [
      'a quote that is not written twice',
      'id,reason\n1,"say "hi""\n',
      {
        stopped: 'row 2: there is text behind a closing quote; a quote inside a quoted cell is written twice',
      },
    ],
    [
      'a quote that is never closed',
      'id,reason\n1,"x\n2,y\n',
      { stopped: 'row 2: a quoted cell that begins here is never closed' },
    ],
    [
      'ragged rows',
      'id,reason\n1\n2,y\n3,z\n4,z,\n',
      {
        sent: [
          [3, { id: '2', reason: 'y' }],
          [4, { id: '3', reason: 'z' }],
        ],
        rejected: [
          [2, 'row 2 has 1 cells, the header has 2: is a comma missing, or one too many?'],
          [5, 'row 5 has 3 cells, the header has 2: is a comma missing, or one too many?'],
        ],
      },
    ],
    [
      'empty lines',
      'id,reason\n\n1,x\n,\n\r\n2,y\n\n',
      {
        sent: [
          [3, { id: '1', reason: 'x' }],
          [6, { id: '2', reason: 'y' }],
        ],
      },
    ],
    ['a cell of a megabyte', `id,reason\n1,${megabyte}\n`, { sent: [[2, { id: '1', reason: megabyte }]] }],
    ['NUL', 'id,reason\n1,x\u0000y\n', { sent: [[2, { id: '1', reason: 'x\u0000y' }]] }],
    ['emoji', 'id,reason\n1,👩‍👩‍👧💰\n', { sent: [[2, { id: '1', reason: '👩‍👩‍👧💰' }]] }],
    [
      'text from right to left',
      'id,reason\n1,שלום \u202Eעולם\n',
      { sent: [[2, { id: '1', reason: 'שלום \u202Eעולם' }]] },
    ],
    ['U+FFFE in a cell', 'id,reason\n1,\uFFFE\n', { sent: [[2, { id: '1', reason: '\uFFFE' }]] }],
    [
      'U+FFFE at the beginning',
      '\uFFFEid,reason\n1,x\n',
      {
        stopped:
          'the header (row 1) is wrong: nobody knows the column "\uFFFEid", is it id?; the column id (一次性支付记录ID) is missing',
      },
    ],
    [
      'a header twice',
      'id,reason,id\n1,x,2\n',
      { stopped: 'the header (row 1) is wrong: the column "id" stands there twice' },
    ],
    ['a header only', 'id,reason\n', { stopped: 'the file holds no records' }],
    ['a trailing comma in every row', 'id,reason,\n1,x,\n', { sent: [[2, { id: '1', reason: 'x' }]] }],
    [
      'a trailing comma in one row',
      'id,reason\n1,x,\n2,y\n',
      {
        sent: [[3, { id: '2', reason: 'y' }]],
        rejected: [[2, 'row 2 has 3 cells, the header has 2: is a comma missing, or one too many?']],
      },
    ],
    [
      'huge numbers',
      'id,reason\n12345678901234567890123,1e999\n',
      { sent: [[2, { id: '12345678901234567890123', reason: '1e999' }]] },
    ],
    ['a column __proto__', 'id,__proto__\n1,x\n', { sent: [[2, { id: '1' }]] }],
    [
      'a column constructor',
      'id,constructor\n1,x\n',
      { held: ['nobody knows these columns, and they were not read: "constructor"'] },
    ],
    [
      'cells __proto__ and constructor',
      'id,reason\n__proto__,constructor\nconstructor,__proto__\n',
      {
        sent: [
          [2, { id: '__proto__', reason: 'constructor' }],
          [3, { id: 'constructor', reason: '__proto__' }],
        ],
      },
    ],
    [
      'semicolons',
      'id;reason\n1;x\n',
      {
        stopped:
          'the header (row 1) is wrong: its cells seem to be parted by ";": CSV has commas, TSV has tabs',
      },
    ],
  ])('with %s', async (_, body, expected) => {
    expect(await verdict('a.csv', body)).toEqual(expected);
  });
});

const broken = (row: number) => ({ stopped: `record ${row}: the JSON document is broken` });

describe('a nasty JSON file', () => {
  it.each<[string, string, object]>([
    ['a byte order mark', '\uFEFF[{"id":"1"}]', { sent: [[1, { id: '1' }]] }],
    ['CRLF', '[\r\n{"id":"1"}\r\n]\r\n', { sent: [[1, { id: '1' }]] }],
    [
      'garbage behind it',
      '[{"id":"1"}]x',
      { stopped: 'the JSON document is broken behind the list of records' },
    ],
    [
      'a second document behind it',
      '[{"id":"1"}]\n[{"id":"2"}]',
      { stopped: 'the JSON document is broken behind the list of records' },
    ],
    [
      'records behind many blanks',
      `[{"id":"1"}]${' '.repeat(100_000)},[{"id":"2"}]`,
      { stopped: 'the JSON document is broken behind the list of records' },
    ],
    [
      'a second field',
      '{"records":[{"id":"1"}],"user_id_type":"x"}',
      { stopped: '"records" must be the only field of the JSON object' },
    ],
    ['a trailing comma', '[{"id":"1"},]', broken(2)],
    ['a trailing comma within', '[{"id":"1",}]', broken(1)],
    ['no records', '[]', { stopped: 'the file holds no records' }],
    [
      'a text of a megabyte',
      JSON.stringify([{ id: '1', reason: megabyte }]),
      { sent: [[1, { id: '1', reason: megabyte }]] },
    ],
    ['NUL as it is', '[{"id":"1","reason":"\u0000"}]', broken(1)],
    ['NUL escaped', '[{"id":"1","reason":"\\u0000"}]', { sent: [[1, { id: '1', reason: '\u0000' }]] }],
    ['half an emoji', '[{"id":"1","reason":"\\ud83d"}]', { sent: [[1, { id: '1', reason: '\ud83d' }]] }],
    [
      'emoji, right to left, U+FFFE',
      '[{"id":"1","reason":"💰\u202Eשלום\uFFFE"}]',
      { sent: [[1, { id: '1', reason: '💰\u202Eשלום\uFFFE' }]] },
    ],
    [
      'a no-break space around it',
      '\u00a0[{"id":"1"}]',
      {
        stopped:
          'a JSON file holds a list of records, or an object whose one field "records" is such a list; a file with a record in each line is NDJSON: name it .ndjson',
      },
    ],
    ['one field twice', '[{"id":"1","id":"2"}]', { sent: [[1, { id: '2' }]] }],
    [
      'keys __proto__ and constructor',
      '[{"id":"1","__proto__":{"id":"2"},"constructor":{"b":"c"}}]',
      {
        sent: [[1, JSON.parse('{"id":"1","constructor":{"b":"c"}}')]],
      },
    ],
    [
      'an id of another kind',
      '[{"id":7},{"id":"1"},{"id":"2"}]',
      {
        sent: [
          [2, { id: '1' }],
          [3, { id: '2' }],
        ],
        rejected: [[1, 'id is 7, expected text']],
      },
    ],
    [
      'an id that no double holds',
      '[{"id":12345678901234567890},{"id":"1"}]',
      {
        sent: [[2, { id: '1' }]],
        rejected: [[1, 'id is 12345678901234567890, expected text']],
      },
    ],
    [
      'unknown fields',
      `[{"id":"1","x":${JSON.stringify(deepest)}}]`,
      { sent: [[1, { id: '1', x: deepest }]] },
    ],
  ])('with %s', async (_, body, expected) => {
    expect(await verdict('a.json', body)).toEqual(expected);
  });

  it.each([
    ['huge numbers', '{"id":"1","a":12345678901234567890,"b":1e999,"c":-0,"d":1.10}'],
    ['__proto__ deep within', '{"id":"1","x":{"__proto__":{"id":"2"}}}'],
    ['constructor and prototype', '{"constructor":{"prototype":{"id":"2"}},"id":"1"}'],
  ])('with %s goes out as it came', async (_, text) => {
    count += 1;
    const { name, plan } = await ferry.drop(`${folder}/${count}/a.json`, `[${text}]`);
    const stored = await ferry.read(plan.batches[0]?.key ?? `jobs/${name}/none`);
    expect(stored).toBe(`{"row":1,"rows":[1],"record":${text}}\n`);
  });
});

describe('a nasty NDJSON file', () => {
  it.each<[string, string, object]>([
    [
      'CRLF and empty lines',
      '\r\n{"id":"1"}\r\n\r\n{"id":"2"}\r\n',
      {
        sent: [
          [2, { id: '1' }],
          [4, { id: '2' }],
        ],
      },
    ],
    [
      'garbage behind a line',
      '{"id":"1"}\n{"id":"2"},\n{"id":"3"}',
      {
        sent: [
          [1, { id: '1' }],
          [3, { id: '3' }],
        ],
        rejected: [[2, 'the line is not JSON']],
      },
    ],
    [
      'a line that is cut off',
      '{"id":"1"}\n{"id":"2',
      { sent: [[1, { id: '1' }]], rejected: [[2, 'the line is not JSON']] },
    ],
    [
      'a list',
      '[{"id":"1"}]\n{"id":"2"}',
      {
        sent: [[2, { id: '2' }]],
        rejected: [[1, 'the record is a list of 1, expected an object']],
      },
    ],
    ['U+2028 in a text', '{"id":"1","reason":"a\u2028b"}', { sent: [[1, { id: '1', reason: 'a\u2028b' }]] }],
  ])('with %s', async (_, body, expected) => {
    expect(await verdict('a.ndjson', body)).toEqual(expected);
  });
});
