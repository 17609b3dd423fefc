import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { isJsonObject, readJson, type JsonObject } from '../../../shared/values/json.ts';
import { cellsOf, type Cell } from './cells.ts';
import type { Columns } from './columns.ts';

const columns: Columns = [
  { name: 'id', kind: 'text' },
  { name: 'months', kind: 'int' },
  { name: 'details', kind: 'json' },
  { name: 'other_fields', kind: 'other' },
];
const asIs = (text: string) => text;
const shouted = (text: string) => text.toUpperCase();

/** The record, restored from its cells alone. */
function recordOf(cells: readonly Cell[]): JsonObject {
  const [id, months, details, other] = cells;
  const others = readJson(String(other ?? '{}'));
  return {
    id,
    months: months === undefined ? undefined : Number(months),
    details: details === undefined ? undefined : readJson(String(details)),
    ...(isJsonObject(others) ? others : {}),
  };
}

describe('a record in columns', () => {
  it.each([
    [
      'each field in its column',
      '{"id":"7","months":3,"details":[{"a":1}]}',
      ['7', 3n, '[{"a":1}]', undefined],
    ],
    ['absent, and null, as nothing', '{"id":"7","months":null}', ['7', undefined, undefined, undefined]],
    ['empty text as empty text', '{"id":""}', ['', undefined, undefined, undefined]],
    ['an empty list as a list', '{"details":[]}', [undefined, undefined, '[]', undefined]],
    [
      'unknown fields together, in order and with every digit',
      '{"z":1.10,"id":"7","a":null,"other_fields":"x"}',
      ['7', undefined, undefined, '{"z":1.10,"a":null,"other_fields":"x"}'],
    ],
    ['an int however it is written', '{"months":2.0}', [undefined, 2n, undefined, undefined]],
    [
      'the largest int',
      '{"months":9223372036854775807}',
      [undefined, 9223372036854775807n, undefined, undefined],
    ],
    [
      'an int beyond 64 bits among the others',
      '{"months":9223372036854775808}',
      [undefined, undefined, undefined, '{"months":9223372036854775808}'],
    ],
    [
      'a number with places among the others',
      '{"months":2.5}',
      [undefined, undefined, undefined, '{"months":2.5}'],
    ],
    [
      'what is no text, where a text belongs, among the others',
      '{"id":7}',
      [undefined, undefined, undefined, '{"id":7}'],
    ],
    [
      'every digit inside of a list',
      '{"details":[12345678901234567890]}',
      [undefined, undefined, '[12345678901234567890]', undefined],
    ],
  ])('%s', (_, json, cells) => {
    const record = readJson(json);
    expect(isJsonObject(record) && cellsOf(columns, record, asIs)).toEqual(cells);
  });

  it('a text that the format cannot show as it came is shown, and kept among the others', () => {
    expect(cellsOf(columns, { id: 'a', new: 1 }, shouted)).toEqual([
      'A',
      undefined,
      undefined,
      '{"id":"a","new":1}',
    ]);
    expect(cellsOf(columns, { id: 'A' }, shouted)).toEqual(['A', undefined, undefined, undefined]);
  });

  it('loses nothing of any record', () => {
    const anyField = fc.constantFrom('id', 'months', 'details', 'other_fields', 'new', '__proto__', '');
    fc.assert(
      fc.property(fc.dictionary(anyField, fc.jsonValue({ maxDepth: 2 })), (record) => {
        const known = Object.entries(record).filter(
          ([name, value]) => value !== null || !columns.slice(0, 3).some((column) => column.name === name),
        );
        // As JSON writes it, where -0 is 0.
        const expected: unknown = JSON.parse(JSON.stringify(Object.fromEntries(known)));
        expect(JSON.parse(JSON.stringify(recordOf(cellsOf(columns, record, shouted))))).toEqual(expected);
      }),
    );
  });
});
