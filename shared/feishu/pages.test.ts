import { inspect } from 'node:util';

import { describe, expect, it } from 'vitest';

import type { Client, Failure } from './client.ts';
import { lumpSumQuery } from './operations/lump-sum-query.ts';
import type { Page } from './page.ts';
import { PagesCutOff, readPages } from './pages.ts';
import { troubleOf } from './trouble.ts';

const lane = { turn: () => Promise.resolve('go' as const), backOff: () => undefined };
const options = { lane, userIdType: 'open_id', deadlineMs: Infinity } as const;
const said = { kind: 'accepted', status: 200, code: 0, logId: 'L-1', message: '', body: {} } as const;

/** Reads pages until the reader stops. `pageOf` gives each by its number, from 1. */
async function readAll(pageOf: (n: number) => Page | Failure) {
  let asked = 0;
  const client: Pick<Client, 'read'> = {
    read: () => {
      asked += 1;
      const page = pageOf(asked);
      return Promise.resolve('kind' in page ? page : { ...said, page });
    },
  };
  const found: unknown[] = [];
  const read = async () => {
    for await (const { records } of readPages(client, lumpSumQuery, {}, options)) found.push(...records);
  };
  const error: unknown = await read().catch((thrown: unknown) => thrown);
  return { found, error, asked };
}

const empty = (n: number): Page => ({ records: [], nextToken: `t${n}` });

describe('empty pages', () => {
  it('without end end the reading, with a reason of their own', async () => {
    const { error, asked } = await readAll(empty);
    expect(error).toBeInstanceOf(PagesCutOff);
    expect(error).toMatchObject({ kind: 'empty_pages', logId: 'L-1', emptyPages: 100 });
    expect(asked).toBe(100);
  });

  it('may be ninety-nine in a row, and again after a record: the pages behind them are read', async () => {
    const { found, error } = await readAll((n) => {
      if (n % 100 !== 0) return empty(n);
      return { records: [{ id: String(n) }], nextToken: n === 300 ? undefined : `t${n}` };
    });
    expect(error).toBeUndefined();
    expect(found).toEqual([{ id: '100' }, { id: '200' }, { id: '300' }]);
  });

  it('are counted when the time is over behind them', async () => {
    const { error } = await readAll((n) => (n <= 6 ? empty(n) : { kind: 'not_sent', why: 'deadline' }));
    expect(error).toMatchObject({ kind: 'not_sent', why: 'deadline', emptyPages: 6 });
    expect(error instanceof PagesCutOff && error.failing()).toBeUndefined();
  });
});

describe('a page under a new token that came before', () => {
  const page = (n: number, from: number): Page => ({
    records: Array.from({ length: 10 }, (_, index) => ({ id: String(from + index) })),
    nextToken: `t${n}`,
  });

  it('ends the reading before it is taken, and is told with both pages and the log id', async () => {
    const { found, error, asked } = await readAll((n) => page(n, n === 3 ? 0 : n * 10 - 10));
    expect(found).toHaveLength(20);
    expect(asked).toBe(3);
    expect(error).toMatchObject({ kind: 'repeated_page', logId: 'L-1' });
    expect(String(error)).toContain('page 3 repeats page 1');
    const failing = error instanceof PagesCutOff ? error.failing() : undefined;
    expect(failing && troubleOf(failing, 7)).toMatchObject({
      kind: 'repeated_page',
      log_id: 'L-1',
      at_ms: 7,
    });
  });

  it('is no error where it shares one record with the page before it', async () => {
    const { found, error } = await readAll((n) => ({
      ...page(n, n * 9),
      nextToken: n === 5 ? undefined : `t${n}`,
    }));
    expect(error).toBeUndefined();
    expect(found).toHaveLength(50);
  });
});

describe('a reading that is cut off', () => {
  it("keeps Feishu's message for `failing()`, and shows it in no log", async () => {
    const message = 'not a valid open_id ou_person';
    const refused: Failure = { kind: 'unknown_code', status: 400, code: 7, logId: 'L-2', message };
    const { error } = await readAll(() => refused);
    if (!(error instanceof PagesCutOff)) throw new Error('it was cut off');
    expect(error.failing()).toEqual(refused);
    expect(inspect(error, { depth: Infinity, showHidden: true })).not.toContain('ou_person');
    expect(`${String(error)} ${JSON.stringify(error)}`).not.toContain('ou_person');
  });

  it('for want of a token says why there was none', async () => {
    const because = { kind: 'unreachable', cause: 'ENOTFOUND' } as const;
    const { error } = await readAll(() => ({ kind: 'not_sent', why: 'no_token', because }));
    const failing = error instanceof PagesCutOff ? error.failing() : undefined;
    expect(failing && troubleOf(failing, 7)).toMatchObject({ ...because, at_ms: 7 });
  });
});
