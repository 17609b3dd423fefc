// The keys of a bucket in the order of S3. The start of a page is found by a binary search, not by a walk over all keys.

import { compareUtf8 } from './utf8-order.ts';

export interface SortedKeys {
  at(index: number): string | undefined;
  /** Index of the first key that is not less than the text. */
  from(text: string): number;
  /** Index of the first key greater than the text. */
  after(text: string): number;
  /** Index of the first key after those that begin with the prefix. */
  afterPrefix(prefix: string): number;
  add(key: string): void;
  delete(key: string): void;
}

export function createSortedKeys(initial: Iterable<string>): SortedKeys {
  const keys = [...initial].toSorted(compareUtf8);

  /** Index of the first key for which `test` is true. It must be false for all keys before and true for all after. */
  function first(test: (key: string) => boolean): number {
    let low = 0;
    let high = keys.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (test(keys[middle] ?? '')) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  const from = (text: string): number => first((key) => compareUtf8(key, text) >= 0);

  return {
    at: (index) => keys[index],
    from,
    after: (text) => first((key) => compareUtf8(key, text) > 0),
    afterPrefix: (prefix) => first((key) => compareUtf8(key, prefix) > 0 && !key.startsWith(prefix)),
    add: (key) => {
      const index = from(key);
      if (keys[index] !== key) keys.splice(index, 0, key);
    },
    delete: (key) => {
      const index = from(key);
      if (keys[index] === key) keys.splice(index, 1);
    },
  };
}
