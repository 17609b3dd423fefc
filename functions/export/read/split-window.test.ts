import { describe, expect, it } from 'vitest';

import { chinaTime } from '../../../shared/values/china-time.ts';
import { splitWindow, type Outlook } from './split-window.ts';
import { noPages, withPage, type PageTimes } from './page-times.ts';

const now = Date.UTC(2026, 10, 20) / 1000;
const aDay = 86_400;
const alone: Outlook = {
  enough: 10,
  others: 0,
  pagesOfOthers: 0,
  unprobed: 0,
  thoughtBefore: undefined,
  judged: false,
  nowSecond: now,
  recordsPerPage: 500,
};

/** One page of records, each created `secondsApart` seconds after the one before. */
function page(from: number, secondsApart: number, before: PageTimes = noPages): PageTimes {
  const records = Array.from({ length: 500 }, (_, index) => ({
    create_time: chinaTime(Math.floor(from + index * secondsApart) * 1000),
  }));
  return withPage(before, 'create_time', records);
}
const everything = { from: -Infinity, to: now };

describe('a window with more pages', () => {
  it('is cut into pieces of equal time that cover it, open bounds included', () => {
    const { pieces, thoughtPages } = splitWindow(everything, page(now - aDay, 0.1728), alone);
    expect(thoughtPages).toBeCloseTo(1000, -2);
    expect(pieces.length).toBeGreaterThan(alone.enough);
    expect(pieces[0]?.window.from).toBe(-Infinity);
    expect(pieces.at(-1)?.window.to).toBe(now);
    for (const [index, { window }] of pieces.entries())
      expect(window.from).toBe(pieces[index - 1]?.window.to ?? -Infinity);
  });

  it('is cut into fewer where a cut is dear: all were created within minutes', () => {
    const window = { from: now - aDay, to: now - aDay + 120 };
    const dense = [0, 1, 2, 3].reduce((seen, n) => page(window.from + n * 0.12, 0.000_24, seen), noPages);
    expect(dense).toMatchObject({ pages: 4, earliest: window.from, latest: window.from });
    const { pieces } = splitWindow(window, dense, alone);
    expect(pieces.length).toBeGreaterThanOrEqual(alone.enough);
    expect(pieces.length).toBeLessThan(2 * alone.enough);
  });

  it('whose density is beyond belief is cut into pieces that double', () => {
    const { pieces } = splitWindow({ from: -Infinity, to: now }, page(now - 700 * aDay, 0.01), alone);
    const lengths = pieces.slice(1, -1).map(({ window: { from, to } }) => to - from);
    for (const [index, length] of lengths.slice(1).entries()) expect(length).toBe(2 * (lengths[index] ?? 0));
    expect(pieces.length).toBeLessThan(40);
  });

  it.each([
    ['all of whose records are of one second is read on, four pages at most', page(now - aDay, 0), alone],
    ['is read on while others have shown nothing yet', page(now - aDay, 0.1728), { ...alone, unprobed: 1 }],
    [
      'that is about as large as it was thought to be is read on',
      page(now - aDay, 0.1728),
      { ...alone, thoughtBefore: 900 },
    ],
    ['of two pages is read on', page(now - 100, 0.1), alone],
  ])('%s', (_, seen, outlook) => {
    expect(splitWindow(everything, seen, outlook).pieces).toEqual([]);
  });

  it('whose order is falling is cut towards its beginning', () => {
    const falling = withPage(
      noPages,
      'create_time',
      Array.from({ length: 500 }, (_, index) => ({ create_time: chinaTime((now - index * 60) * 1000) })),
    );
    expect(falling.order).toBe('falling');
    const { pieces } = splitWindow({ from: now - 30 * aDay, to: now }, falling, alone);
    expect(pieces.length).toBeGreaterThan(5);
    expect(pieces[0]?.window.from).toBe(now - 30 * aDay);
  });

  it('that shows no times is cut blindly, and only while slots are empty', () => {
    const blind = withPage(noPages, 'create_time', [{ id: '1' }]);
    expect(splitWindow(everything, blind, alone).pieces).toHaveLength(16);
    expect(splitWindow(everything, blind, { ...alone, others: 9 }).pieces).toEqual([]);
  });

  it('of one second and the next cannot be cut', () => {
    const window = { from: now - aDay, to: now - aDay + 1 };
    const dense = [0, 1, 2, 3].reduce((seen) => page(window.from, 0, seen), noPages);
    expect(splitWindow(window, dense, alone).pieces).toEqual([]);
  });
});
