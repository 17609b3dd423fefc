import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { must } from '../errors.ts';
import type { JsonObject } from '../values/json.ts';
import { ShownPages } from './shown-pages.ts';

const aTime = '2026-11-20 10:00:00';
const recordsOf = (
  from: number,
  to: number,
  modify_time: string | undefined = aTime,
): readonly JsonObject[] =>
  Array.from({ length: to - from }, (_, index) => ({
    id: String(from + index),
    ...(modify_time === undefined ? {} : { modify_time }),
  }));

/** The answers to the pages, one after the other. */
function noted(...pages: readonly (readonly JsonObject[])[]) {
  const shown = new ShownPages();
  return pages.map((records) => shown.note(records));
}

describe('a page is a repeat', () => {
  it.each<[string, readonly (readonly JsonObject[])[], object]>([
    [
      'that shows the page before it once more',
      [recordsOf(0, 500), recordsOf(0, 500)],
      { page: 2, earlier: 1, shown: 500, records: 500 },
    ],
    [
      'that shows an older page once more, in another order',
      [recordsOf(0, 500), recordsOf(500, 1000), recordsOf(1000, 1500), recordsOf(500, 1000).toReversed()],
      { page: 4, earlier: 2, shown: 500, records: 500 },
    ],
    [
      'that leads back into the middle of two pages',
      [recordsOf(0, 500), recordsOf(500, 1000), recordsOf(1000, 1500), recordsOf(250, 750)],
      { page: 4, shown: 500 },
    ],
    [
      'that leads back, behind a record that was created meanwhile',
      [recordsOf(0, 500), [...recordsOf(7000, 7001), ...recordsOf(0, 499)]],
      { page: 2, earlier: 1, shown: 499, records: 500 },
    ],
    [
      'of which some records were changed meanwhile',
      [recordsOf(0, 500), [...recordsOf(0, 100, '2026-11-20 10:00:01'), ...recordsOf(100, 500)]],
      { page: 2, earlier: 1, shown: 400, records: 500 },
    ],
    [
      'of a service that fills its pages with few records',
      [recordsOf(0, 3), recordsOf(3, 40), [], recordsOf(0, 3)],
      { page: 3, earlier: 1, shown: 3, records: 3 },
    ],
    [
      'whose records show no time of a change',
      [recordsOf(0, 9, undefined), recordsOf(0, 9, undefined)],
      { page: 2, earlier: 1, shown: 9, records: 9 },
    ],
  ])('%s', (_, pages, repeat) => {
    const answers = noted(...pages);
    expect(answers.at(-1)).toMatchObject(repeat);
    expect(answers.slice(0, -1).every((answer) => answer === undefined)).toBe(true);
  });
});

describe('a page is no repeat', () => {
  it.each<[string, readonly (readonly JsonObject[])[]]>([
    ['that shares a record with the page before it', [recordsOf(0, 500), recordsOf(499, 999)]],
    [
      'to which a change in a list of the newest first has moved two hundred',
      [recordsOf(0, 500), recordsOf(300, 800), recordsOf(600, 1100), recordsOf(900, 1400)],
    ],
    [
      'that is the last of a list in which every page shows a third of the page before it',
      [recordsOf(0, 30), recordsOf(20, 50), recordsOf(40, 70), recordsOf(60, 70)],
    ],
    [
      'that is the last, and has only records that a change has moved',
      [recordsOf(0, 500), recordsOf(497, 500)],
    ],
    [
      'whose records were all changed meanwhile, and stand at the end now',
      [recordsOf(0, 500), recordsOf(500, 1000), recordsOf(0, 500, '2026-11-20 10:00:01')],
    ],
    ['without records', [recordsOf(0, 500), [], []]],
    ['because a page of one record comes again among others', [recordsOf(0, 1), recordsOf(0, 500)]],
  ])('%s', (_, pages) => {
    expect(noted(...pages).filter((answer) => answer !== undefined)).toEqual([]);
  });
});

/** A list of Feishu's that is read by pages of 20 while others write: in which order, and what stands behind a token. */
const orders = ['newest change first', 'oldest change first', 'by id', 'newest creation first'] as const;
const perPage = 20;

interface Written {
  readonly changed: readonly number[];
  readonly created: number;
}

const written = fc.record({
  // Fewer than half of a page are moved between two pages.
  changed: fc.array(fc.nat(), { maxLength: 5 }),
  created: fc.integer({ min: 0, max: 4 }),
});

/** The pages of an honest service: a token is a number of records to skip. */
function pagesOf(order: (typeof orders)[number], count: number, writes: readonly Written[]) {
  let clock = count;
  const list = Array.from({ length: count }, (_, index) => ({ id: index, created: index, modified: index }));
  const compare: Record<typeof order, (a: (typeof list)[number], b: (typeof list)[number]) => number> = {
    'newest change first': (a, b) => b.modified - a.modified,
    'oldest change first': (a, b) => a.modified - b.modified,
    'by id': (a, b) => a.id - b.id,
    'newest creation first': (a, b) => b.created - a.created,
  };
  const pages: (readonly JsonObject[])[] = [];
  for (let at = 0; at < list.length && pages.length < 40; at += perPage) {
    const sorted = list.toSorted(compare[order]);
    pages.push(
      sorted
        .slice(at, at + perPage)
        .map(({ id, modified }) => ({ id: String(id), modify_time: String(modified) })),
    );
    const { changed, created } = writes[pages.length - 1] ?? { changed: [], created: 0 };
    for (const place of changed) must(list[place % list.length], 'a record').modified = ++clock;
    for (let n = 0; n < created; n += 1) list.push({ id: list.length, created: ++clock, modified: clock });
  }
  return pages;
}

const reading = fc.record({
  order: fc.constantFrom(...orders),
  count: fc.integer({ min: 1, max: 300 }),
  writes: fc.array(written, { maxLength: 40 }),
});

describe('in a list of any order, in which records are changed and created between two pages,', () => {
  it('no page is a repeat', () => {
    fc.assert(
      fc.property(reading, ({ order, count, writes }) => {
        expect(noted(...pagesOf(order, count, writes)).filter((answer) => answer !== undefined)).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  it('a page that stands in the place of another is a repeat', () => {
    fc.assert(
      fc.property(reading, fc.nat(), fc.nat(), ({ order, count, writes }, late, early) => {
        const pages = pagesOf(order, count + perPage, writes);
        const last = pages.length - 1;
        fc.pre(last > 0);
        const place = 1 + (late % last);
        const repeat = pages.with(place, must(pages[early % place], 'an earlier page'));
        expect(noted(...repeat.slice(0, place + 1)).at(-1)).toMatchObject({ page: place + 1 });
      }),
      { numRuns: 500 },
    );
  });
});

it('a list of a million records takes some twenty megabytes, and its first page is still known', () => {
  const shown = new ShownPages();
  const before = process.memoryUsage().arrayBuffers;
  for (let from = 0; from < 1_000_000; from += 500)
    expect(shown.note(recordsOf(from, from + 500))).toBeUndefined();
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(25_000_000);
  expect(shown.note(recordsOf(0, 500))).toMatchObject({ page: 2001, earlier: 1 });
});
