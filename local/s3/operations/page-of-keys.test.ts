import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { createSortedKeys } from '../store/sorted-keys.ts';
import { pageOfKeys } from './page-of-keys.ts';

// The alphabet is small, so that prefixes and delimiters meet. Its last two characters sort differently by UTF-16 than by
// UTF-8.
const key = fc.string({ unit: fc.constantFrom('a', 'b', '/', '\u{fffd}', '😀'), minLength: 1, maxLength: 6 });
const byBytes = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));

/** The whole list, computed without an index. */
function allEntries(keys: readonly string[], prefix: string, delimiter: string): string[] {
  const entries = keys
    .filter((text) => text.startsWith(prefix))
    .map((text) => {
      const end = delimiter === '' ? -1 : text.indexOf(delimiter, prefix.length);
      return end === -1 ? text : text.slice(0, end + delimiter.length);
    });
  return [...new Set(entries)].toSorted(byBytes);
}

describe('a page of keys', () => {
  it('follows the page before, until every entry has come once and in order', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(key, { maxLength: 40 }),
        fc.string({ unit: fc.constantFrom('a', '/', '😀'), maxLength: 2 }),
        fc.constantFrom('', '/', 'a/', '😀'),
        fc.integer({ min: 1, max: 5 }),
        (names, prefix, delimiter, maxKeys) => {
          const hidden = new Set(names.slice(0, 3));
          const keys = createSortedKeys(names.slice(0, 10));
          for (const name of names.slice(10)) keys.add(name);
          const isVisible = (text: string): boolean => !hidden.has(text);
          const found: string[] = [];
          for (let more = true; more;) {
            const after = found.at(-1) ?? '';
            const page = pageOfKeys(keys, { prefix, delimiter, after, maxKeys, isVisible });
            expect(page.entries.length).toBe(page.isTruncated ? maxKeys : page.entries.length);
            found.push(...page.entries.map(({ text }) => text));
            more = page.isTruncated;
          }
          expect(found).toEqual(allEntries(names.filter(isVisible), prefix, delimiter));
        },
      ),
    );
  });

  it('begins after any text, be it a key or not', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(key, { maxLength: 30 }),
        key,
        fc.constantFrom('', '/'),
        (names, after, delimiter) => {
          const options = { prefix: '', delimiter, after, maxKeys: 1000, isVisible: () => true };
          const { entries } = pageOfKeys(createSortedKeys(names), options);
          const expected = allEntries(names, '', delimiter).filter((entry) => byBytes(entry, after) > 0);
          expect(entries.map(({ text }) => text)).toEqual(expected);
        },
      ),
    );
  });
});

describe('the keys of a bucket', () => {
  it('stay sorted by UTF-8 bytes while keys come and go', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.boolean(), fc.string({ unit: 'binary', maxLength: 3 }))), (steps) => {
        const keys = createSortedKeys([]);
        const model = new Set<string>();
        for (const [adds, text] of steps) {
          if (adds) keys.add(text);
          else keys.delete(text);
          if (adds) model.add(text);
          else model.delete(text);
        }
        const expected = [...model].toSorted(byBytes);
        expect(expected.map((_, index) => keys.at(index))).toEqual(expected);
        expect(keys.at(expected.length)).toBeUndefined();
      }),
    );
  });
});
