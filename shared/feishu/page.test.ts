import { describe, expect, it } from 'vitest';

import { documented } from '../../test/documented/index.ts';
import { isJsonObject, readJson } from '../values/json.ts';
import { lumpSumQuery } from './operations/lump-sum-query.ts';
import { readPage } from './page.ts';

const read = (data: unknown) => readPage(lumpSumQuery, { code: 0, data });

describe('a page of a query', () => {
  it('names the next one as long as there is more', () => {
    expect(read({ has_more: true, page_token: 't', records: [{ id: '7' }] })).toEqual({
      kind: 'page',
      records: [{ id: '7' }],
      nextToken: 't',
    });
  });

  it.each([[undefined], [null], [''], ['left-over']])(
    'is the last without more, whatever the token (%j)',
    (page_token) => {
      expect(read({ has_more: false, page_token, records: [] })).toMatchObject({ nextToken: undefined });
    },
  );

  it.each([[undefined], [null], ['']])(
    'with more but no way to it (%j) is not taken for the last',
    (page_token) => {
      expect(read({ has_more: true, page_token, records: [] })).toEqual({
        kind: 'unreadable',
        field: 'data.page_token',
        why: 'missing',
      });
    },
  );

  it.each([
    [undefined, 'data', 'missing'],
    [{ records: [] }, 'data.has_more', 'missing'],
    [{ has_more: 'true', records: [] }, 'data.has_more', 'bent'],
    [{ has_more: false, records: {} }, 'data.records', 'bent'],
    [{ has_more: true, page_token: 7, records: [] }, 'data.page_token', 'bent'],
    [{ has_more: false, records: [{ id: '7' }, { unique_id: 'a' }] }, 'data.records.1.id', 'missing'],
    [{ has_more: false, records: [{ id: '' }] }, 'data.records.0.id', 'bent'],
    [{ has_more: false, records: [{ id: 7 }] }, 'data.records.0.id', 'bent'],
    [{ has_more: false, records: [{ id: '7', total_amount: 2000 }] }, 'data.records.0.total_amount', 'bent'],
    [
      { has_more: false, records: [{ id: '7', details: [{ id: 7 }] }] },
      'data.records.0.details.0.id',
      'bent',
    ],
  ])('%j says where it is bent (%s)', (data, field, why) => {
    expect(read(data)).toEqual({ kind: 'unreadable', field, why });
  });

  it('needs no more of a record than its reader', () => {
    const needed = {
      identity: 'unique_id',
      fields: new Set(['unique_id', 'total_amount', 'details', 'remark']),
    };
    const readNeeded = (record: object) =>
      readPage(lumpSumQuery, { data: { has_more: false, records: [record] } }, needed);
    const details = [{ record_id: 3, create_time: 4 }];
    const kept = { unique_id: 'a', total_amount: '1.00', apply_source: 'x', id: 7, details };
    expect(readNeeded(kept)).toEqual({ kind: 'page', records: [kept], nextToken: undefined });
    const at = (record: object) => {
      const page = readNeeded(record);
      return page.kind === 'unreadable' ? [page.field, page.why] : page.kind;
    };
    expect(at({ ...kept, total_amount: 1 })).toEqual(['data.records.0.total_amount', 'bent']);
    expect(at({ ...kept, details: [{ remark: '' }, 'none'] })).toEqual(['data.records.0.details.1', 'bent']);
    expect(at({ ...kept, unique_id: 5 })).toEqual(['data.records.0.unique_id', 'bent']);
    expect(at({ ...kept, unique_id: '' })).toEqual(['data.records.0.unique_id', 'missing']);
    expect(at({ total_amount: '1.00' })).toEqual(['data.records.0.unique_id', 'missing']);
  });

  it('an empty list may come as null', () => {
    expect(read({ has_more: false, records: null })).toMatchObject({ kind: 'page', records: [] });
  });

  it('records are what came: unknown fields, their order and their digits', () => {
    const text =
      '{"tax_rate":0.20,"id":"7","new_id":12345678901234567890,"details":[{"z":1,"id":"8","a":2.0}]}';
    const page = read({ has_more: false, records: [readJson(text)] });
    expect(page.kind === 'page' && JSON.stringify(page.records[0])).toBe(text);
  });

  it("the page's sample is one", () => {
    const { sampleAnswer } = documented.find(({ name }) => name === lumpSumQuery.name) ?? {};
    const page = readPage(lumpSumQuery, isJsonObject(sampleAnswer) ? sampleAnswer : {});
    expect(page).toMatchObject({
      kind: 'page',
      nextToken: 'eVQrYzJBNDNONlk4VFZBZVlSdzlKdFJ4bVVHVExENDNKVHoxaVdiVnViQT0=',
    });
  });
});
