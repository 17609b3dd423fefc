import { describe, expect, it } from 'vitest';

import { documented } from '../../test/documented/index.ts';
import { aBonus, aBonusUpdate, aRemoval } from '../../test/records.ts';
import { isJsonObject, type JsonObject } from '../values/json.ts';
import { lumpSumCreate } from './operations/lump-sum-create.ts';
import { lumpSumRemove } from './operations/lump-sum-remove.ts';
import { lumpSumUpdate } from './operations/lump-sum-update.ts';
import { readResults } from './results.ts';

const a = aBonus({ unique_id: 'a' });
const b = aBonus({ unique_id: 'b' });
const done = (unique_id: string, id: string) => ({ unique_id, id, code: 0, message: 'success' });
const read = (results: unknown, records: readonly JsonObject[] = [a, b]) =>
  readResults(lumpSumCreate, records, { code: 0, data: { operate_results: results } });
const incomplete = { kind: 'no_result', unread: { field: 'data.operate_results', why: 'incomplete' } };

describe('the results of a write', () => {
  it('are matched by unique_id, in whatever order they come', () => {
    expect(read([done('b', '2'), done('a', '1')])).toEqual([
      { kind: 'done', id: '1' },
      { kind: 'done', id: '2' },
    ]);
  });

  it('are matched by id where records are named by id', () => {
    const records = [aBonusUpdate({ id: '7' }), aBonusUpdate({ id: '8' })];
    const data = {
      operate_results: [
        { id: '8', code: 0 },
        { id: '7', code: 21270220, message: 'paid' },
      ],
    };
    expect(readResults(lumpSumUpdate, records, { data })).toEqual([
      { kind: 'refused', code: 21270220, message: 'paid' },
      { kind: 'done', id: '8' },
    ]);
    expect(readResults(lumpSumRemove, [aRemoval({ id: '8' })], { data })).toEqual([
      { kind: 'done', id: '8' },
    ]);
  });

  it('keep code and words of a refusal, also of a code that no page lists', () => {
    expect(
      read([
        { unique_id: 'a', code: 21270206, message: 'sum' },
        { unique_id: 'b', code: 21270999, message: 'new' },
      ]),
    ).toEqual([
      { kind: 'refused', code: 21270206, message: 'sum' },
      { kind: 'unknown_code', code: 21270999, message: 'new' },
    ]);
  });

  it('a record without one is no_result', () => {
    expect(read([done('a', '1')])).toEqual([{ kind: 'done', id: '1' }, incomplete]);
    expect(read([])).toEqual([incomplete, incomplete]);
  });

  it.each([
    ['no code', { unique_id: 'a', id: '1' }, '0.code', 'missing'],
    ['a code in quotes', { unique_id: 'a', code: '0' }, '0.code', 'bent'],
    ['an id that is a number', { unique_id: 'a', id: 1, code: 0 }, '0.id', 'bent'],
    [
      'details whose ids are numbers',
      { unique_id: 'a', code: 0, detail_results: [{ detail_id: '1' }, { detail_id: 2 }] },
      '0.detail_results.1.detail_id',
      'bent',
    ],
  ])('a bent result, with %s, is none, names the field and hurts no other', (_, bent, field, why) => {
    const unread = { field: `data.operate_results.${field}`, why };
    expect(read([bent, done('b', '2')])).toEqual([
      { kind: 'no_result', unread },
      { kind: 'done', id: '2' },
    ]);
  });

  it.each([
    ['no name', { id: '1', code: 0 }],
    ['a name that is a number', { unique_id: 7, code: 0 }],
    ['no object', 'a'],
    ['null', null],
  ])('a bent result, with %s, is no result of any record', (_, bent) => {
    expect(read([bent, done('b', '2')])).toEqual([incomplete, { kind: 'done', id: '2' }]);
  });

  it('two for one record are none, even if one of them is bent', () => {
    expect(read([{ unique_id: 'a', code: '21270202' }, done('a', '1'), done('b', '2')])).toEqual([
      incomplete,
      { kind: 'done', id: '2' },
    ]);
  });

  it('a record without a name has none', () => {
    expect(read([{ code: 0 }], [{}])).toEqual([incomplete]);
    expect(read([done('', '1')], [{ unique_id: '' }])).toEqual([incomplete]);
  });

  it('two for one record are none: they might contradict each other', () => {
    expect(read([done('a', '1'), { unique_id: 'a', code: 21270202 }, done('b', '2')])).toEqual([
      incomplete,
      { kind: 'done', id: '2' },
    ]);
  });

  it('two records of one name have none', () => {
    const same = aBonus({ unique_id: 'a', total_amount: '1.00' });
    expect(read([done('a', '1'), done('b', '2')], [a, same, b])).toEqual([
      incomplete,
      incomplete,
      { kind: 'done', id: '2' },
    ]);
  });

  it('a result for a record that was not sent changes nothing', () => {
    expect(read([done('a', '1'), done('b', '2'), done('c', '3')])).toEqual(
      read([done('a', '1'), done('b', '2')]),
    );
  });

  it.each([[undefined], [null], [{}], ['none']])('%j is no list of results', (results) => {
    expect(read(results)).toBeUndefined();
    expect(readResults(lumpSumCreate, [a], { data: null })).toBeUndefined();
  });

  it("the page's sample is a conflict, whatever its words", () => {
    const page = documented.find(({ name }) => name === lumpSumCreate.name);
    const answer = isJsonObject(page?.sampleAnswer) ? page.sampleAnswer : {};
    expect(readResults(lumpSumCreate, [aBonus({ unique_id: '7390583861280556588' })], answer)).toEqual([
      { kind: 'refused', code: 21270202, message: 'uqniue id conflict' },
    ]);
  });
});
