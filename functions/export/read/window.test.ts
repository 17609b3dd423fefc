import { describe, expect, it } from 'vitest';

import { boundsOf, filtersOf, gapsIn, piecesOf, windowName, windowOf } from './window.ts';

const open = { from: -Infinity, to: Infinity };

describe('the windows that are still to be read', () => {
  it.each([
    ['nothing is covered: all of it', open, [], [open]],
    ['a second alone is a range', { from: 5, to: 5 }, [], [{ from: 5, to: 5 }]],
    [
      'all is covered, each neighbour with the second that both share: nothing',
      { from: 0, to: 9 },
      [
        { from: 0, to: 4 },
        { from: 4, to: 9 },
      ],
      [],
    ],
    [
      'a hole: the hole, with both of its bounds',
      { from: 0, to: 9 },
      [
        { from: 0, to: 3 },
        { from: 6, to: 9 },
      ],
      [{ from: 3, to: 6 }],
    ],
    [
      'open ends are covered by open windows',
      open,
      [
        { from: -Infinity, to: 3 },
        { from: 7, to: Infinity },
      ],
      [{ from: 3, to: 7 }],
    ],
    [
      'windows in any order, one inside another',
      { from: 0, to: 9 },
      [
        { from: 5, to: 7 },
        { from: 0, to: 6 },
        { from: 1, to: 2 },
      ],
      [{ from: 7, to: 9 }],
    ],
    ['a range that ends before it begins: nothing', { from: 9, to: 0 }, [], []],
  ])('%s', (_, range, covered, gaps) => {
    expect(gapsIn(range, covered)).toEqual(gaps);
  });
});

describe('a window', () => {
  it('is told by its key, open or not, begun or ended', () => {
    for (const window of [
      { from: -Infinity, to: 1_700_000_000 },
      { from: 1_700_000_000, to: Infinity },
    ]) {
      const name = windowName('create_time', window);
      const key = `exports/run/windows/${name}`;
      expect(windowOf(`${key}.json`)).toEqual({ ...window, name, axis: 'create_time', begun: false });
      expect(windowOf(`${key}.begun.json`)).toEqual({ ...window, name, axis: 'create_time', begun: true });
      expect(windowOf(`${key}-00000-0123abcd.ndjson.gz`)).toBeUndefined();
    }
  });

  it('takes the place of the bounds that the caller has set on the same time, and of no others', () => {
    const filters = {
      create_time_gte: '2026-11-01 00:00:00',
      modify_time_lte: '2026-11-05 00:00:00',
      item_ids: ['1'],
    };
    const { from } = boundsOf(filters, 'create_time');
    expect(boundsOf(filters, 'create_time').to).toBe(Infinity);
    expect(filtersOf(filters, 'create_time', { from, to: from + 3600 })).toEqual({
      create_time_gte: '2026-11-01 00:00:00',
      create_time_lte: '2026-11-01 01:00:00',
      modify_time_lte: '2026-11-05 00:00:00',
      item_ids: ['1'],
    });
    expect(filtersOf({}, 'modify_time', open)).toEqual({});
  });

  it('is cut into pieces that share their seconds', () => {
    expect(piecesOf({ from: 0, to: 9 }, [3, 6])).toEqual([
      { from: 0, to: 3 },
      { from: 3, to: 6 },
      { from: 6, to: 9 },
    ]);
  });
});
