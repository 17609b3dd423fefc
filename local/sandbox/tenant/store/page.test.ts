import { beforeAll, describe, expect, it } from 'vitest';

import { atLeast, atMost, grouped, type Condition } from './filter.ts';
import { pageOfKeys, recurringSource } from './page.ts';
import { openStore, type Store } from './store.ts';

// Records whose times jump ahead, back, and ahead again. So many match that no index leads and the table is walked.
const stretches = [
  { records: 3500, fromMs: 1000 },
  { records: 21_200, fromMs: 500_000 },
  { records: 1300, fromMs: 2000 },
  { records: 800, fromMs: 900_000 },
];

let store: Store;
const made: { key: number; created: number; modified: number }[] = [];
beforeAll(() => {
  store = openStore(undefined);
  store.together(() => {
    for (const { records, fromMs } of stretches) {
      for (let n = 0; n < records; n++) {
        const created = fromMs + n;
        const key = store.recurring.insert({ created_ms: created, modified_ms: created });
        made.push({ key, created, modified: created });
      }
    }
    for (const one of made.filter(({ key }) => key % 2500 === 7)) {
      one.modified = 950_000;
      store.recurring.update(one.key, { created_ms: one.created, modified_ms: one.modified });
    }
  });
});

describe('a walk in key order, led by times', () => {
  const c = 'r.created_ms';
  const m = 'r.modified_ms';
  it.each<[string, Condition[], (created: number, modified: number) => boolean]>([
    ['made since', [atLeast('created', c, 500_000)], (created) => created >= 500_000],
    ['made until', [atMost('created', c, 520_000)], (created) => created <= 520_000],
    [
      'made between',
      [atLeast('created', c, 1500), atMost('created', c, 521_000)],
      (created) => created >= 1500 && created <= 521_000,
    ],
    ['changed since', [atLeast('modified', m, 500_000)], (_, modified) => modified >= 500_000],
    [
      'made until and changed since',
      [atMost('created', c, 521_199), atLeast('modified', m, 2000)],
      (created, modified) => created <= 521_199 && modified >= 2000,
    ],
  ])('%s: finds every record once, page by page', (_, conditions, matches) => {
    const groups = grouped(store.db, conditions, 'r.employee');
    const found: number[] = [];
    for (let page: number[] = []; found.length === 0 || page.length === 500; found.push(...page))
      page = pageOfKeys(store, recurringSource, groups, found.at(-1) ?? 0, 500);
    const wanted = made.filter(({ created, modified }) => matches(created, modified)).map(({ key }) => key);
    expect(wanted.length).toBeGreaterThan(20_000);
    expect(found).toEqual(wanted);
  });

  it('skips the thousands of records that cannot match', () => {
    const ever = { least: 0, most: Infinity };
    expect(store.spans.ranges('recurring', { least: 900_000, most: Infinity }, ever)).toEqual([
      [26_000, 26_999],
    ]);
    expect(store.spans.ranges('recurring', { least: 0, most: 400_000 }, ever)).toEqual([
      [0, 3999],
      [24_000, 26_999],
    ]);
    expect(store.spans.ranges('recurring', ever, { least: 950_000, most: Infinity })).toHaveLength(11);
  });

  it('knows nothing after a clear, and everything of a transaction that came after one rolled back', () => {
    const other = openStore(undefined);
    const ever = { least: 0, most: Infinity };
    const insert = () => other.recurring.insert({ created_ms: 5, modified_ms: 5 });
    expect(() =>
      other.together(() => {
        insert();
        throw new Error('a bug');
      }),
    ).toThrow('a bug');
    other.together(insert);
    expect(other.spans.ranges('recurring', ever, ever)).toEqual([[0, 999]]);
    other.clear();
    expect(other.spans.ranges('recurring', ever, ever)).toEqual([]);
    other.together(insert);
    expect(other.spans.ranges('recurring', ever, ever)).toEqual([[0, 999]]);
  });
});
