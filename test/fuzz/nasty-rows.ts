// Rows as they arrive: good ones, and between them what a spreadsheet, a script or a joker makes of them.

import fc from 'fast-check';

import type { WriteOperation } from '../../shared/feishu/operation.ts';
import { isJsonObject, type JsonObject } from '../../shared/values/json.ts';
import { goodRecords } from '../records.ts';
import { jsonObject, jsonValue } from './json-text.ts';

export type Row =
  | { readonly kind: 'good'; readonly id: string }
  /** One of its values is replaced. */
  | {
      readonly kind: 'bent';
      readonly id: string;
      readonly at: number;
      readonly cell: string;
      readonly json: string;
    }
  /** It has one more field, or some cells more or fewer. */
  | {
      readonly kind: 'more';
      readonly id: string;
      readonly name: string;
      readonly json: string;
      readonly cells: number;
    }
  /** It is no record. `text` is written to the file unchanged. */
  | { readonly kind: 'text'; readonly text: string; readonly json: string; readonly rare: boolean };

/** Some names have a meaning in JavaScript, some have one for Payferry, and some have none. */
const names = [
  '__proto__',
  'constructor',
  'toJSON',
  'then',
  '',
  'x.y',
  '_status',
  '_row',
  '_raw',
  '_id',
  '_message',
  'details',
  '7',
  'n'.repeat(300),
];
const cells = [
  '',
  ' ',
  '0',
  '-0',
  '1e400',
  '9'.repeat(60),
  '9'.repeat(255),
  '-' + '1'.repeat(400) + 'x',
  '0.1000000000000000055511151231257827',
  '7.39706E+18',
  '73370000000000000000',
  'unknown',
  'conflict',
  'rejected',
  'CNY',
  'a"b',
  '"',
  'a,b\tc',
  'a\r\nb',
  'a\rb',
  '\r',
  '\uFEFF',
  '\u0000',
  '\u001b[2J',
  '\u2028',
  '\u202e',
  '=1+1',
  "'",
  "'=1",
  "''",
  '@x',
  '\t=1',
  '__proto__',
  '{"a":1}',
  '💰',
  'i'.repeat(300),
];
const nested = (levels: number, [open = '', close = '']: readonly string[]) =>
  `${open.repeat(levels)}1${close.repeat(levels)}`;
const deep = fc
  .tuple(
    fc.constantFrom(3, 249, 250, 251, 499, 500, 501, 2500),
    fc.constantFrom(['[', ']'], ['{"a":', '}'], ['[[', ']]'], ['{"":[', ']}']),
  )
  .map(([levels, ends]) => nested(levels, ends));
const json = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...cells).map((cell) => JSON.stringify(cell)) },
  { weight: 3, arbitrary: jsonValue.map(({ text }) => text.replaceAll('\n', ' ')) },
  { weight: 1, arbitrary: deep },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      '1e400',
      '-0',
      '9'.repeat(60),
      '1.10',
      'null',
      '{"__proto__":{"a":1}}',
      '{"a":1,"a":2}',
      '[{},{}]',
      '"\\ud83d"',
      '"\\u0000"',
    ),
  },
);
const cell = fc.oneof(
  fc.constantFrom(...cells),
  fc.string({ unit: 'binary', maxLength: 6 }).map((text) => text.toWellFormed()),
);
const id = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 1, max: 1_000_000 }).map((number) => `id-${number}`) },
  { weight: 2, arbitrary: fc.constantFrom('a', 'b') },
  {
    weight: 1,
    arbitrary: fc.constantFrom('', 'i'.repeat(255), 'i'.repeat(256), '工资-1', '=1', "'1", '\u2028'),
  },
);

export const row: fc.Arbitrary<Row> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('good' as const), id }) },
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant('bent' as const), id, at: fc.nat({ max: 30 }), cell, json }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('more' as const),
      id,
      name: fc.oneof(fc.constantFrom(...names), fc.string({ maxLength: 4 })),
      json,
      cells: fc.constantFrom(-3, -1, 1, 2, 40),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('text' as const),
      rare: fc.nat({ max: 7 }).map((number) => number === 7),
      text: fc.constantFrom(
        '',
        ' \t',
        ',,,',
        '"',
        'a"b',
        '"a"b',
        '{',
        '[1]',
        'null',
        '\uFEFF',
        '{"a":1}\r{"b":2}',
        '\r',
        '\u2028',
        '1',
        '{}',
        '[]',
      ),
      json: fc.oneof(
        json,
        jsonObject.map(({ compact }) => compact),
      ),
    }),
  },
);

function recordOf({ name, identity }: WriteOperation, ofId: string): JsonObject {
  return { ...goodRecords[name]?.(), [identity]: ofId };
}

/** The row as a JSON element on one line. */
export function elementOf(operation: WriteOperation, given: Row): string {
  if (given.kind === 'text') return given.json;
  const record = recordOf(operation, given.id);
  if (given.kind === 'good') return JSON.stringify(record);
  const fields = Object.entries(record).map(([name, value]): [string, string] => [
    name,
    JSON.stringify(value),
  ]);
  if (given.kind === 'more') fields.push([given.name, given.json]);
  else {
    const bent = fields[given.at % fields.length];
    if (bent) bent[1] = given.json;
  }
  return `{${fields.map(([name, value]) => `${JSON.stringify(name)}:${value}`).join()}}`;
}

export type Form = 'details in one row' | 'a row for each detail';

/** Column name and cell, for each of the one or more rows of the record. */
export function cellsOf(
  operation: WriteOperation,
  ofId: string,
  form: Form,
): readonly (readonly [string, string])[][] {
  const record = recordOf(operation, ofId);
  const own = Object.entries(record).flatMap(([name, value]): [string, string][] =>
    name === 'details' ? [] : [[name, String(value)]],
  );
  const details = Array.isArray(record.details) ? record.details.filter(isJsonObject) : [];
  if (details.length === 0) return [own];
  const inner = (detail: JsonObject, title: string) =>
    Object.entries(detail).map(([name, value]): [string, string] => [`${title}.${name}`, String(value)]);
  return form === 'details in one row'
    ? [[...own, ...details.flatMap((detail, index) => inner(detail, `details.${index + 1}`))]]
    : details.map((detail) => [...own, ...inner(detail, 'details')]);
}
