// One page of a list of keys, in order. Keys that are equal up to a delimiter after the prefix are folded into one entry.
// https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html

import type { SortedKeys } from '../store/sorted-keys.ts';

export interface Entry {
  /** A key, or a prefix that stands for every key below it. */
  readonly text: string;
  readonly isPrefix: boolean;
}

interface PageRequest {
  readonly prefix: string;
  /** Empty: no folding. */
  readonly delimiter: string;
  /** The page begins after this entry. A folded prefix counts as one entry, not as its keys. Empty: at the start. */
  readonly after: string;
  readonly maxKeys: number;
  readonly isVisible: (key: string) => boolean;
}

export function pageOfKeys(
  keys: SortedKeys,
  { prefix, delimiter, after, maxKeys, isVisible }: PageRequest,
): { readonly entries: Entry[]; readonly isTruncated: boolean } {
  const entries: Entry[] = [];
  let index = Math.max(keys.from(prefix), after === '' ? 0 : keys.after(after));
  const begun = after.startsWith(prefix) ? entryOf(after) : undefined;
  if (begun?.isPrefix === true) index = Math.max(index, keys.afterPrefix(begun.text));

  for (let key = keys.at(index); key?.startsWith(prefix) === true; key = keys.at(index)) {
    if (!isVisible(key)) {
      index += 1;
      continue;
    }
    if (entries.length >= maxKeys) return { entries, isTruncated: maxKeys > 0 };
    const entry = entryOf(key);
    entries.push(entry);
    index = entry.isPrefix ? keys.afterPrefix(entry.text) : index + 1;
  }
  return { entries, isTruncated: false };

  function entryOf(key: string): Entry {
    const end = delimiter === '' ? -1 : key.indexOf(delimiter, prefix.length);
    return end === -1
      ? { text: key, isPrefix: false }
      : { text: key.slice(0, end + delimiter.length), isPrefix: true };
  }
}
