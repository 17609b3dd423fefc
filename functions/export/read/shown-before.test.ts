import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';

import { expect, it } from 'vitest';

import { must } from '../../../shared/errors.ts';
import type { BegunEntry } from '../../../shared/run/window.ts';
import type { SnapshotObjects } from '../snapshot-objects.ts';
import { shownBefore } from './shown-before.ts';

const recordsOf = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, index) => ({ id: String(from + index) }));

/** A window that was left after these pages, two of them in the first chunk. */
function leftAfter(pages: readonly (readonly object[])[]) {
  const stored = new Map<string, Buffer>();
  const chunks = [pages.slice(0, 2), pages.slice(2)].map((inChunk, index) => {
    const packed = inChunk.map((records) =>
      gzipSync(records.map((record) => `${JSON.stringify(record)}\n`).join('')),
    );
    const bytes = Buffer.concat(packed);
    stored.set(`chunk-${index}`, bytes);
    return {
      key: `chunk-${index}`,
      sha256: createHash('sha256').update(bytes).digest('hex'),
      pages: inChunk.map((records) => ({ records: records.length, read_ms: 7 })),
    };
  });
  const begun: BegunEntry = { records: pages.flat().length, chunks, page_token: 't' };
  const objects: SnapshotObjects = {
    read: (key) => Promise.resolve(must(stored.get(key), key)),
    write: () => Promise.reject(new Error('nothing is written')),
    copy: () => Promise.reject(new Error('nothing is copied')),
  };
  return { objects, begun };
}

it('pages that an earlier invocation has read are known, each as one', async () => {
  const { objects, begun } = leftAfter([recordsOf(0, 5), recordsOf(5, 8), recordsOf(8, 12)]);
  const shown = await shownBefore(objects, begun);
  expect(shown.note(recordsOf(5, 8))).toEqual({ page: 4, earlier: 2, shown: 3, records: 3 });
  expect(shown.note(recordsOf(8, 12))).toEqual({ page: 4, earlier: 3, shown: 4, records: 4 });
  expect(shown.note(recordsOf(12, 16))).toBeUndefined();
});
